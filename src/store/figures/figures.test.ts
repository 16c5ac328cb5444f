import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COVERAGE_PARTS, partOf, type Count } from "#indicators";
import { expectOk, type Instant } from "#kernel";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { AT, commitOf, DISTRICT, leader, sampleCase, sampleHead, sampleRecord, staff } from "../samples.ts";
import { eachDatabase, settled, type TestStore } from "../testing.ts";
import { foldFigures } from "./fold-figures.ts";
import { inMemory, openedInMemory } from "./memory-samples.ts";
import { listFigureRecords, type FigureRecord } from "./list-figure-records.ts";
import type { FigureQuestion } from "./figure-question.ts";
import { readOrganFigures } from "./organ-figures.ts";
import { readFigure, readFigureKeys, readFigures } from "./read-figures.ts";
import { recountFigure } from "./recount-figure.ts";
import { coverage, indicator, INDICATORS, keep, STEPS, type Memory } from "./samples.ts";

const SYSTEM = systemContext(DISTRICT);
let round = 0;

async function listAll(
  store: Store,
  definition: Count,
  question: FigureQuestion & { readonly keys?: readonly string[] },
): Promise<FigureRecord[]> {
  const items: FigureRecord[] = [];
  let cursor: string | null = null;
  do {
    const page = await listFigureRecords(store, SYSTEM, definition, { ...question, cursor, limit: 2 });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

/** Counters with their tail, the recount, the list and the fold in memory must be one. */
async function expectOneFigure(store: Store, memory: Memory, question: FigureQuestion): Promise<void> {
  const figures = await readFigures(store, SYSTEM, INDICATORS, question);
  const replayed = await readFigures(store, SYSTEM, INDICATORS, {
    ...question,
    asOf: "2200-01-01T00:00:00.000Z" as Instant,
  });
  for (const [index, definition] of INDICATORS.entries()) {
    const figure = figures[index];
    const { value, records, keys } = inMemory(definition, memory, question);
    expect({ id: definition.id, value: figure?.value, records: figure?.records }).toEqual({
      id: definition.id,
      value,
      records,
    });
    expect(replayed[index]).toMatchObject({ value, records });
    expect(figure?.months).toHaveLength(12);
    if (definition.kind === "coverage") {
      const read = await readFigureKeys(store, SYSTEM, definition, question);
      expect(read).toEqual(keys?.toSorted(({ key: one }, { key: other }) => (one < other ? -1 : 1)));
      for (const part of COVERAGE_PARTS) {
        const { count, keys: of } = partOf(definition, part, read);
        const list = await listAll(store, count, { ...question, keys: of });
        expect({ part, opened: list.length }).toEqual({
          part,
          opened: openedInMemory(definition, part, memory, question),
        });
        expect(figure?.parts?.[part]).toEqual({ keys: of.length, records: list.length });
      }
      continue;
    }
    const recount = await withContext(store.database, SYSTEM, (sql) =>
      recountFigure(sql, DISTRICT, definition, question),
    );
    expect(recount[0]?.records).toBe(records);
    const list = await listAll(store, definition, question);
    expect(new Set(list.map(({ subject }) => subject)).size).toBe(records);
    expect(list).toHaveLength(records);
  }
}

/** Organs side by side must have what each has when it is asked for alone. */
async function expectOrgansAlike(store: Store, memory: Memory, question: FigureQuestion): Promise<void> {
  const organs = ["market-regulation", "health", "nobody"];
  const figures = await readOrganFigures(store, SYSTEM, INDICATORS, organs, question);
  for (const organ of organs) {
    for (const [index, definition] of INDICATORS.entries()) {
      const { value, records } = inMemory(definition, memory, { ...question, organ });
      expect({ id: definition.id, organ, ...figures.get(organ)?.[index] }).toEqual({
        id: definition.id,
        organ,
        value,
        records,
      });
    }
  }
}

/** Subjects of earlier rounds stay; a fresh store for each round would take a minute. */
async function clear(store: Store): Promise<void> {
  await store.database.asOwner((owner) =>
    owner.script(`truncate entry, fact_version, record_version, record, case_file, task, timer, failure,
      figure_fold, figure_counter, figure_key cascade`),
  );
}

const foldAll = async (store: Store, limit: number): Promise<void> => {
  while (await foldFigures(store, DISTRICT, INDICATORS, limit));
};

eachDatabase("figures", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
  }, 60_000);
  afterAll(() => fresh.dispose());

  test("counters with their tail, a recount, the record list and the fold in memory agree for any history", async () => {
    const { store } = fresh;
    await fc.assert(
      fc.asyncProperty(
        STEPS,
        fc.nat({ max: 10 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(2021, 2022, 2023),
        fc.constantFrom(undefined, "210311", "210311102"),
        fc.constantFrom(undefined, "health"),
        async (steps, folded, limit, year, place, organ) => {
          await clear(store);
          round += 1;
          const memory: Memory = new Map();
          for (const [index, step] of steps.entries()) {
            await keep(store, memory, step, round);
            if (index === folded) await foldAll(store, limit);
          }
          await expectOneFigure(store, memory, { year, place, organ });
          await expectOrgansAlike(store, memory, { year, place });
          await foldAll(store, limit);
          await expectOneFigure(store, memory, { year, place, organ });
          await expectOrgansAlike(store, memory, { year, place });
        },
      ),
      { numRuns: Number(process.env["YIWANG_FIGURE_RUNS"] ?? 12) },
    );
  }, 240_000);

  describe("a fold", () => {
    test("makes nothing of a second process, answers what waits, and a rebuild gives the same", async () => {
      const { store } = fresh;
      await clear(store);
      const memory: Memory = new Map();
      round += 1;
      const [sample = []] = fc.sample(
        STEPS.filter((steps) => steps.length === 10),
        { numRuns: 1, seed: 7 },
      );
      for (const step of sample) await keep(store, memory, step, round);
      await settled(store);
      expect(await foldFigures(store, DISTRICT, INDICATORS, 4)).toBe(true);
      await Promise.all([foldAll(store, 3), foldAll(store, 2)]);
      await foldAll(store, 100);
      expect(await foldFigures(store, DISTRICT, INDICATORS, 4)).toBe(false);
      const dumped = await countersOf(store);
      await store.database.asOwner((owner) =>
        owner.script("truncate figure_fold, figure_counter, figure_key"),
      );
      await foldAll(store, 3);
      expect(await countersOf(store)).toEqual(dumped);
      await expectOneFigure(store, memory, { year: 2022 });
    });

    test("a stretch that has a later version without the one before it counts both once", async () => {
      const { store } = fresh;
      await clear(store);
      const memory: Memory = new Map();
      round += 1;
      const outcomes = ["granted", "refused", "granted", null, "granted"] as const;
      for (const [index, outcome] of outcomes.entries()) {
        const closedAt = `2022-0${index + 1}-02T00:00:00.000Z` as Instant;
        const head = { matter: "food-licence", outcome, closedAt, organ: "health" };
        await keep(store, memory, { subject: 0, version: { kind: "case", head } }, round);
      }
      await settled(store);
      // As where transactions took their numbers in another order than they wrote.
      await store.database.asOwner((owner) =>
        owner.script(`with placed as (select seq, row_number() over (order by array_position(array[1, 3, 5, 2, 4], seq)) as place,
              (select min(xid::text::bigint) from entry) as first from entry)
          update entry e set xid = (p.first + p.place - 1)::text::xid8 from placed p where p.seq = e.seq`),
      );
      for (const limit of [2, 2, 1]) {
        await foldFigures(store, DISTRICT, INDICATORS, limit);
        await expectOneFigure(store, memory, { year: 2022 });
      }
      expect(await foldFigures(store, DISTRICT, INDICATORS, 1)).toBe(false);
      const folded = await countersOf(store);
      await store.database.asOwner((owner) =>
        owner.script("truncate figure_fold, figure_counter, figure_key"),
      );
      await foldAll(store, 100);
      expect(await countersOf(store)).toEqual(folded);
    });

    test("a changed definition is counted anew while reads go on; a changed name is not", async () => {
      const { store } = fresh;
      await clear(store);
      for (const id of ["a", "b", "c"]) await granted(store, id);
      await settled(store);
      const before = indicator("granted", { filter: '= outcome = "granted"' });
      await foldFigures(store, DISTRICT, [before]);
      const folds = () =>
        withContext(store.database, SYSTEM, (sql) =>
          sql.query<{ position: number }>("select position from figure_fold order by position"),
        );
      const named = indicator("granted", { filter: '= outcome = "granted"', name: { zh: "新", en: "New" } });
      await foldFigures(store, DISTRICT, [named]);
      expect(await folds()).toHaveLength(1);
      const changed = indicator("granted", { filter: '= outcome = "granted" and id != "b"' });
      expect(await readFigure(store, SYSTEM, changed, { year: 2022 })).toMatchObject({
        value: "2",
        records: 2,
      });
      expect(await foldFigures(store, DISTRICT, [changed], 2)).toBe(true);
      expect(await readFigure(store, SYSTEM, changed, { year: 2022 })).toMatchObject({
        value: "2",
        records: 2,
      });
      expect(await readFigure(store, SYSTEM, before, { year: 2022 })).toMatchObject({
        value: "3",
        records: 3,
      });
      await foldFigures(store, DISTRICT, [changed], 2);
      expect(await folds()).toHaveLength(2);
    });

    test("a definition that no process asks for is dropped after a day, with its counters", async () => {
      const { store } = fresh;
      await clear(store);
      await granted(store, "a");
      await foldFigures(store, DISTRICT, INDICATORS);
      await store.database.asOwner((owner) =>
        owner.script("update figure_fold set asked_at = now() - interval '25 hours'"),
      );
      const kept = INDICATORS.filter(({ id }) => id === "granted");
      await foldFigures(store, DISTRICT, kept);
      const left = await withContext(store.database, SYSTEM, (sql) =>
        sql.query("select distinct indicator from figure_fold union select indicator from figure_counter"),
      );
      expect(left).toEqual([{ indicator: "granted" }]);
    });
  });

  describe("a figure", () => {
    test("directly after a commit holds it, before any fold", async () => {
      const { store } = fresh;
      await clear(store);
      const definition = indicator("granted", { filter: '= outcome = "granted"' });
      const read = () => readFigure(store, SYSTEM, definition, { year: 2022 });
      await granted(store, "a");
      expect(await read()).toMatchObject({ value: "1", records: 1 });
      await foldAll(store, 100);
      await foldFigures(store, DISTRICT, [definition]);
      await granted(store, "b");
      expect(await read()).toMatchObject({ value: "2", records: 2 });
    });

    test("has the values of its months, and gaps where a month has not begun", async () => {
      const { store } = fresh;
      await clear(store);
      await granted(store, "a");
      const flow = indicator("granted", { filter: '= outcome = "granted"' });
      const stock = indicator("open", { kind: "stock", date: "receivedAt", until: "closedAt" });
      const past = await readFigure(store, SYSTEM, flow, { year: 2022 });
      expect(past.months).toEqual(["0", "0", "0", "0", "0", "0", "1", "0", "0", "0", "0", "0"]);
      const stood = await readFigure(store, SYSTEM, stock, { year: 2022 });
      expect(stood.months).toEqual(["0", "0", "1", "1", "1", "1", "0", "0", "0", "0", "0", "0"]);
      const asOf = "2022-08-15T00:00:00.000Z" as Instant;
      await store.database.asOwner((owner) => owner.script("update fact_version set at = '2022-07-01'"));
      const replayed = await readFigure(store, SYSTEM, flow, { year: 2022, asOf });
      expect(replayed.months.slice(5)).toEqual(["0", "1", "0", null, null, null, null]);
    });

    test("as of a moment is what was known then", async () => {
      const { store } = fresh;
      await clear(store);
      await granted(store, "a");
      const definition = indicator("granted", { filter: '= outcome = "granted"' });
      const before = "2026-11-02T00:59:59.999Z" as Instant;
      expect(await readFigure(store, SYSTEM, definition, { year: 2022, asOf: before })).toMatchObject({
        value: "0",
      });
      expect(await readFigure(store, SYSTEM, definition, { year: 2022, asOf: AT })).toMatchObject({
        value: "1",
      });
      const page = await listFigureRecords(store, SYSTEM, definition, { year: 2022, asOf: before });
      expect(page.items).toEqual([]);
    });
  });

  test("a coverage as of a moment is what was known then, and without a denominator it has no value", async () => {
    const { store } = fresh;
    await clear(store);
    const definition = coverage("held", {
      numerator: {
        source: { register: "certificates" },
        filter: 'status = "valid"',
        date: "issuedOn",
        key: "holder",
      },
      denominator: { source: { cases: "*" }, filter: 'outcome = "granted"', date: "closedAt", key: "id" },
    });
    const read = (asOf?: Instant) => readFigure(store, SYSTEM, definition, { year: 2022, asOf });
    expect(await read()).toMatchObject({ value: null, records: 0 });
    await granted(store, "a");
    await granted(store, "b");
    expect(await read()).toMatchObject({ value: "0", parts: { missing: { keys: 2, records: 2 } } });
    await store.database.asOwner((owner) => owner.script("update fact_version set at = '2022-07-01'"));
    const data = { holder: "b", issuedOn: "2022-08-01" };
    const change = sampleRecord("1", 0, { register: "certificates", status: "valid", data });
    expectOk(await store.cases.apply(SYSTEM, commitOf([change]), new Map()));
    expect(await read()).toMatchObject({ value: "0.5", parts: { numerator: { keys: 1, records: 1 } } });
    const before = "2022-07-15T00:00:00.000Z" as Instant;
    expect(await read(before)).toMatchObject({ value: "0", records: 2 });
    const keys = await readFigureKeys(store, SYSTEM, definition, { year: 2022 });
    expect(partOf(definition, "missing", keys).keys).toEqual(["a"]);
    await foldFigures(store, DISTRICT, [definition]);
    expect(await read()).toMatchObject({ value: "0.5", parts: { missing: { keys: 1, records: 1 } } });
  });

  test("the record list names what it lists and hides what the reader may not see", async () => {
    const { store } = fresh;
    await clear(store);
    await granted(store, "a");
    const definition = indicator("granted", { filter: '= outcome = "granted"' });
    const seen = await listFigureRecords(store, staff("bob"), definition, { year: 2022 });
    expect(seen.items).toEqual([
      expect.objectContaining({
        subject: "a",
        kind: "case",
        register: null,
        id: "a",
        caseNo: "210311-a",
        title: "食品经营许可",
        place: "210311102200",
        date: "2022-07-01",
        facts: expect.objectContaining({ outcome: "granted", id: "a" }),
      }),
    ]);
    const elsewhere = await listFigureRecords(store, leader("210311006"), definition, { year: 2022 });
    expect(elsewhere.items).toEqual([]);
    const over = await listFigureRecords(store, leader("210311102"), definition, { year: 2022 });
    expect(over.items).toHaveLength(1);
    expect(await readFigure(store, leader("210311006"), definition, { year: 2022 })).toMatchObject({
      records: 1,
    });
  });
});

async function granted(store: Store, id: string): Promise<void> {
  const head = sampleHead(id, {
    outcome: "granted",
    receivedAt: "2022-03-01T00:00:00.000Z" as Instant,
    closedAt: "2022-07-01T00:00:00.000Z" as Instant,
  });
  expectOk(await store.cases.apply(SYSTEM, commitOf([sampleCase(id, 0, { head })]), new Map()));
}

async function countersOf(store: Store) {
  return withContext(store.database, SYSTEM, async (sql) => ({
    cells: await sql.query(
      `select indicator, definition, year, month, place, organ, trim_scale(numerator) as numerator,
              trim_scale(denominator) as denominator, records
         from figure_counter where records <> 0 or numerator <> 0 or denominator <> 0 order by 1, 2, 3, 4, 5, 6`,
    ),
    keys: await sql.query("select * from figure_key order by 1, 2, 3, 4, 5, 6, 7, 8"),
  }));
}
