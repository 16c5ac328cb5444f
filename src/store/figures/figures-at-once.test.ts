import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, type Instant } from "#kernel";
import { systemContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { commitOf, DISTRICT, sampleCase, sampleHead } from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { foldFigures } from "./fold-figures.ts";
import { readFigure } from "./read-figures.ts";
import { recountFigure } from "./recount-figure.ts";
import { indicator } from "./samples.ts";

const SYSTEM = systemContext(DISTRICT);
const GRANTED = indicator("granted", { filter: '= outcome = "granted"' });
const HEAD = {
  outcome: "granted",
  closedAt: "2022-07-01T00:00:00.000Z" as Instant,
} as const;

/** Keeps a case in a transaction that takes its number first and commits a moment later: out of order. */
async function keepSlowly(store: Store, id: string, millis: number): Promise<void> {
  expectOk(
    await store.cases.transact(SYSTEM, async (transaction) => {
      await transaction.nextNumber(`number of ${id}`);
      await wait(millis);
      return transaction.commit(commitOf([sampleCase(id, 0, { head: sampleHead(id, HEAD) })]));
    }),
  );
}

eachDatabase("figures while many write", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
  }, 60_000);
  afterAll(() => fresh.dispose());

  test("no entry is lost or counted twice, and a figure holds all that was kept before it was read", async () => {
    const { store } = fresh;
    const [writers, each] = [3, 20];
    let [begun, kept] = [0, 0];
    const write = async (writer: number): Promise<void> => {
      for (let index = 0; index < each; index += 1) {
        begun += 1;
        await keepSlowly(store, `w${writer}-${index}`, (index * 7 + writer * 3) % 12);
        kept += 1;
      }
    };
    const watch = async (): Promise<void> => {
      for (;;) {
        await foldFigures(store, DISTRICT, [GRANTED], 3);
        const before = kept;
        const { records, value } = await readFigure(store, SYSTEM, GRANTED, { year: 2022 });
        expect(records).toBeGreaterThanOrEqual(before);
        expect(records).toBeLessThanOrEqual(begun);
        expect(value).toBe(String(records));
        if (before === writers * each) return;
      }
    };
    const watching = watch();
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    await watching;
    while (await foldFigures(store, DISTRICT, [GRANTED], 3));
    const all = await readFigure(store, SYSTEM, GRANTED, { year: 2022 });
    expect(all).toMatchObject({ value: String(writers * each), records: writers * each });
    const [recount] = await store.database.transaction((sql) =>
      sql
        .query("select set_context($1::jsonb)", [JSON.stringify(SYSTEM)])
        .then(() => recountFigure(sql, DISTRICT, GRANTED, { year: 2022 })),
    );
    expect(recount?.records).toBe(writers * each);
  }, 60_000);
});
