import { evaluateFeel } from "#rules";
import { expectOk, type Instant, type JsonObject } from "#kernel";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate, holds, parseExpression } from "./index.ts";

const PLACE = { id: "x", place: "filter" };
const read = (text: string) => expectOk(parseExpression(text, "boolean", PLACE));
const codeOf = (text: string): string => {
  const parsed = parseExpression(text, "boolean", PLACE);
  return parsed.ok ? "ok" : parsed.error.code;
};

const FACTS: JsonObject = {
  outcome: "granted",
  ourDays: 3,
  area: "120.50",
  onTime: true,
  closedAt: "2022-12-31T16:30:00.000Z",
  acceptedOn: "2022-12-22",
  holder: null,
  fee: { amount: 12345 },
};

describe("conditions over facts", () => {
  test.each([
    ['= outcome = "granted"', true],
    ['outcome != "granted"', false],
    ["ourDays <= 7 and onTime", true],
    ["ourDays > 7 or not(onTime)", false],
    ["ourDays between 1 and 3 and onTime", true],
    ["ourDays in [1..3]", true],
    ["ourDays in [1..3)", false],
    ["ourDays in (1, 2, >= 3)", true],
    ['outcome in ["granted", "refused"]', true],
    ['outcome in ["refused"] or onTime', true],
    ['outcome in ["granted"] and not(onTime)', false],
    ['not(onTime) and outcome in ["granted"] or ourDays = 3', true],
    ["ourDays in < 5 and not(onTime)", false],
    ['outcome in (null, "granted")', true],
    ["holder = null", true],
    ["missing = null", true],
    ["outcome != null", true],
    ['missing = "x"', false],
    ['missing != "x"', true],
    ["missing > 3", false],
    ["not(missing > 3)", false],
    ["outcome > 3", false],
    ["fee.amount / 100 = 123.45", true],
    ["fee.amount * 2 - 90 = 24600", true],
    ["-ourDays = -3", true],
    ["area > 120.4", true],
    ["number(area) + 0.1 = 120.6", true],
    ['closedAt >= date("2023-01-01")', true],
    ['acceptedOn in [date("2022-12-01")..date("2022-12-31")]', true],
    ["date(closedAt) > date(acceptedOn)", true],
    ['date and time(closedAt) < date and time("2023-01-01T01:00:00+08:00")', true],
    ['closedAt = @"2023-01-01"', true],
    ['starts with(outcome, "gr")', true],
    ['starts with(missing, "gr")', false],
    ["true", true],
  ])("%s is %s", (text, expected) => {
    expect(holds(read(text), FACTS)).toBe(expected);
  });

  test.each([
    ["", "INDICATOR_EXPRESSION_UNREADABLE"],
    ["ourDays <", "INDICATOR_EXPRESSION_UNREADABLE"],
    ["ourDays ? 3", "INDICATOR_EXPRESSION_UNREADABLE"],
    ["if onTime then true else false", "INDICATOR_EXPRESSION_UNSUPPORTED"],
    ["count(materials) > 3", "INDICATOR_EXPRESSION_UNSUPPORTED"],
    ["some m in materials satisfies m.late", "INDICATOR_EXPRESSION_UNSUPPORTED"],
    ["materials[1] = 3", "INDICATOR_EXPRESSION_UNSUPPORTED"],
    ["ourDays / 3 > 1", "INDICATOR_EXPRESSION_UNSUPPORTED"],
    ["ourDays / wholeDays > 1", "INDICATOR_EXPRESSION_UNSUPPORTED"],
    ["ourDays / 0 > 1", "INDICATOR_EXPRESSION_UNSUPPORTED"],
    ["ourDays ** 2 > 1", "INDICATOR_EXPRESSION_UNSUPPORTED"],
    ["today() > closedAt", "INDICATOR_EXPRESSION_UNSUPPORTED"],
    ['duration("P1D") > wait', "INDICATOR_EXPRESSION_UNSUPPORTED"],
    ["closedAt > acceptedOn", "INDICATOR_EXPRESSION_TYPES"],
    ['ourDays + 1 = "x"', "INDICATOR_EXPRESSION_TYPES"],
    ["onTime > false", "INDICATOR_EXPRESSION_TYPES"],
    ["ourDays + 1", "INDICATOR_EXPRESSION_TYPES"],
    ["ourDays > null", "INDICATOR_EXPRESSION_TYPES"],
  ])("“%s” is refused as %s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test("a fault names the indicator, the place and the part", () => {
    expect(parseExpression("onTime and count(materials) > 3", "boolean", PLACE)).toMatchObject({
      error: {
        message: {
          en: "In indicator x at “filter”, “count(materials)” cannot be turned into a database query",
        },
      },
    });
  });
});

const NUMBER = fc.integer({ min: -3, max: 3 });
const ATOM = fc.oneof(
  fc
    .tuple(fc.constantFrom("n", "m"), fc.constantFrom("=", "!=", "<", "<=", ">", ">="), NUMBER)
    .map(([name, sign, value]) => `${name} ${sign} ${value}`),
  fc
    .tuple(fc.constantFrom("s", "t"), fc.constantFrom("=", "!="), fc.constantFrom("a", "b"))
    .map(([name, sign, value]) => `${name} ${sign} "${value}"`),
  fc.constantFrom(
    's in ("a", "c")',
    "n in ([0..2], -3)",
    "b",
    "b = true",
    "n = null",
    "s != null",
    "n + 2 * m < 3",
    "n between -1 and 1",
  ),
);
const { condition: CONDITION } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    ATOM,
    fc
      .tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition"))
      .map(([left, word, right]) => `(${left}) ${word} (${right})`),
    tie("condition").map((inner) => `not(${inner})`),
  ),
}));
const SOME_FACTS = fc.record({
  n: NUMBER,
  m: NUMBER,
  s: fc.constantFrom("a", "b", "c"),
  t: fc.constantFrom("a", "b"),
  b: fc.boolean(),
});

test("on facts that are all there, the tree answers as FEEL itself", () => {
  fc.assert(
    fc.property(CONDITION, SOME_FACTS, (text, facts) => {
      const feel = expectOk(evaluateFeel(text, facts, { now: "2022-12-22T00:00:00.000Z" as Instant }));
      expect([text, evaluate(read(text), facts)]).toEqual([text, feel.value]);
    }),
    { numRuns: 300 },
  );
});

test("and binds closer than or, also after in", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom("b", 's in ["a"]', "n in < 1", "n in [0..2]", "c"),
          fc.constantFrom("and", "or"),
        ),
        {
          minLength: 1,
          maxLength: 6,
        },
      ),
      SOME_FACTS,
      fc.boolean(),
      (links, some, c) => {
        const facts = { ...some, c };
        const text = links.map(([atom, word], index) => (index === 0 ? atom : `${word} ${atom}`)).join(" ");
        const groups: boolean[][] = [];
        for (const [atom, word] of links) {
          const value = holds(read(atom), facts);
          if (word === "and" && groups.length > 0) groups.at(-1)?.push(value);
          else groups.push([value]);
        }
        expect([text, holds(read(text), facts)]).toEqual([
          text,
          groups.some((group) => group.every(Boolean)),
        ]);
      },
    ),
  );
});
