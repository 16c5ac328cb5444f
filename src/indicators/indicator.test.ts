import { expectOk, type JsonObject } from "#kernel";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contributionOf,
  decimalOf,
  differenceOf,
  evaluate,
  factsOf,
  formatValue,
  holds,
  isInYear,
  parseIndicator,
  partsOf,
  queryOf,
  valueOf,
  type Difference,
  type Indicator,
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
const indicator = (changes: object): Indicator => expectOk(parseIndicator({ ...BASE, ...changes }));
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
    expect(factsOf(RATIO)).toEqual(["closedAt", "division", "onTime"]);
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
    const parsed = parseIndicator({ ...BASE, ...changes });
    expect(parsed.ok ? [] : parsed.error.map(({ details }) => details?.["place"])).toEqual(places);
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
});

/** The value as a query over all subjects would give it. */
function recomputed(definition: Indicator, subjects: readonly JsonObject[], year: number, place: string) {
  const { where, measure } = queryOf(definition, { year, place });
  const rows = subjects.filter((facts) => holds(where, facts));
  const sumOf = (values: readonly unknown[]) =>
    partsOf(
      values.map((value) => ({
        year,
        month: 1,
        place,
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

test("folding the differences of any history gives what the query gives over the last facts", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ALL),
      fc.array(fc.array(SUBJECT, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
      fc.constantFrom(2021, 2022, 2023),
      fc.constantFrom("210311", "210311102"),
      (definition, histories, year, place) => {
        const differences: Difference[] = [];
        for (const versions of histories) {
          for (const [index, facts] of versions.entries()) {
            const before = versions[index - 1];
            differences.push(
              ...differenceOf(
                before === undefined ? null : contributionOf(definition, before),
                contributionOf(definition, facts),
              ),
            );
          }
        }
        const cells = differences.filter(
          (cell) => isInYear(definition, cell, year) && cell.place.startsWith(place),
        );
        const last = histories.flatMap((versions) => versions.slice(-1));
        expect(valueOf(definition, partsOf(cells))).toBe(recomputed(definition, last, year, place));
        const { where } = queryOf(definition, { year, place });
        expect(cells.reduce((sum, { records }) => sum + records, 0)).toBe(
          last.filter((facts) => holds(where, facts)).length,
        );
      },
    ),
    { numRuns: 400 },
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
