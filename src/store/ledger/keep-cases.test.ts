import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, type Instant } from "#kernel";
import { commitOf, DISTRICT, sampleCase, sampleHead, sampleTask } from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { caseBatch } from "./case-batch.ts";
import { systemContext, withContext } from "./context.ts";

const SYSTEM = systemContext(DISTRICT);
const CASES = 400;
const BATCH = 32;

eachDatabase("a batch of steps in a young table", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.dispose());

  test("finds its rows by their keys, before any statistics tell how large the table is", async () => {
    const hashes = new Map<string, string>();
    await Promise.all(
      Array.from({ length: CASES }, async (_, number) => {
        const id = `y${number}`;
        const effects = [{ kind: "openTask", task: sampleTask("t1") }] as const;
        const opened = await fresh.store.cases.apply(
          SYSTEM,
          commitOf([sampleCase(id, 0, { effects })]),
          new Map(),
        );
        hashes.set(id, expectOk(opened)[0]?.hash ?? "");
      }),
    );
    const dueAt = "2026-11-05T01:00:00.000Z" as Instant;
    const changes = Array.from({ length: BATCH }, (_, number) => {
      const id = `y${number * 5}`;
      // Half of them move their due date, so that every statement of keep_cases has rows to find.
      const head = sampleHead(id, number % 2 === 0 ? { dueAt } : {});
      const effects = [{ kind: "closeTask", task: "t1", how: "completed" }] as const;
      return { change: sampleCase(id, 1, { head, effects }), prev: hashes.get(id) ?? "" };
    });
    const read = await withContext(fresh.store.database, SYSTEM, async (sql) => {
      const contexts = JSON.stringify(changes.map(() => SYSTEM));
      const [kept] = await sql.query<{ refused: object }>(
        "select apply_steps($1, $2::jsonb, $3::jsonb) as refused",
        [DISTRICT, contexts, caseBatch(DISTRICT, changes).text],
      );
      expect(kept?.refused).toEqual({});
      return sql.query<{ rows: number; table: string }>(
        `select relname as table, (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer as rows
           from pg_stat_xact_user_tables where relname in ('case_file', 'task') order by relname`,
      );
    });
    expect(read.map(({ table }) => table)).toEqual(["case_file", "task"]);
    for (const { rows } of read) expect(rows).toBeLessThanOrEqual(4 * BATCH);
  }, 60_000);
});
