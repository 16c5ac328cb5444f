import type { Instant } from "#kernel";

/** A value of the FEEL language (DMN 1.5, 10.3.2): what expressions compute with. */
export type FeelValue =
  | null
  | boolean
  | number
  | string
  | FeelList
  | FeelContext
  | FeelDate
  | FeelTime
  | FeelDateTime
  | FeelMonths
  | FeelSpan
  | FeelRange
  | FeelFunction;

export type FeelList = readonly FeelValue[];

/** A context keeps the order in which its entries were written. */
export type FeelContext = ReadonlyMap<string, FeelValue>;

/** A day of the proleptic Gregorian calendar; the year may be negative and have nine digits. */
export type FeelDate = {
  readonly kind: "date";
  readonly year: number;
  readonly month: number;
  readonly day: number;
};

/** Nanoseconds since midnight; the zone is `Z`, `+08:00`, `Europe/Paris`, or null for a local time. */
export type FeelTime = { readonly kind: "time"; readonly nanos: number; readonly zone: string | null };

export type FeelDateTime = {
  readonly kind: "date and time";
  readonly date: FeelDate;
  readonly time: FeelTime;
};

export type FeelMonths = { readonly kind: "years and months duration"; readonly months: number };

export type FeelSpan = { readonly kind: "days and time duration"; readonly nanos: bigint };

/** `undefined` bounds stand for an open side (`> 5`), null ones for a bound that came out null. */
export type FeelRange = {
  readonly kind: "range";
  readonly start: FeelValue | undefined;
  readonly end: FeelValue | undefined;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  /** Set for `!= 5`: everything but the one bound that start and end both name. */
  readonly outside?: true;
};

/** What an evaluation may know beyond its context, and where it leaves what it noticed. */
export type Run = {
  readonly now: Instant;
  readonly warnings: string[];
  /** Told of every decision table that was evaluated, with its rules that answered. */
  readonly onTable?: (table: TableHit) => void;
};

/** Rules are named by id, or by their number from 1 where they have none. */
export type TableHit = { readonly table: string; readonly rules: readonly (string | number)[] };

export type FeelFunction = {
  readonly kind: "function";
  readonly name: string;
  /** Names callers may use for named arguments, in order. */
  readonly parameters: readonly string[];
  /** Answers to the arguments in order of the parameters; missing ones are undefined. */
  readonly call: (values: readonly (FeelValue | undefined)[], run: Run) => FeelValue;
  /** True when the last parameter takes all remaining arguments. */
  readonly variadic: boolean;
  /** The ways to call an overloaded built-in, each with its own parameters. */
  readonly ways?: readonly FeelFunction[];
  /** What a function written in a model takes and gives; unset for built-ins. */
  readonly signature?: FunctionType;
};

/** A FEEL type (DMN 1.5, 10.3.2.9) or one made by an item definition. */
export type FeelType =
  | { readonly kind: "any" }
  | { readonly kind: "null" }
  | { readonly kind: "never" }
  | { readonly kind: "simple"; readonly name: SimpleName }
  | { readonly kind: "list"; readonly of: FeelType }
  | { readonly kind: "range"; readonly of: FeelType }
  | { readonly kind: "context"; readonly entries: readonly TypedEntry[] }
  | FunctionType
  /** `allows` says of one value whether the item definition's allowed values hold it. */
  | { readonly kind: "constrained"; readonly of: FeelType; readonly allows: (value: FeelValue) => boolean }
  /** An item definition that may contain itself is looked up late. */
  | { readonly kind: "named"; readonly name: string; readonly resolve: () => FeelType };

type TypedEntry = { readonly name: string; readonly type: FeelType };

export type FunctionType = {
  readonly kind: "function";
  readonly parameters: readonly FeelType[] | null;
  readonly result: FeelType;
};

export type SimpleName =
  | "boolean"
  | "number"
  | "string"
  | "date"
  | "time"
  | "date and time"
  | "duration"
  | "years and months duration"
  | "days and time duration"
  | "list"
  | "context"
  | "range"
  | "function";

export type FeelTemporal = FeelDate | FeelTime | FeelDateTime;
export type FeelDuration = FeelMonths | FeelSpan;

export type FeelKind =
  | "null"
  | "boolean"
  | "number"
  | "string"
  | "list"
  | "context"
  | "date"
  | "time"
  | "date and time"
  | "years and months duration"
  | "days and time duration"
  | "range"
  | "function";

/** The FEEL type a value belongs to. */
export function kindOf(value: FeelValue): FeelKind {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "number":
      return "number";
    case "string":
      return "string";
    default:
      if (isList(value)) return "list";
      return isContext(value) ? "context" : value.kind;
  }
}

export const isList = (value: FeelValue | undefined): value is FeelList => Array.isArray(value);
export const isContext = (value: FeelValue | undefined): value is FeelContext => value instanceof Map;

type Tagged = Extract<FeelValue, { readonly kind: string }>;

/** True for a value of one of the tagged kinds (temporal, range, function). */
export function isKind<Kind extends Tagged["kind"]>(
  value: FeelValue | undefined,
  kind: Kind,
): value is Extract<Tagged, { readonly kind: Kind }> {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

export const isDuration = (value: FeelValue | undefined): value is FeelDuration =>
  isKind(value, "years and months duration") || isKind(value, "days and time duration");

export const isTemporal = (value: FeelValue | undefined): value is FeelTemporal =>
  isKind(value, "date") || isKind(value, "time") || isKind(value, "date and time");

/** FEEL knows no infinity and no NaN: such a number is null. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** One value where a list of one is as good as its item (DMN 1.5, 10.3.2.9.4). */
export const single = (value: FeelValue): FeelValue =>
  isList(value) && value.length === 1 ? (value[0] ?? null) : value;
