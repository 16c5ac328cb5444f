import { expectOk, type JsonObject } from "#kernel";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  COVERAGE_PARTS,
  contributionOf,
  countsOf,
  coveredKeys,
  decimalOf,
  differenceOf,
  evaluate,
  factsOf,
  formatValue,
  holds,
  isInYear,
  parseIndicator,
  partOf,
  partsOf,
  queryOf,
  sidesOf,
  valueOf,
  type Count,
  type CountIndicator,
  type Coverage,
  type Difference,
  type Indicator,
  type Keys,
  type Question,
} from "./index.ts";

const BASE = {
  id: "granted",
  name: { zh: "食品经营许可发放数", en: "Food licences granted" },
  unit: { zh: "件", en: "licences" },
  owner: "market-regulation",
  definition: { zh: "本年准予的食品经营许可", en: "Food licences granted in the year" },
  kind: "flow",
  source: { cases: "food-licence" },
  filter: '= outcome = "granted"',
  date: "closedAt",
  measure: { count: true },
};
const parsed = (changes: object): Indicator => expectOk(parseIndicator({ ...BASE, ...changes }));
function indicator(changes: object): CountIndicator {
  const read = parsed(changes);
  if (read.kind === "coverage") throw new Error("a coverage is no count");
  return read;
}
const COUNT = indicator({});
const SUM = indicator({ measure: { sum: "= fee / 100" } });
const AVERAGE = indicator({ kind: "duration", measure: { average: "= ourDays" } });
const DISTINCT = indicator({ measure: { distinct: "holder" } });
const RATIO = indicator({
  kind: "ratio",
  unit: "%",
  filter: "true",
  measure: { ratio: { numerator: "onTime", denominator: "closedAt != null" } },
});
const STOCK = indicator({ kind: "stock", until: "endedOn" });
const ALL = [COUNT, SUM, AVERAGE, DISTINCT, RATIO, STOCK];

/** Holders that had something granted, of those that asked for something and were on time once. */
const COVERAGE_RAW = {
  kind: "coverage",
  source: undefined,
  filter: undefined,
  date: undefined,
  measure: undefined,
  unit: "%",
  numerator: {
    name: { zh: "得到准予的", en: "granted" },
    source: { cases: "food-licence" },
    filter: '= outcome = "granted"',
    date: "closedAt",
    place: "division",
    key: "holder",
  },
  denominator: {
    name: { zh: "提出申请的", en: "asked" },
    kind: "stock",
    source: { cases: "*" },
    date: "closedAt",
    until: "endedOn",
    organ: "organ",
    key: "holder",
  },
  among: { source: { cases: "*" }, filter: "onTime = true", date: "closedAt", key: "holder" },
  missing: { zh: "没有得到的", en: "without" },
};
function coverage(changes: object = {}): Coverage {
  const raw = Object.entries({ ...BASE, ...COVERAGE_RAW, ...changes });
  const read = expectOk(parseIndicator(Object.fromEntries(raw.filter(([, value]) => value !== undefined))));
  if (read.kind !== "coverage") throw new Error("no coverage");
  return read;
}
const COVERAGE = coverage();

const GRANTED: JsonObject = {
  outcome: "granted",
  closedAt: "2022-12-22T02:00:00.000Z",
  division: "210311102",
  ourDays: 3,
  fee: 1999,
  holder: "a",
  onTime: true,
};

describe("a definition", () => {
  test("keeps what it says and lists the facts it reads", () => {
    expect(COUNT).toMatchObject({
      kind: "flow",
      source: { kind: "cases", matter: "food-licence" },
      place: "division",
      decimals: 0,
    });
    expect(factsOf(RATIO)).toEqual(["closedAt", "division", "organ", "onTime"]);
  });

  test("of a coverage has its sets, each folded for itself and narrowed only to what it names", () => {
    expect(countsOf(COVERAGE).map(({ id, kind, place, organ }) => ({ id, kind, place, organ }))).toEqual([
      { id: "granted/numerator", kind: "flow", place: "division", organ: null },
      { id: "granted/denominator", kind: "stock", place: null, organ: "organ" },
      { id: "granted/among", kind: "flow", place: null, organ: null },
    ]);
    expect(COVERAGE.parts.missing.zh).toBe("没有得到的");
    expect(COVERAGE.decimals).toBe(1);
    expect(coverage({ among: undefined }).among).toBeNull();
  });

  test.each<[string, object, readonly string[]]>([
    ["an item of a count", { measure: { count: true } }, ["measure"]],
    [
      "no denominator",
      { denominator: undefined },
      ["key", "source", "date", "name"].map((of) => `denominator.${of}`),
    ],
    ["a side without a key", { among: { source: { cases: "*" }, date: "closedAt" } }, ["among.key"]],
    [
      "a side that is a ratio",
      { numerator: { ...COVERAGE_RAW.numerator, kind: "ratio" } },
      ["numerator.kind"],
    ],
    [
      "an unknown item of a side",
      { numerator: { ...COVERAGE_RAW.numerator, colour: 1 } },
      ["numerator.colour"],
    ],
    [
      "a side with an expression outside the subset",
      { numerator: { ...COVERAGE_RAW.numerator, key: "count(x)" } },
      ["numerator.key"],
    ],
    ["no name for what is missing", { missing: undefined }, ["missing"]],
  ])("of a coverage with %s is refused, naming the place", (_, changes, places) => {
    const raw = Object.entries({ ...BASE, ...COVERAGE_RAW, ...changes });
    const read = parseIndicator(Object.fromEntries(raw.filter(([, value]) => value !== undefined)));
    expect(read.ok ? [] : read.error.map(({ details }) => details?.["place"])).toEqual(places);
  });

  test.each<[string, object, readonly string[]]>([
    ["an unknown item", { colour: "red" }, ["colour"]],
    ["no English name", { name: { zh: "甲" } }, ["name"]],
    ["an unknown kind", { kind: "gauge" }, ["kind"]],
    ["two sources", { source: { cases: "a", register: "b" } }, ["source"]],
    ["no measure", { measure: {} }, ["measure"]],
    ["a filter that is no condition", { filter: "ourDays + 1" }, ["filter"]],
    ["a filter outside the subset", { filter: "count(x) > 1" }, ["filter"]],
    [
      "a ratio that is called a flow",
      { measure: { ratio: { numerator: "a", denominator: "b" } } },
      ["measure"],
    ],
    ["a flow with an end", { until: "endedOn" }, ["until"]],
    [
      "both sides of a ratio wrong",
      { kind: "ratio", measure: { ratio: { numerator: "1 +", denominator: 3 } } },
      ["measure.ratio.numerator", "measure.ratio.denominator"],
    ],
    ["too many decimals", { decimals: 9 }, ["decimals"]],
  ])("with %s is refused, naming the place", (_, changes, places) => {
    const read = parseIndicator({ ...BASE, ...changes });
    expect(read.ok ? [] : read.error.map(({ details }) => details?.["place"])).toEqual(places);
  });
});

describe("what one subject adds", () => {
  test("falls on its place and its month in Shanghai", () => {
    expect(contributionOf(COUNT, { ...GRANTED, closedAt: "2022-12-31T16:30:00.000Z" })).toMatchObject({
      place: "210311102",
      year: 2023,
      month: 1,
      numerator: "1",
    });
  });

  test.each<[string, JsonObject]>([
    ["the filter does not hold", { ...GRANTED, outcome: "refused" }],
    ["it has no date", { ...GRANTED, closedAt: null }],
    ["there is no number to sum", { ...GRANTED, fee: "much" }],
  ])("is nothing where %s", (_, facts) => {
    expect(contributionOf(SUM, facts)).toBeNull();
  });

  test("sums exactly", () => {
    expect(contributionOf(SUM, GRANTED)?.numerator).toBe("19.99");
    const tenth = indicator({ measure: { sum: "x" } });
    const many = Array.from({ length: 10 }, () =>
      differenceOf(null, contributionOf(tenth, { ...GRANTED, x: 0.1 })),
    );
    expect(valueOf(tenth, partsOf(many.flat()))).toBe("1");
  });
});

const parts = (numerator: number, denominator: number) => ({
  numerator: decimalOf(numerator),
  denominator: decimalOf(denominator),
  distinct: 0,
});

describe("values", () => {
  test("a zero denominator is null and shown as a dash, never 100 %", () => {
    expect(valueOf(RATIO, parts(0, 0))).toBeNull();
    expect(formatValue(RATIO, null)).toBe("—");
  });

  test("of a coverage the parts are its keys", () => {
    expect(valueOf(COVERAGE, parts(27, 28))).toBe("0.96428571");
    expect(formatValue(COVERAGE, valueOf(COVERAGE, parts(27, 28)))).toBe("96.4");
    expect(valueOf(COVERAGE, parts(0, 0))).toBeNull();
  });

  test("a coverage counts each key once, never what only the numerator has, and tells what is missing", () => {
    const of = (keys: Record<string, number>): Keys => new Map(Object.entries(keys));
    const keys = coveredKeys({
      numerator: of({ a: 3, d: 1, gone: 0 }),
      denominator: of({ a: 1, b: 2, c: 1, gone: 0 }),
      among: of({ a: 1, b: 1, d: 1 }),
    });
    expect(keys).toEqual([
      { key: "a", records: 1, covering: 3 },
      { key: "b", records: 2, covering: 0 },
    ]);
    expect(partOf(COVERAGE, "missing", keys)).toEqual({ count: COVERAGE.denominator, keys: ["b"] });
    expect(partOf(COVERAGE, "numerator", keys)).toEqual({ count: COVERAGE.numerator, keys: ["a"] });
    expect(partOf(COVERAGE, "denominator", keys).keys).toEqual(["a", "b"]);
  });

  test("a ratio is kept as a quotient and shown in per cent", () => {
    expect(valueOf(RATIO, parts(22, 33))).toBe("0.66666667");
    expect(formatValue(RATIO, valueOf(RATIO, parts(22, 33)))).toBe("66.7");
    expect(formatValue(AVERAGE, valueOf(AVERAGE, parts(7, 2)))).toBe("3.5");
    expect(formatValue(COUNT, valueOf(COUNT, parts(12, 12)))).toBe("12");
  });

  test("a distinct key brought twice stands once until both are gone", () => {
    const one = contributionOf(DISTINCT, GRANTED);
    const twice = [...differenceOf(null, one), ...differenceOf(null, one)];
    expect(valueOf(DISTINCT, partsOf(twice))).toBe("1");
    expect(valueOf(DISTINCT, partsOf([...twice, ...differenceOf(one, null)]))).toBe("1");
    expect(
      valueOf(DISTINCT, partsOf([...twice, ...differenceOf(one, null), ...differenceOf(one, null)])),
    ).toBe("0");
  });

  test("a stock stands from its year on, until it ends", () => {
    const changes = differenceOf(null, contributionOf(STOCK, { ...GRANTED, endedOn: "2024-03-01" }));
    const at = (year: number) =>
      valueOf(STOCK, partsOf(changes.filter((cell) => isInYear(STOCK, cell, year))));
    expect([2021, 2022, 2023, 2024].map(at)).toEqual(["0", "1", "1", "0"]);
  });
});

const DAY = fc.constantFrom(
  "2021-05-01",
  "2022-01-01",
  "2022-12-31",
  "2021-12-31T16:00:00.000Z",
  "2023-02-03T08:00:00+08:00",
  "bad",
  null,
);
const SUBJECT: fc.Arbitrary<JsonObject> = fc.record({
  outcome: fc.constantFrom("granted", "refused", null),
  closedAt: DAY,
  endedOn: DAY,
  division: fc.constantFrom("210311102", "210311102200", "210311006", null),
  ourDays: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(null)),
  fee: fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom("12.50", "x", null)),
  holder: fc.constantFrom("a", "b", "c", null),
  onTime: fc.constantFrom(true, false, null),
  organ: fc.constantFrom("health", "education", null),
});

const QUESTION: fc.Arbitrary<Question> = fc.record({
  year: fc.constantFrom(2021, 2022, 2023),
  place: fc.constantFrom("210311", "210311102", ""),
  organ: fc.constantFrom("health", ""),
});

/** The cells of a question, as a store would pick them. */
const cellsOf = (count: Count, differences: readonly Difference[], { year, place, organ }: Question) =>
  differences.filter(
    (cell) =>
      isInYear(count, cell, year) &&
      (count.place === null || cell.place.startsWith(place ?? "")) &&
      (count.organ === null || (organ ?? "") === "" || cell.organ === organ),
  );

/** The value as a query over all subjects would give it. */
function recomputed(definition: CountIndicator, subjects: readonly JsonObject[], question: Question) {
  const { where, measure } = queryOf(definition, question);
  const rows = subjects.filter((facts) => holds(where, facts));
  const sumOf = (values: readonly unknown[]) =>
    partsOf(
      values.map((value) => ({
        year: question.year,
        month: 1,
        place: "",
        organ: "",
        numerator: decimalOf(String(value)),
        denominator: decimalOf(0),
        records: 1,
        keys: [],
      })),
    ).numerator;
  switch (measure.kind) {
    case "count":
      return valueOf(definition, {
        numerator: decimalOf(rows.length),
        denominator: decimalOf(rows.length),
        distinct: 0,
      });
    case "sum":
    case "average":
      return valueOf(definition, {
        numerator: sumOf(rows.map((facts) => evaluate(measure.of, facts))),
        denominator: decimalOf(rows.length),
        distinct: 0,
      });
    case "distinct":
      return decimalOf(new Set(rows.map((facts) => evaluate(measure.fact, facts))).size);
    case "ratio":
      return valueOf(definition, {
        numerator: decimalOf(rows.filter((facts) => holds(measure.numerator, facts)).length),
        denominator: decimalOf(rows.filter((facts) => holds(measure.denominator, facts)).length),
        distinct: 0,
      });
  }
}

const HISTORIES = fc.array(fc.array(SUBJECT, { minLength: 1, maxLength: 3 }), { maxLength: 8 });

function differencesIn(count: Count, histories: readonly (readonly JsonObject[])[]): readonly Difference[] {
  return histories.flatMap((versions) =>
    versions.flatMap((facts, index) => {
      const before = versions[index - 1];
      return differenceOf(
        before === undefined ? null : contributionOf(count, before),
        contributionOf(count, facts),
      );
    }),
  );
}

test("folding the differences of any history gives what the query gives over the last facts", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), HISTORIES, QUESTION, (definition, histories, question) => {
      const cells = cellsOf(definition, differencesIn(definition, histories), question);
      const last = histories.flatMap((versions) => versions.slice(-1));
      expect(valueOf(definition, partsOf(cells))).toBe(recomputed(definition, last, question));
      const { where } = queryOf(definition, question);
      expect(cells.reduce((sum, { records }) => sum + records, 0)).toBe(
        last.filter((facts) => holds(where, facts)).length,
      );
    }),
    { numRuns: 400 },
  );
});

test("a coverage folded over any history has the keys and opens the subjects that its queries give", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(COVERAGE, coverage({ among: undefined })),
      HISTORIES,
      QUESTION,
      (definition, histories, question) => {
        const folded = { numerator: null, denominator: null, among: null } as Record<string, Keys | null>;
        const asked = { ...folded } as Record<string, ReadonlySet<unknown> | null>;
        const last = histories.flatMap((versions) => versions.slice(-1));
        for (const { side, count } of sidesOf(definition)) {
          const keys = new Map<string, number>();
          for (const { keys: of } of cellsOf(count, differencesIn(count, histories), question))
            for (const { key, references } of of) keys.set(key, (keys.get(key) ?? 0) + references);
          folded[side] = keys;
          const { where } = queryOf(count, question);
          const found = last.filter((facts) => holds(where, facts));
          asked[side] = new Set(found.map((facts) => evaluate(count.measure.fact, facts)));
        }
        const keys = coveredKeys(folded as Parameters<typeof coveredKeys>[0]);
        const wanted = [...(asked["denominator"] ?? [])].filter(
          (key) => asked["among"] === null || asked["among"]?.has(key) === true,
        );
        expect(keys.map(({ key }) => key).toSorted()).toEqual(wanted.toSorted());
        const covered = keys.filter(({ covering }) => covering > 0).map(({ key }) => key);
        expect(covered.toSorted()).toEqual(wanted.filter((key) => asked["numerator"]?.has(key)).toSorted());
        const sizes = {
          denominator: keys.reduce((sum, { records }) => sum + records, 0),
          numerator: keys.reduce((sum, { covering }) => sum + covering, 0),
          missing: keys.reduce((sum, { records, covering }) => sum + (covering === 0 ? records : 0), 0),
        };
        for (const part of COVERAGE_PARTS) {
          const opened = partOf(definition, part, keys);
          const { where } = queryOf(opened.count, question, opened.keys);
          expect(last.filter((facts) => holds(where, facts))).toHaveLength(sizes[part]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("a subject that did not change makes no difference", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), SUBJECT, (definition, facts) => {
      const contribution = contributionOf(definition, facts);
      return differenceOf(contribution, contribution).length === 0;
    }),
  );
});
