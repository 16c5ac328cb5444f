import { add, divide, multiply, decimalOf, toPlaces, ZERO, type Decimal } from "./decimal.ts";
import type { Count, Difference, Indicator, Parts } from "./types.ts";

/** Places kept of a quotient; what people see is rounded again to the indicator's own decimals. */
const QUOTIENT_PLACES = 8;

/**
 * The indicator's value from its parts: exact for counts and sums, a quotient to eight places for averages
 * and ratios (0.96666667, not per cent). Null where the denominator is zero: nothing happened is not 100 %.
 * The parts of a coverage are the numbers of its keys.
 */
export function valueOf(indicator: Count | Indicator, parts: Parts): Decimal | null {
  if (indicator.kind === "coverage") return divide(parts.numerator, parts.denominator, QUOTIENT_PLACES);
  switch (indicator.measure.kind) {
    case "count":
    case "sum":
      return parts.numerator;
    case "distinct":
      return decimalOf(parts.distinct);
    case "average":
    case "ratio":
      return divide(parts.numerator, parts.denominator, QUOTIENT_PLACES);
  }
}

/** The value as people read it, without its unit; a ratio in per cent (or as its unit says); `—` for null. */
export function formatValue(indicator: Indicator, value: Decimal | null): string {
  if (value === null) return "—";
  const isShare = indicator.kind === "coverage" || indicator.measure.kind === "ratio";
  const hundredfold = indicator.unit.zh === "%" && isShare;
  return toPlaces(hundredfold ? multiply(value, decimalOf(100)) : value, indicator.decimals);
}

/** The parts of the cells asked about, from the changes that made them. */
export function partsOf(differences: Iterable<Difference>): Parts {
  let [numerator, denominator] = [ZERO, ZERO];
  const references = new Map<string, number>();
  for (const difference of differences) {
    numerator = add(numerator, difference.numerator);
    denominator = add(denominator, difference.denominator);
    for (const { key, references: count } of difference.keys)
      references.set(key, (references.get(key) ?? 0) + count);
  }
  return { numerator, denominator, distinct: [...references.values()].filter((count) => count > 0).length };
}

/** Whether a cell belongs to a year's figure: a stock is everything that came up to the year's end. */
export function isInYear(count: Count, cell: { readonly year: number }, year: number): boolean {
  return count.kind === "stock" ? cell.year <= year : cell.year === year;
}
