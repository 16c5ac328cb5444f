import { factNamed } from "./contribution.ts";
import { allOf, factsIn, type Expression, type Literal } from "./expression.ts";
import type { Count, IndicatorSource, Measure } from "./types.ts";

/** Whose figure: a year, the division code under which the subjects lie and their organ (the whole district without). */
export type Question = {
  readonly year: number;
  readonly place?: string | undefined;
  readonly organ?: string | undefined;
};

/**
 * A figure as plain data that the store prints as SQL. `where` holds for exactly the subjects that count
 * (the filter, the year, the place, something to measure), so the same tree gives the number and its records.
 */
export type IndicatorQuery = {
  readonly indicator: string;
  readonly source: IndicatorSource;
  readonly where: Expression;
  readonly measure: Measure;
};

/** The query of a count for a year, a place and an organ; of a keyed count also of some keys alone. */
export function queryOf(count: Count, question: Question, keys?: readonly string[]): IndicatorQuery {
  const narrowed = keys === undefined ? [] : [hasKey(count, keys)];
  const where = allOf([...periodOf(count, question.year), subjectsOf(count, question), ...narrowed]);
  return { indicator: count.id, source: count.source, where, measure: count.measure };
}

/** The condition of a figure without its period: what counts in one year or another. */
export function subjectsOf(count: Count, { place = "", organ = "" }: Omit<Question, "year">): Expression {
  return allOf([
    count.filter,
    ...(place === "" || count.place === null ? [] : [within(count.place, place)]),
    ...(organ === "" || count.organ === null ? [] : [isText(count.organ, organ)]),
    counted(count.measure),
  ]);
}

/** Every fact a count reads, so that a check can tell a misspelt one. */
export function factsOf(count: Count): readonly string[] {
  const named = [count.date, count.place, count.organ, count.until].filter((name) => name !== null);
  const expressions = [count.filter, ...expressionsOf(count.measure)];
  return [...new Set([...named, ...expressions.flatMap(factsIn)])];
}

function expressionsOf(measure: Measure): readonly Expression[] {
  switch (measure.kind) {
    case "count":
      return [];
    case "sum":
    case "average":
      return [measure.of];
    case "distinct":
      return [measure.fact];
    case "ratio":
      return [measure.numerator, measure.denominator];
  }
}

function periodOf(count: Count, year: number): readonly Expression[] {
  const last = dateLiteral(`${year}-12-31`);
  const begun: Expression = {
    kind: "compare",
    operator: "<=",
    type: "date",
    left: factNamed(count.date, "date"),
    right: last,
  };
  if (count.kind !== "stock") {
    const first = dateLiteral(`${year}-01-01`);
    return [
      { kind: "compare", operator: ">=", type: "date", left: factNamed(count.date, "date"), right: first },
      begun,
    ];
  }
  if (count.until === null) return [begun];
  const ended = factNamed(count.until, "date");
  return [
    begun,
    {
      kind: "or",
      operands: [
        { kind: "isNull", operand: ended },
        { kind: "compare", operator: ">", type: "date", left: ended, right: last },
      ],
    },
  ];
}

const dateLiteral = (value: string): Literal => ({ kind: "literal", type: "date", value });

/** Division codes nest: 210311 ⊃ 210311102 ⊃ 210311102200. */
const within = (name: string, place: string): Expression => ({
  kind: "startsWith",
  operand: factNamed(name, "string"),
  prefix: place,
});

/** Whether a subject has one of these keys; false where keys are not told apart. */
function hasKey({ measure }: Count, keys: readonly string[]): Expression {
  if (measure.kind !== "distinct") return { kind: "literal", type: "boolean", value: false };
  const values = keys.map((value) => ({ kind: "literal", type: "string", value }) as const);
  return { kind: "oneOf", type: "string", operand: measure.fact, values };
}

const isText = (name: string, value: string): Expression => ({
  kind: "compare",
  operator: "=",
  type: "string",
  left: factNamed(name, "string"),
  right: { kind: "literal", type: "string", value },
});

const present = (operand: Expression): Expression => ({
  kind: "not",
  operand: { kind: "isNull", operand },
});

/** What a contribution asks of its measure: a number to sum, a key to tell apart, a side of the ratio. */
function counted(measure: Measure): Expression {
  switch (measure.kind) {
    case "count":
      return allOf([]);
    case "sum":
    case "average":
      return present(measure.of);
    case "distinct":
      return present(measure.fact);
    case "ratio":
      return { kind: "or", operands: [measure.numerator, measure.denominator] };
  }
}
