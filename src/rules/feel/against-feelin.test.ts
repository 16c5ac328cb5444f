import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { evaluate } from "feelin";
import { expect, test } from "vitest";
import { expectOk, type Instant, type Json, type JsonObject } from "#kernel";
import { evaluateFeel } from "./feel.ts";

const NOW = "2026-11-16T01:00:00.000Z" as Instant;

// Numbers are small and their parts powers of two: no slip of a double in the sixteenth digit decides anything.
const CONTEXT = fc.record({
  n: fc.integer({ min: -20, max: 20 }),
  m: fc.integer({ min: -20, max: 20 }).map((quarters) => quarters / 4),
  t: fc.constantFrom("", "a", "abc", "千山区", "A b"),
  b: fc.boolean(),
  l: fc.array(fc.integer({ min: -3, max: 9 }), { maxLength: 4 }),
  c: fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.constantFrom("u", "v") }),
  r: fc.array(fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.constantFrom("u", "v") }), {
    maxLength: 3,
  }),
});

const { number, truth, text, list, date } = fc.letrec<{
  number: string;
  truth: string;
  text: string;
  list: string;
  date: string;
  span: string;
}>((tie) => {
  const [number_, truth_, text_, list_, date_, span_] = [
    tie("number"),
    tie("truth"),
    tie("text"),
    tie("list"),
    tie("date"),
    tie("span"),
  ];
  const written = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
    fc
      .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
      .map((all) => all.join(""));
  const choice = { maxDepth: 4, depthSize: "small" as const };
  const compares = fc.constantFrom(" = ", " != ", " < ", " <= ", " > ", " >= ");
  return {
    number: fc.oneof(
      choice,
      fc.integer({ min: -20, max: 20 }).map((value) => (value < 0 ? `(${value})` : String(value))),
      fc.constantFrom("n", "m", "c.x", "0.5", "1.25"),
      written("(", number_, fc.constantFrom(" + ", " - "), number_, ")"),
      written("(", number_, " * ", fc.constantFrom("2", "3", "n"), ")"),
      written("(", number_, " / ", fc.constantFrom("2", "4", "8"), ")"),
      written("(", fc.constantFrom("n", "m", "3"), " ** ", fc.constantFrom("0", "1", "2"), ")"),
      written("-(", number_, ")"),
      written("(if ", truth_, " then ", number_, " else ", number_, ")"),
      written("count(", list_, ")"),
      written("sum(append(", list_, ", 1))"),
      written("min(append(", list_, ", 1))"),
      written("max(append(", list_, ", 1))"),
      written("floor(", number_, ")"),
      written("ceiling(", number_, ")"),
      written("abs(", number_, ")"),
      written("modulo(", number_, ", ", fc.constantFrom("2", "3", "-3"), ")"),
      written("string length(", text_, ")"),
      written("append(", list_, ", 7)[", fc.constantFrom("1", "-1"), "]"),
      written("{x: ", number_, ", y: 2}.x"),
      written("mean([", number_, ", ", number_, "])"),
      written("product([", number_, ", 2])"),
      written("round half up(", number_, ", 0)"),
      written("round down(", number_, ", 0)"),
      written("sqrt(", fc.constantFrom("16", "n * n"), ")"),
      written("(", date_, ").", fc.constantFrom("year", "month", "day", "weekday")),
      written("(", date_, " - ", date_, ").days"),
      written("get value({k: ", number_, '}, "k")'),
      written("number(string(floor(", number_, ")))"),
    ),
    truth: fc.oneof(
      choice,
      fc.constantFrom("true", "false", "b"),
      written("(", number_, compares, number_, ")"),
      written("(", text_, compares, text_, ")"),
      written("(", date_, compares, date_, ")"),
      written("([", number_, ", ", number_, "]", fc.constantFrom(" = ", " != "), "[", number_, ", 2])"),
      written("(", truth_, fc.constantFrom(" and ", " or "), truth_, ")"),
      written("not(", truth_, ")"),
      written("(", number_, " between ", fc.constantFrom("-3", "n"), " and (n + 25))"),
      written("odd(floor(", number_, "))"),
      written("even(floor(", number_, "))"),
      written("ends with(", text_, ", ", text_, ")"),
      written("matches(", text_, ', "', fc.constantFrom("^a", "b+", "[ab]c?", "千."), '")'),
      written("(", text_, " = null)"),
      written("(null = ", number_, ")"),
      written("all(", truth_, ", ", truth_, ")"),
      written("any(", truth_, ", ", truth_, ")"),
      written(
        "(",
        number_,
        " in ",
        fc.constantFrom("[", "(", "]"),
        "0..5",
        fc.constantFrom("]", ")", "["),
        ")",
      ),
      written("(", number_, " in (1, 2, > 7))"),
      written("(some v in ", list_, " satisfies v > ", number_, ")"),
      written("(every v in ", list_, " satisfies v > ", number_, ")"),
      written("contains(", text_, ", ", text_, ")"),
      written("starts with(", text_, ", ", text_, ")"),
      written("list contains(", list_, ", ", number_, ")"),
      written("(", number_, " instance of number)"),
    ),
    text: fc.oneof(
      choice,
      fc.constantFrom("t", "c.y", '"a"', '"bc"', '"千山"', '""'),
      written("(", text_, " + ", text_, ")"),
      written("upper case(", text_, ")"),
      written("lower case(", text_, ")"),
      written("substring(", text_, ' + "xy", ', fc.constantFrom("1", "2", "-1"), ")"),
      written("substring(", text_, ' + "xy", 1, ', fc.constantFrom("1", "2"), ")"),
      written("substring after(", text_, ", ", fc.constantFrom('"b"', '"山"'), ")"),
      written("string(floor(", number_, "))"),
      written("string(", truth_, ")"),
      written("string join([", text_, ", ", text_, '], "-")'),
      written("replace(", text_, ', "', fc.constantFrom("a", "b+", "千"), '", "z")'),
      written("substring before(", text_, ", ", fc.constantFrom('"b"', '"山"'), ")"),
      written("(if ", truth_, " then ", text_, " else ", text_, ")"),
    ),
    list: fc.oneof(
      choice,
      fc.constantFrom("l", "[]", "[1, 2, 3]", "r.x", 'r[y = "u"].x'),
      written("[", number_, ", ", number_, "]"),
      written("append(", list_, ", ", number_, ")"),
      written("concatenate(", list_, ", ", list_, ")"),
      written("reverse(", list_, ")"),
      written("distinct values(", list_, ")"),
      written("append(", list_, ", 1, 2)[item > ", number_, "]"),
      written("(for v in ", list_, " return v + ", number_, ")"),
      written("(for v in 1..3 return v * n)"),
      written("index of(", list_, ", ", number_, ")"),
      written("flatten([", list_, ", [", list_, "]])"),
      written("union(", list_, ", ", list_, ")"),
      written("sort(", list_, ", function(a, b) a < b)"),
      written("sublist(append(", list_, ", 1, 2), 1, 2)"),
      written("remove(append(", list_, ", 1), 1)"),
      written("insert before(append(", list_, ", 1), 1, 9)"),
      written("(if ", truth_, " then ", list_, " else ", list_, ")"),
    ),
    date: fc.oneof(
      choice,
      fc.constantFrom('date("2026-01-31")', 'date("2024-02-29")', "date(2026, 11, 16)"),
      written("(", date_, fc.constantFrom(" + ", " - "), span_, ")"),
    ),
    span: fc.constantFrom('duration("P1D")', 'duration("P10D")', 'duration("P1M")', 'duration("P1Y2M")'),
  };
});

const ANY = fc.oneof(
  number,
  truth,
  text,
  list,
  date.map((each) => `string(${each})`),
);

const ours = (expression: string, context: JsonObject = {}): Json =>
  expectOk(evaluateFeel(expression, context, { now: NOW })).value;
const theirs = (expression: string, context: JsonObject = {}): unknown => evaluate(expression, context).value;

test("on what both are meant to know, our evaluation and feelin's own come to the same", () => {
  fc.assert(
    fc.property(ANY, CONTEXT, (expression, context) => {
      const told = [ours(expression, context), theirs(expression, context)];
      expect(
        same(told[0] as Json, told[1]),
        `${expression} over ${JSON.stringify(context)}: ${JSON.stringify(told)}`,
      ).toBe(true);
    }),
    { numRuns: 1_500 },
  );
}, 60_000);

/** Where we differ on purpose (ADR 8): the rule, an expression, our value and feelin's. */
const DIFFERENCES: readonly (readonly [rule: string, expression: string, ours: Json, theirs: Json])[] = [
  ["numbers are cut to 15 digits, as money must be", "0.1 + 0.2", 0.3, 0.30000000000000004],
  ["lists of different lengths are not equal", "[1, 2, 3] = []", false, null],
  ["between holds from the lower to the upper bound only", "5 between 10 and 1", false, true],
  ["a substring from beyond the text is null", 'substring("abc", 9)', null, ""],
  ["positions begin at 1", 'substring("abc", 0)', null, "c"],
  ["a median is of the sorted list", "median([11, -18, 3])", 3, 11],
  ["what cannot be compared is null", '"a" < 1', null, false],
  ["what is in nothing is not in it", "1 in null", false, null],
  ["only true is true", "if 1 then 2 else 3", 3, 2],
  ["months and days are not compared", 'duration("P1M") < duration("P40D")', null, true],
  [
    "a duration of years and months has no days",
    'years and months duration(date("2024-01-31"), date("2026-02-28"))',
    "P2Y",
    "P2Y28D",
  ],
  ["Camunda's trim", 'trim(" a ")', "a", null],
  ["Camunda's duplicate values", "duplicate values([1, 2, 1])", [1], null],
  ["Camunda's is defined", "is defined(1)", true, null],
];

test.each(DIFFERENCES)("on purpose otherwise than feelin: %s", (_rule, expression, our, their) => {
  expect(ours(expression)).toEqual(our);
  const found = theirs(expression) ?? null;
  expect(typeof found === "object" && found !== null ? String(found) : found).toEqual(their);
});

test("every difference stands in ADR 8", () => {
  const adr = readFileSync(
    new URL("../../../docs/adr/0008-feelin-for-grammar-own-meaning.md", import.meta.url),
    "utf8",
  );
  expect(
    DIFFERENCES.map(([, expression]) => expression).filter((each) => !adr.includes(`\`${each}\``)),
  ).toEqual([]);
});

/** feelin computes in doubles: what differs in the sixteenth digit is the same. */
function same(own: Json, other: unknown): boolean {
  if (typeof own === "number" && typeof other === "number")
    return Math.abs(own - other) <= 1e-9 * Math.max(1, Math.abs(own));
  if (Array.isArray(own) && Array.isArray(other))
    return own.length === other.length && own.every((each: Json, at) => same(each, other[at]));
  return JSON.stringify(own) === JSON.stringify(other ?? null);
}
