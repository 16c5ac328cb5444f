import { type JsonObject } from "#kernel";
import { describe, expect, test } from "vitest";
import {
  BASE,
  indicator,
  COUNT,
  SUM,
  AVERAGE,
  DISTINCT,
  RATIO,
  STOCK,
  COVERAGE_RAW,
  coverage,
  COVERAGE,
  differenceOf,
  GRANTED,
} from "../../test/support/indicator-samples.ts";
import {
  contributionOf,
  countsOf,
  coveredKeys,
  decimalOf,
  factsOf,
  formatValue,
  isInYear,
  parseIndicator,
  partOf,
  partsOf,
  valueOf,
  type Keys,
} from "./index.ts";

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
