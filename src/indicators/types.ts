import type { Bilingual } from "#kernel";
import type { Decimal } from "./decimal.ts";
import type { Expression } from "./expression.ts";

/** Where an indicator's subjects come from: a register's records, or the cases of a matter (`*` = of all). */
export type IndicatorSource =
  | { readonly kind: "register"; readonly register: string }
  | { readonly kind: "cases"; readonly matter: string };

/** Keys that are told apart: each counts once however many subjects bring it. */
type Distinct = { readonly kind: "distinct"; readonly fact: Expression };

/** What is counted over the subjects that pass the filter. Every measure is made of sums, so that it folds. */
export type Measure =
  | { readonly kind: "count" }
  | { readonly kind: "sum"; readonly of: Expression }
  | { readonly kind: "average"; readonly of: Expression }
  | Distinct
  | { readonly kind: "ratio"; readonly numerator: Expression; readonly denominator: Expression };

/** flow: counted in the year; stock: what stands at the year's end; ratio and duration: over the year. */
export type CountKind = "flow" | "stock" | "ratio" | "duration";
export type IndicatorKind = CountKind | "coverage";

/** What is counted over one set of subjects, without how it is shown: the unit that is folded, recounted and listed. */
export type Count = {
  /** What its counters go by: the indicator's id, with the side's after it where it is one of a coverage. */
  readonly id: string;
  readonly kind: CountKind;
  readonly source: IndicatorSource;
  readonly filter: Expression;
  /** The fact, a date or an instant, that places a subject in a month. */
  readonly date: string;
  /** For a stock: the fact from whose day on the subject no longer stands. */
  readonly until: string | null;
  /** The fact that holds the division code; null: a question of one place asks this set as a whole. */
  readonly place: string | null;
  /** The fact that holds the organ; null: a question of one organ asks this set as a whole. */
  readonly organ: string | null;
  readonly measure: Measure;
};

/** A set of subjects whose keys are told apart: one side of a coverage. */
export type KeyedCount = Count & { readonly measure: Distinct };

/** How a figure is shown, and by whom it is answered for. */
export type Shown = {
  readonly id: string;
  readonly name: Bilingual;
  readonly unit: Bilingual;
  /** The organ that answers for the definition. */
  readonly owner: string;
  readonly definition: Bilingual;
  /** Places after the point shown to people. */
  readonly decimals: number;
};

/** A number over one set. */
export type CountIndicator = Shown & Count;

export type CoverageSide = "numerator" | "denominator" | "among";

/**
 * The share of one set's keys that another set has too: organs with a valid seal of the organs that must have one.
 * The denominator are the keys of `denominator`, where there is `among` those that stand there too; the numerator
 * are those of them that stand in `numerator`, so that the share is never above one.
 */
export type Coverage = Shown & {
  readonly kind: "coverage";
  readonly numerator: KeyedCount;
  readonly denominator: KeyedCount;
  readonly among: KeyedCount | null;
  /** What people call the numerator, the denominator, and what of it is missing. */
  readonly parts: Readonly<Record<CoveragePart, Bilingual>>;
};

export type Indicator = CountIndicator | Coverage;

/** What of a coverage may be opened: its denominator, its numerator, and the denominator that is not covered. */
export const COVERAGE_PARTS = ["denominator", "numerator", "missing"] as const;
export type CoveragePart = (typeof COVERAGE_PARTS)[number];

/** A calendar month in Shanghai. */
export type Month = { readonly year: number; readonly month: number };

/** What one subject adds to a count. `place` is its division code, `organ` its organ, or empty without one. */
export type Contribution = Month & {
  readonly place: string;
  readonly organ: string;
  readonly numerator: Decimal;
  readonly denominator: Decimal;
  /** Keys of a distinct count; each is counted by reference and stands once however many bring it. */
  readonly keys: readonly string[];
  /** The month in which a stock's subject ceases, where it is known. */
  readonly until: Month | null;
};

/** A change of one counter cell; differences of a key count its references up or down. */
export type Difference = Month & {
  readonly place: string;
  readonly organ: string;
  readonly numerator: Decimal;
  readonly denominator: Decimal;
  /** Subjects that came less those that went: how long the list is that the figure opens. */
  readonly records: number;
  readonly keys: readonly { readonly key: string; readonly references: number }[];
};

/** The sums of the cells asked about; `distinct` is the number of keys with references left. */
export type Parts = {
  readonly numerator: Decimal;
  readonly denominator: Decimal;
  readonly distinct: number;
};
