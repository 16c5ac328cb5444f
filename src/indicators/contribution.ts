import type { JsonObject } from "#kernel";
import { add, negate, ONE, ZERO, type Decimal } from "./decimal.ts";
import { decimalValue, evaluate, holds } from "./evaluate.ts";
import type { Contribution, Count, Difference, Measure, Month } from "./types.ts";

type Amounts = Pick<Contribution, "numerator" | "denominator" | "keys">;

/**
 * What a subject with these facts adds to a count, or null: the filter does not hold, it cannot be
 * placed in a month, or there is nothing to count. `recordsOf` finds exactly the subjects that add.
 */
export function contributionOf(count: Count, facts: JsonObject): Contribution | null {
  if (!holds(count.filter, facts)) return null;
  const month = monthOf(count.date, facts);
  if (month === null) return null;
  const amounts = amountsOf(count.measure, facts);
  if (amounts === null) return null;
  return {
    ...month,
    ...amounts,
    place: textOf(count.place, facts),
    organ: textOf(count.organ, facts),
    until: count.until === null ? null : monthOf(count.until, facts),
  };
}

/** A fact's text, empty without one. */
function textOf(name: string | null, facts: JsonObject): string {
  if (name === null) return "";
  const text = evaluate({ kind: "fact", path: pathOf(name), type: "string" }, facts);
  return typeof text === "string" ? text : "";
}

export const pathOf = (name: string): readonly string[] => name.split(".");

function monthOf(name: string, facts: JsonObject): Month | null {
  const date = evaluate({ kind: "fact", path: pathOf(name), type: "date" }, facts);
  if (typeof date !== "string") return null;
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
}

function amountsOf(measure: Measure, facts: JsonObject): Amounts | null {
  switch (measure.kind) {
    case "count":
      return { numerator: ONE, denominator: ONE, keys: [] };
    case "sum":
    case "average": {
      const value = decimalValue(measure.of, facts);
      return value === null ? null : { numerator: value, denominator: ONE, keys: [] };
    }
    case "distinct": {
      const key = evaluate(measure.fact, facts);
      return typeof key === "string" ? { numerator: ZERO, denominator: ZERO, keys: [key] } : null;
    }
    case "ratio": {
      const numerator = holds(measure.numerator, facts) ? ONE : ZERO;
      const denominator = holds(measure.denominator, facts) ? ONE : ZERO;
      return numerator === ZERO && denominator === ZERO ? null : { numerator, denominator, keys: [] };
    }
  }
}

/** The changes of counter cells that turn one contribution into another; nothing where they are equal. */
export function differenceOf(before: Contribution | null, after: Contribution | null): readonly Difference[] {
  const cells = new Map<string, Difference>();
  for (const change of [...changesOf(before, true), ...changesOf(after, false)]) {
    const cell = `${change.place}/${change.organ}/${change.year}/${change.month}`;
    const known = cells.get(cell);
    cells.set(cell, known === undefined ? change : joined(known, change));
  }
  return [...cells.values()].filter(
    ({ numerator, denominator, records, keys }) =>
      numerator !== ZERO || denominator !== ZERO || records !== 0 || keys.length > 0,
  );
}

/** A contribution as the changes it makes: it comes in its month and, for an ended stock, goes again. */
function changesOf(contribution: Contribution | null, undone: boolean): readonly Difference[] {
  if (contribution === null) return [];
  const { year, month, until } = contribution;
  const came = changeAt({ year, month }, contribution, undone);
  if (until === null) return [came];
  // What ended before it began never stood: both changes fall on the first month and cancel out.
  const ended = until.year * 12 + until.month < year * 12 + month ? { year, month } : until;
  return [came, changeAt(ended, contribution, !undone)];
}

function changeAt({ year, month }: Month, contribution: Contribution, undone: boolean): Difference {
  const sign = (value: Decimal): Decimal => (undone ? negate(value) : value);
  return {
    place: contribution.place,
    organ: contribution.organ,
    year,
    month,
    numerator: sign(contribution.numerator),
    denominator: sign(contribution.denominator),
    records: undone ? -1 : 1,
    keys: contribution.keys.map((key) => ({ key, references: undone ? -1 : 1 })),
  };
}

function joined(left: Difference, right: Difference): Difference {
  const references = new Map<string, number>();
  for (const each of [...left.keys, ...right.keys]) {
    references.set(each.key, (references.get(each.key) ?? 0) + each.references);
  }
  return {
    ...left,
    numerator: add(left.numerator, right.numerator),
    denominator: add(left.denominator, right.denominator),
    records: left.records + right.records,
    keys: [...references]
      .filter(([, count]) => count !== 0)
      .map(([key, count]) => ({ key, references: count })),
  };
}
