import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readPack } from "#app";
import type { CaseWork } from "#cases";
import { openTimers, type LinkedPlan } from "#engine";
import { expectOk, instantFromMillis, ok, type Instant } from "#kernel";
import { systemContext, takeDueTimers, type Store } from "#store";
import { fireDueTimers } from "#worker";
import { caseTemplate } from "../bulk/case-templates.ts";
import { writeCases } from "../bulk/write-cases.ts";
import { caseDriver, DISTRICT, linkedPlan, momentOf, newCase, type LiveCase } from "../cases/case-driver.ts";
import { whileTrue } from "../harness/clients.ts";
import { onServer, openBenchStore } from "../harness/database.ts";
import type { Part, Row, Sample } from "../harness/row.ts";
import { waits } from "../harness/statistics.ts";

const PEOPLE = 8;
const CASES_OF_ONE = 32;
/** Each person completes a task, looks at the next, and goes on. */
const THINKING_MS = 50;
const RECEIVED = "2022-01-03T01:00:00.000Z";
const NOW = instantFromMillis(Date.parse("2022-03-01T01:00:00.000Z"));
const PACK = fileURLToPath(new URL("../../districts/qianshan", import.meta.url));

/** Very many timers that come due at one moment, beside people who go on working. */
export const timers: Row = {
  name: "timers",
  title: "A hundred thousand timers due at once beside people's work, a million more open",
  units: { perSecond: "completions/s", p50: "ms", p95: "ms", p99: "ms", fired: "timers/s" },
  goals: [
    { name: "p95 of a completion, firing ÷ quiet", of: ["firing", "p95"], by: ["quiet", "p95"] },
    { name: "p95 of a completion while they fire (ms)", of: ["firing", "p95"], by: null, atMost: 50 },
    { name: "p95 of asking what is due, nothing due (ms)", of: ["poll", "p95"], by: null, atMost: 5 },
    {
      name: "p95 of asking, a million open ÷ a thousand open",
      of: ["poll", "p95"],
      by: ["poll among few", "p95"],
      atMost: 2,
    },
  ],
  notes: [
    `${PEOPLE} people, each with ${THINKING_MS} ms between one durable completion and the next; the same store and process fires the timers, as a server does: taken by scores, eight side by side, each a step of its case.`,
    "Due: non-interrupting reminders of 100,000 open cases, each opening a task for a leader. The last repetition goes on, with the people at work, until all have fired; then each must have opened its task once.",
    "poll: the worker's question for due timers when none is due, among a million open ones, and among a thousand in a store of their own.",
    "Quick: a fiftieth of the cases and timers.",
  ],
  server: true,
  prepare: async (effort) => {
    const store = await openBenchStore("timers", 10);
    const plan = await linkedPlan("reminded.bpmn");
    const many = effort.quick ? 2000 : 100_000;
    await writeDue(store.url, plan, many);
    await writeOpen(store.url, many * 10);
    const people = await seated(store);
    await onServer(store.url, "vacuum analyze");
    const work = await workOn(store, plan);
    const few = await openBenchStore("timers_few", 2);
    await writeOpen(few.url, 1000);
    await onServer(few.url, "vacuum analyze");
    const seconds = effort.quick ? 2 : 10;
    const measure = () => measured(people, forSeconds(seconds));
    let round = 0;
    return [
      { name: "quiet", run: measure },
      {
        name: "firing",
        run: async () => {
          round += 1;
          if (round < effort.repetitions) return whileFiring(store, work, measure);
          const sample = await whileFiring(store, work, () =>
            measured(people, async () => (await countDue(store)) > 0),
          );
          await everyoneOnce(store, many);
          return sample;
        },
      },
      { ...pollPart("poll", store), close: () => store.close() },
      { ...pollPart("poll among few", few), close: () => few.close() },
    ];
  },
};

/** Open cases whose reminder has been due since the day after they were received. */
async function writeDue(url: string, plan: LinkedPlan, open: number): Promise<void> {
  await writeCases(url, { closed: 0, open, from: RECEIVED, days: 30 });
  const template = caseTemplate(plan, Date.parse(RECEIVED), null);
  const timer = template.live.state === null ? undefined : openTimers(template.live.state)[0];
  if (timer === undefined) throw new Error("the reminded case opens no timer");
  await onServer(url, `update case_file set engine_state = '${template.state.replaceAll("'", "''")}'`);
  await onServer(
    url,
    `insert into timer (district, case_id, id, element, due_at)
     select district, id, '${timer.id}', 'remind', '${NOW}'::timestamptz - interval '1 minute' from case_file`,
  );
}

/** Timers of cases far away, that are only in the way. */
async function writeOpen(url: string, count: number): Promise<void> {
  await onServer(
    url,
    `insert into timer (district, case_id, id, element, due_at)
     select '${DISTRICT}', 'far-' || n, 'e2', 'remind', '2023-01-01'::timestamptz + n * interval '30 seconds'
       from generate_series(1, ${count}) as n`,
  );
}

async function workOn(store: Store, plan: LinkedPlan): Promise<CaseWork> {
  const pack = expectOk(await readPack(PACK));
  const [matter] = pack.matters.values();
  if (matter === undefined) throw new Error("the pack has no matter");
  return {
    store: store.cases,
    pack: { ...pack, matters: new Map([["incident", matter]]) },
    planOf: () => plan,
    planOfCase: async () => ok(plan),
    planToMigrate: async () => ok(plan),
    findPlan: async () => plan.plan,
    validate: () => [],
    newId: randomUUID,
    newSalt: randomUUID,
    demo: true,
    publicUrl: "http://127.0.0.1",
    now: (): Instant => NOW,
    findRecord: async () => undefined,
    findOffering: async () => undefined,
    askSource: async () => ({ missing: { zh: "没有外部系统", en: "nothing outside" } }),
    recordId: (_register, key) => key,
    dueOn: () => undefined,
  };
}

type Seats = {
  readonly driver: ReturnType<typeof caseDriver>;
  readonly lives: readonly (readonly LiveCase[])[];
  readonly turns: number[];
};

async function seated(store: Store): Promise<Seats> {
  const driver = caseDriver(store.cases, await linkedPlan("handling.bpmn"));
  const lives: (readonly LiveCase[])[] = [];
  for (let person = 0; person < PEOPLE; person += 1) {
    const own = Array.from({ length: CASES_OF_ONE }, (_, number) =>
      newCase(driver.plan, `p${person}-${number}`, momentOf(0)),
    );
    for (const live of own) {
      await driver.start(live, { round: 0, form: { area: "126.5", seats: 40 } });
      await driver.complete(live, "handle", { round: 1 });
    }
    lives.push(own);
  }
  return { driver, lives, turns: Array.from({ length: PEOPLE }, () => 0) };
}

/** Whether people go on; asked now and then. */
type GoingOn = () => Promise<boolean>;

function forSeconds(seconds: number): GoingOn {
  const end = performance.now() + seconds * 1000;
  return async () => performance.now() < end;
}

/** What people wait for their completions; the time between two of them is not counted. */
async function measured({ driver, lives, turns }: Seats, goingOn: GoingOn): Promise<Sample> {
  const waited: number[] = [];
  const life = { goingOn: true };
  const watching = (async () => {
    while (await goingOn()) await pause(200);
    life.goingOn = false;
  })();
  const ran = await whileTrue(
    PEOPLE,
    () => life.goingOn,
    async (person) => {
      const turn = turns[person] ?? 0;
      turns[person] = turn + 1;
      const live = lives[person]?.[turn % CASES_OF_ONE];
      if (live === undefined) throw new Error("a person without cases");
      const start = performance.now();
      await driver.complete(
        live,
        live.version % 2 === 0 ? "check" : "rework",
        { round: live.version },
        person + 1,
      );
      waited.push(performance.now() - start);
      await pause(THINKING_MS);
      return 1;
    },
  );
  await watching;
  return { perSecond: ran.done / ran.seconds, ...waits(waited) };
}

async function countDue(store: Store): Promise<number> {
  const [row] = await store.database.asOwner((owner) =>
    owner.query<{ count: number }>(`select count(*)::integer as count from timer where due_at < '${NOW}'`),
  );
  return row?.count ?? 0;
}

/** Every reminder has opened its task, and none has opened two. */
async function everyoneOnce(store: Store, many: number): Promise<void> {
  const [row] = await store.database.asOwner((owner) =>
    owner.query<{ tasks: number; cases: number }>(
      "select count(*)::integer as tasks, count(distinct case_id)::integer as cases from task where element = 'look'",
    ),
  );
  if (row?.tasks !== many || row.cases !== many)
    throw new Error(`${many} timers were due, and there are ${row?.tasks} tasks in ${row?.cases} cases`);
}

async function whileFiring(store: Store, work: CaseWork, people: () => Promise<Sample>): Promise<Sample> {
  const life = { goingOn: true };
  const refused = (caseNo: string, why: object): never => {
    throw new Error(`${caseNo}: ${JSON.stringify(why)}`);
  };
  const before = await countDue(store);
  const start = performance.now();
  const firing = (async () => {
    while (life.goingOn && (await fireDueTimers(store, work, refused)));
  })();
  const sample = await people();
  life.goingOn = false;
  await firing;
  const seconds = (performance.now() - start) / 1000;
  const after = await countDue(store);
  return { ...sample, fired: (before - after) / seconds };
}

function pollPart(name: string, store: Store): Part {
  // Before anything was due.
  const before = instantFromMillis(Date.parse("2021-01-01T00:00:00.000Z"));
  return {
    name,
    run: async () => {
      const waited: number[] = [];
      for (let round = 0; round < 300; round += 1) {
        const start = performance.now();
        await takeDueTimers(store, systemContext(DISTRICT), before, { limit: 60, until: before });
        waited.push(performance.now() - start);
      }
      return waits(waited);
    },
  };
}
