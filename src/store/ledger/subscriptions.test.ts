import { afterAll, beforeAll, expect, test } from "vitest";
import type { Effect } from "#engine";
import { expectOk, type Instant } from "#kernel";
import { commitOf, DISTRICT, sampleCase, staff } from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { systemContext, withContext } from "./context.ts";

eachDatabase("what a case waits for from outside", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.dispose());

  const keep = async (version: number, effects: readonly Effect[]): Promise<void> =>
    void expectOk(
      await fresh.store.cases.transact(staff("bob"), (transaction) =>
        transaction.commit(commitOf([sampleCase("c1", version, { effects })])),
      ),
    );
  const rows = (query: string) =>
    withContext(fresh.store.database, systemContext(DISTRICT), (sql) => sql.query(query));

  test("stands in rows from the step that opens it to the step that closes it", async () => {
    const common = { element: "c", interrupting: true } as const;
    await keep(0, [
      { kind: "openSubscription", subscription: { id: "e1", on: "message", name: "m", key: "k", ...common } },
      { kind: "openSubscription", subscription: { id: "e2", on: "signal", name: "s", key: null, ...common } },
      { kind: "publishMessage", message: { name: "m", key: "k", variables: {} } },
    ]);
    const query =
      "select id, kind, name, key, interrupting from subscription where case_id = 'c1' order by id";
    expect(await rows(query)).toEqual([
      { id: "e1", kind: "message", name: "m", key: "k", interrupting: true },
      { id: "e2", kind: "signal", name: "s", key: null, interrupting: true },
    ]);
    await keep(1, [{ kind: "closeSubscription", subscription: "e1" }]);
    expect(await rows(query)).toMatchObject([{ id: "e2" }]);
  });

  test("a job that failed is called again no earlier than the step says", async () => {
    const retryAt = "2036-11-09T09:00:00.000Z" as Instant;
    const job = { id: "e9", element: "j", type: "work", headers: {}, variables: {}, retries: 1 };
    await keep(2, [{ kind: "callJob", job: { ...job, retryAt } }]);
    expect(await rows("select next_at from outbox where id = 'c1/e9'")).toEqual([{ next_at: retryAt }]);
  });
});
