import { pathOf } from "./contribution.ts";
import { allOf, factsIn, type Expression, type Literal } from "./expression.ts";
import type { Indicator, IndicatorSource, Measure } from "./types.ts";

/** Whose figure: a year, and the division code under which the subjects lie (all of the district without). */
export type Question = { readonly year: number; readonly place?: string | undefined };

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

/** The query of an indicator's figure for a year and a place. */
export function queryOf(indicator: Indicator, { year, place }: Question): IndicatorQuery {
  const where = allOf([...periodOf(indicator, year), subjectsOf(indicator, place)]);
  return { indicator: indicator.id, source: indicator.source, where, measure: indicator.measure };
}

/** The condition of a figure without its period: what counts in one year or another. */
export function subjectsOf(indicator: Indicator, place?: string): Expression {
  return allOf([
    indicator.filter,
    ...(place === undefined || place === "" ? [] : [within(indicator, place)]),
    counted(indicator.measure),
  ]);
}

/** Every fact an indicator reads, so that a check can tell a misspelt one. */
export function factsOf(indicator: Indicator): readonly string[] {
  const { measure } = indicator;
  const expressions = [indicator.filter, ...expressionsOf(measure)];
  const until = indicator.until === null ? [] : [indicator.until];
  return [...new Set([indicator.date, indicator.place, ...until, ...expressions.flatMap(factsIn)])];
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

const dateFact = (name: string): Expression => ({ kind: "fact", path: pathOf(name), type: "date" });

function periodOf(indicator: Indicator, year: number): readonly Expression[] {
  const last = dateLiteral(`${year}-12-31`);
  const begun: Expression = {
    kind: "compare",
    operator: "<=",
    type: "date",
    left: dateFact(indicator.date),
    right: last,
  };
  if (indicator.kind !== "stock") {
    const first = dateLiteral(`${year}-01-01`);
    return [
      { kind: "compare", operator: ">=", type: "date", left: dateFact(indicator.date), right: first },
      begun,
    ];
  }
  if (indicator.until === null) return [begun];
  const ended = dateFact(indicator.until);
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
const within = (indicator: Indicator, place: string): Expression => ({
  kind: "startsWith",
  operand: { kind: "fact", path: pathOf(indicator.place), type: "string" },
  prefix: place,
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
