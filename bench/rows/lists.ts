import { performance } from "node:perf_hooks";
import { listCases, listTasks, type Store } from "#store";
import type { StoreContext } from "#registers";
import { DISTRICT } from "../cases/case-driver.ts";
import { ORGANS, personOf } from "../bulk/names.ts";
import { writeCases } from "../bulk/write-cases.ts";
import { openBenchStore } from "../harness/database.ts";
import type { Part, Row } from "../harness/row.ts";
import { waits } from "../harness/statistics.ts";

const clerk: StoreContext = {
  district: DISTRICT,
  account: "clerk-1",
  roles: ["clerk", "reviewer"],
  organs: [ORGANS[3] ?? ""],
  divisions: [DISTRICT],
  knownAs: [],
};
const leader: StoreContext = { ...clerk, account: "leader-1", roles: ["leader"], organs: ["leaders"] };
const applicant: StoreContext = { ...clerk, account: "person-77", roles: ["applicant"], organs: [] };

/** What is sought: what every tenth case holds and what one in a thousand does, a name, a number, nothing. */
const SOUGHT = [
  "井盖缺失",
  "千山路",
  "古树名木",
  "大孤山街128号",
  personOf(4321).name,
  "000123",
  "不存在的事",
];

/** The lists of cases and tasks, their later pages and the search, by the people who ask them. */
export const lists: Row = {
  name: "lists",
  title: "Case and task lists and search over a million closed and a hundred thousand open cases",
  units: { p50: "ms", p95: "ms", p99: "ms" },
  goals: [
    { name: "p95 of a list (ms)", of: ["list", "p95"], by: null, atMost: 30 },
    { name: "p95 of a search (ms)", of: ["search", "p95"], by: null, atMost: 50 },
  ],
  notes: [
    "Through the store's own queries with row security: a clerk of one organ in ten, a district leader, an applicant; pages of 50, first and third, and the organ's, one's own and the finished tasks.",
    `Sought: ${SOUGHT.join("、")}, each by a leader and a clerk, and in the clerk's tasks.`,
    "Quick: a fiftieth of the cases.",
  ],
  server: true,
  prepare: async ({ quick }) => {
    const store = await openBenchStore("lists", 4);
    const size = quick ? { closed: 20_000, open: 2000 } : { closed: 1_000_000, open: 100_000 };
    await writeCases(store.url, { ...size, from: "2020-01-02T01:00:00.000Z", days: 1095 });
    return [
      part("list", await questions(store)),
      { ...part("search", searches(store)), close: () => store.close() },
    ];
  },
};

type Question = { readonly words: string; readonly ask: () => Promise<unknown> };
type Paged = (cursor: string | null) => Promise<{ readonly next: string | null }>;

export async function questions(store: Store): Promise<readonly Question[]> {
  const paged: Readonly<Record<string, Paged>> = {
    "clerk's cases": (cursor) => listCases(store, clerk, { cursor }),
    "leader's cases": (cursor) => listCases(store, leader, { cursor }),
    "applicant's cases": (cursor) => listCases(store, applicant, { cursor }),
    "open cases": (cursor) => listCases(store, leader, { open: true, cursor }),
    "an organ's cases of a matter": (cursor) =>
      listCases(store, leader, { matter: "incident", organ: ORGANS[5] ?? "", cursor }),
    "organ's tasks": (cursor) => listTasks(store, clerk, { view: "organ", cursor }),
    "my tasks": (cursor) => listTasks(store, clerk, { view: "mine", cursor }),
    "tasks done": (cursor) => listTasks(store, clerk, { view: "done", cursor }),
  };
  const asked: Question[] = [];
  for (const [words, ask] of Object.entries(paged)) {
    const { next } = await ask(null);
    const third = next === null ? null : (await ask(next)).next;
    asked.push({ words, ask: () => ask(null) }, { words: `${words}, third page`, ask: () => ask(third) });
  }
  return asked;
}

export const searches = (store: Store): readonly Question[] =>
  SOUGHT.flatMap((search) => [
    { words: `leader seeks ${search}`, ask: () => listCases(store, leader, { search }) },
    { words: `clerk seeks ${search}`, ask: () => listCases(store, clerk, { search }) },
    { words: `leader seeks ${search}, open`, ask: () => listCases(store, leader, { search, open: true }) },
    {
      words: `clerk seeks tasks of ${search}`,
      ask: () => listTasks(store, clerk, { view: "organ", search }),
    },
  ]);

function part(name: string, asked: readonly Question[]): Part {
  return {
    name,
    run: async () => {
      const times: number[] = [];
      for (let round = 0; round < 10; round += 1)
        for (const { ask } of asked) {
          const start = performance.now();
          await ask();
          times.push(performance.now() - start);
        }
      return waits(times);
    },
  };
}
