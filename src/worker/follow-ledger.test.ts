import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, type Instant } from "#kernel";
import { createRecord } from "#registers";
import { openStore, systemContext, type LedgerNews, type Store } from "#store";
import { followLedger } from "./follow-ledger.ts";

const DISTRICT = "210311";
let store: Store;
beforeAll(async () => {
  store = expectOk(await openStore({ kind: "memory" }));
}, 60_000);
afterAll(() => store.close());

async function keep(id: string): Promise<void> {
  const change = createRecord({
    register: "certificate",
    id,
    organ: "market-regulation",
    division: DISTRICT,
    holder: null,
    status: "valid",
    data: {},
    at: "2026-11-02T01:00:00.000Z" as Instant,
    actor: { kind: "system", name: "import" },
    origin: {},
  });
  expectOk(
    await store.cases.transact(systemContext(DISTRICT), (transaction) =>
      transaction.commit({ changes: [change], documents: [], outbox: [], personal: [], files: [] }),
    ),
  );
}

test("every process that is listened to hears each entry once, whoever kept it, and nothing while nobody listens", async () => {
  const heard = new Map<string, LedgerNews[]>([
    ["one", []],
    ["two", []],
  ]);
  let listening = false;
  const [one, two] = [...heard.values()].map((news) =>
    followLedger({
      store,
      district: DISTRICT,
      isHeard: () => listening,
      told: async (each) => void news.push(each),
    }),
  );
  const subjects = (name: string) =>
    heard.get(name)?.flatMap(({ entries }) => entries.map(({ subject }) => subject.split(":")[2]));
  await keep("a");
  await one?.();
  expect(subjects("one")).toEqual([]);
  listening = true;
  await one?.();
  await two?.();
  expect(heard.get("one")?.map(({ changedFacts }) => changedFacts)).toEqual([true]);
  await keep("b");
  await keep("c");
  await one?.();
  await one?.();
  await two?.();
  expect(subjects("one")).toEqual(["a", "b", "c"]);
  expect(subjects("two")).toEqual(["a", "b", "c"]);
  expect(heard.get("one")?.map(({ changedFacts }) => changedFacts)).toEqual([true, true, false]);
});
