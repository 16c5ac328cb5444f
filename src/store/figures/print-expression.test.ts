import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  decimalOf,
  evaluate,
  type Comparison,
  type Expression,
  type Literal,
  type Value,
  type ValueType,
} from "#indicators";
import type { Json, JsonObject } from "#kernel";
import type { Row } from "../database/database.ts";
import { parameters } from "../queries/parameters.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { printExpression } from "./print-expression.ts";
import { jsonAt } from "./print-query.ts";

const TEXTS = ["", "a", "乙", "食品", "𠀀", "\uFF58", "B", "12.50", "-0.0", "2022-02-28", "%_"];
const DAYS = ["2022-01-01", "2022-02-28", "1999-12-31", "2022-12-31"];
const MOMENTS = ["2021-12-31T16:00:00.000Z", "2022-02-28T23:59:59.999Z", "1986-06-01T15:30:00.000Z"];

const STRANGE: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  null,
  true,
  false,
  "true",
  [1, "a"],
  { b: "a" },
  "2022-13-01",
  "2022-02-30",
  "2022-02-30T00:00:00Z",
  "2022-02-28T23:59:60Z",
  "2022-02-28T24:00:00Z",
  "2022-02-28T23:59:59.999999Z",
  "2021-12-31T23:30:00.123456-01:00",
  "2022-01-01T00:00:00+14:30",
  "2022-01-01T00:00:00+15:30",
  "1986-06-01T23:30:00+08:00",
  "1920-01-01T00:00:00+08:00",
  "0000-01-01T00:00:00Z",
  "2022-1-1",
  "2022-01-01\n",
  "1e3",
  " 7",
  "١",
  "0.1",
  "000.500",
);
const FACT_VALUE: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(...TEXTS, ...DAYS, ...MOMENTS),
  STRANGE,
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const NAMES = ["a", "b", "constructor", "0"] as const;
const FACTS: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.constantFrom(...NAMES),
  fc.oneof(
    { weight: 3, arbitrary: FACT_VALUE },
    { weight: 1, arbitrary: FACT_VALUE.map((value): Json => ({ b: value })) },
  ),
);

const PATH = fc.oneof(
  fc.constantFrom(...NAMES).map((name) => [name]),
  fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom("b", "0")),
);
const factOf = (type: ValueType | "any"): fc.Arbitrary<Expression> =>
  PATH.map((path) => ({ kind: "fact", path, type }));
const LITERALS: Readonly<Record<ValueType, fc.Arbitrary<Literal>>> = {
  string: fc.constantFrom(...TEXTS).map((value) => ({ kind: "literal", type: "string", value })),
  date: fc.constantFrom(...DAYS).map((value) => ({ kind: "literal", type: "date", value })),
  instant: fc.constantFrom(...MOMENTS).map((value) => ({ kind: "literal", type: "instant", value })),
  boolean: fc.boolean().map((value) => ({ kind: "literal", type: "boolean", value })),
  number: fc
    .oneof(fc.constantFrom("0", "12.5", "0.1", "-3", "0.0001"), fc.integer())
    .map((value) => ({ kind: "literal", type: "number", value: decimalOf(value) })),
};
const TYPES = ["string", "number", "boolean", "date", "instant"] as const;
const ORDERED: readonly ValueType[] = ["string", "number", "date", "instant"];
const OPERATORS: readonly Comparison[] = ["=", "!=", "<", "<=", ">", ">="];

const numberOf = (depth: number): fc.Arbitrary<Expression> =>
  depth === 0
    ? fc.oneof(factOf("number"), LITERALS.number)
    : fc.oneof(
        numberOf(0),
        fc.record({
          kind: fc.constant("arithmetic" as const),
          operator: fc.constantFrom("+" as const, "-" as const, "*" as const),
          left: numberOf(depth - 1),
          right: numberOf(depth - 1),
        }),
      );

const valueOf = (type: ValueType, depth: number): fc.Arbitrary<Expression> => {
  if (type === "number") return numberOf(Math.min(depth, 2));
  if (type === "boolean" && depth > 0) return conditionOf(depth - 1);
  return fc.oneof({ weight: 3, arbitrary: factOf(type) }, { weight: 1, arbitrary: LITERALS[type] });
};

function conditionOf(depth: number): fc.Arbitrary<Expression> {
  const comparison = fc.constantFrom(...TYPES).chain((type) =>
    fc.record({
      kind: fc.constant("compare" as const),
      operator: fc.constantFrom(...(ORDERED.includes(type) ? OPERATORS : OPERATORS.slice(0, 2))),
      type: fc.constant(type),
      left: valueOf(type, depth),
      right: valueOf(type, depth),
    }),
  );
  const membership = fc.constantFrom(...TYPES).chain((type) =>
    fc.record({
      kind: fc.constant("oneOf" as const),
      type: fc.constant(type),
      operand: valueOf(type, depth),
      values: fc.array(LITERALS[type], { maxLength: 3 }),
    }),
  );
  const absence = fc
    .oneof(factOf("any"), ...TYPES.map((type) => valueOf(type, depth)))
    .map((operand): Expression => ({ kind: "isNull", operand }));
  const beginning = fc
    .tuple(factOf("string"), fc.constantFrom(...TEXTS, "1", "2022", "食"))
    .map(([operand, prefix]): Expression => ({ kind: "startsWith", operand, prefix }));
  const simple: fc.Arbitrary<Expression> = fc.oneof(
    { weight: 4, arbitrary: comparison },
    { weight: 2, arbitrary: membership },
    { weight: 1, arbitrary: absence },
    { weight: 1, arbitrary: beginning },
    { weight: 1, arbitrary: factOf("boolean") },
  );
  if (depth === 0) return simple;
  const inner = conditionOf(depth - 1);
  return fc.oneof(
    simple,
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      operands: fc.array(inner, { maxLength: 3 }),
    }),
    inner.map((operand): Expression => ({ kind: "not", operand })),
  );
}

const TYPED = fc
  .constantFrom(...TYPES)
  .chain((type) => valueOf(type, 2).map((expression) => ({ type, expression })));

eachDatabase("an expression printed as SQL", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
  }, 60_000);
  afterAll(() => fresh.dispose());

  test("has the value that evaluating it has, over any facts", async () => {
    await fc.assert(
      fc.asyncProperty(TYPED, fc.array(FACTS, { minLength: 5, maxLength: 12 }), async (typed, rows) => {
        const { type, expression } = typed;
        const { values, put } = parameters();
        const given = put(JSON.stringify(rows));
        const factAt = (path: readonly string[]) => jsonAt("f.facts", path, put);
        const sql = `select (${printExpression(expression, { factAt, put })}) as value
          from jsonb_array_elements(${given}::jsonb) with ordinality as f (facts, n) order by n`;
        const found = await fresh.store.database.query<{ value: unknown } & Row>(sql, values);
        expect(found.map(({ value }) => plain(type, value))).toEqual(
          rows.map((facts) => evaluate(expression, facts)),
        );
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});

/** A value of the database as `evaluate` writes it. */
function plain(type: ValueType, value: unknown): Value {
  if (value === null || typeof value === "boolean") return value;
  return type === "number" ? decimalOf(String(value)) : String(value);
}
