import type { JsonObject } from "#kernel";
import { ONE, ZERO } from "./decimal.ts";
import { decimalValue, evaluate, holds } from "./evaluate.ts";
import type { Fact, ValueType } from "./expression.ts";
import type { Contribution, Count, Measure, Month } from "./types.ts";

type Amounts = Pick<Contribution, "numerator" | "denominator" | "keys">;

/**
 * What a subject with these facts adds to a count, or null: the filter does not hold, it cannot be
 * placed in a month, or there is nothing to count. `recordsOf` finds exactly the subjects that add.
 */
export function contributionOf(count: Count, facts: JsonObject): Contribution | null {
  if (!holds(count.filter, facts)) return null;
  const named = namedBy(count);
  const month = monthOf(named.date, facts);
  if (month === null) return null;
  const amounts = amountsOf(count.measure, facts);
  if (amounts === null) return null;
  return {
    ...month,
    ...amounts,
    place: textOf(named.place, facts),
    organ: textOf(named.organ, facts),
    until: named.until === null ? null : monthOf(named.until, facts),
  };
}

/** The facts that a count names, to be read. */
type Named = Readonly<Record<"place" | "organ" | "until", Fact | null>> & { readonly date: Fact };

const namedFacts = new WeakMap<Count, Named>();

function namedBy(count: Count): Named {
  const known = namedFacts.get(count);
  if (known !== undefined) return known;
  const fact = (name: string | null, type: "string" | "date"): Fact | null =>
    name === null ? null : factNamed(name, type);
  const read: Named = {
    date: factNamed(count.date, "date"),
    until: fact(count.until, "date"),
    place: fact(count.place, "string"),
    organ: fact(count.organ, "string"),
  };
  namedFacts.set(count, read);
  return read;
}

/** A fact by its dotted name, read as a type. */
export const factNamed = (name: string, type: ValueType): Fact => ({
  kind: "fact",
  path: name.split("."),
  type,
});

/** A fact's text, empty without one. */
function textOf(fact: Fact | null, facts: JsonObject): string {
  const text = fact === null ? null : evaluate(fact, facts);
  return typeof text === "string" ? text : "";
}

function monthOf(fact: Fact, facts: JsonObject): Month | null {
  const date = evaluate(fact, facts);
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
