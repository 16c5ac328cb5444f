import type { Bilingual } from "#kernel";
import type { Decimal } from "./decimal.ts";
import type { Expression } from "./expression.ts";

/** Where an indicator's subjects come from: a register's records, or the cases of a matter (`*` = of all). */
export type IndicatorSource =
  | { readonly kind: "register"; readonly register: string }
  | { readonly kind: "cases"; readonly matter: string };

/** What is counted over the subjects that pass the filter. Every measure is made of sums, so that it folds. */
export type Measure =
  | { readonly kind: "count" }
  | { readonly kind: "sum"; readonly of: Expression }
  | { readonly kind: "average"; readonly of: Expression }
  | { readonly kind: "distinct"; readonly fact: Expression }
  | { readonly kind: "ratio"; readonly numerator: Expression; readonly denominator: Expression };

/** flow: counted in the year; stock: what stands at the year's end; ratio and duration: over the year. */
export type IndicatorKind = "flow" | "stock" | "ratio" | "duration";

export type Indicator = {
  readonly id: string;
  readonly name: Bilingual;
  readonly unit: Bilingual;
  /** The organ that answers for the definition. */
  readonly owner: string;
  readonly definition: Bilingual;
  readonly kind: IndicatorKind;
  readonly source: IndicatorSource;
  readonly filter: Expression;
  /** The fact, a date or an instant, that places a subject in a month. */
  readonly date: string;
  /** For a stock: the fact from whose day on the subject no longer stands. */
  readonly until: string | null;
  /** The fact that holds the division code. */
  readonly place: string;
  readonly measure: Measure;
  /** Places after the point shown to people. */
  readonly decimals: number;
};

/** A calendar month in Shanghai. */
export type Month = { readonly year: number; readonly month: number };

/** What one subject adds to an indicator. `place` is its division code, or empty when it has none. */
export type Contribution = Month & {
  readonly place: string;
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
