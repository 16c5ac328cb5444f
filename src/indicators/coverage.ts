import type { Count, Coverage, CoveragePart, CoverageSide, Indicator, KeyedCount } from "./types.ts";

/** The sets of a coverage by their sides, in a fixed order. */
export function sidesOf({ numerator, denominator, among }: Coverage): readonly {
  readonly side: CoverageSide;
  readonly count: KeyedCount;
}[] {
  return [
    { side: "numerator", count: numerator },
    { side: "denominator", count: denominator },
    ...(among === null ? [] : [{ side: "among" as const, count: among }]),
  ];
}

/** What is folded for an indicator: itself, or each set of a coverage. */
export function countsOf(indicator: Indicator): readonly Count[] {
  return indicator.kind === "coverage" ? sidesOf(indicator).map(({ count }) => count) : [indicator];
}

/** How many subjects bring each key of a set. */
export type Keys = ReadonlyMap<string, number>;

/** A key of a coverage's denominator: how many records stand behind it on either side; covered where the numerator has it. */
export type CoveredKey = { readonly key: string; readonly records: number; readonly covering: number };

/**
 * The keys of the denominator, each with what covers it. A key counts once on either side; what the numerator has
 * beside the denominator does not count. The meaning that the store's SQL has too.
 */
export function coveredKeys(sets: Readonly<Record<CoverageSide, Keys | null>>): readonly CoveredKey[] {
  const { numerator, denominator, among } = sets;
  return [...(denominator ?? new Map<string, number>())]
    .filter(([key, records]) => records > 0 && (among === null || (among.get(key) ?? 0) > 0))
    .map(([key, records]) => ({ key, records, covering: Math.max(numerator?.get(key) ?? 0, 0) }));
}

/** The set whose records a part opens, and the keys that they have: together exactly the part. */
export function partOf(
  { numerator, denominator }: Coverage,
  part: CoveragePart,
  keys: readonly CoveredKey[],
): { readonly count: KeyedCount; readonly keys: readonly string[] } {
  const names = (which: readonly CoveredKey[]): readonly string[] => which.map(({ key }) => key);
  switch (part) {
    case "denominator":
      return { count: denominator, keys: names(keys) };
    case "numerator":
      return { count: numerator, keys: names(keys.filter(({ covering }) => covering > 0)) };
    case "missing":
      return { count: denominator, keys: names(keys.filter(({ covering }) => covering === 0)) };
  }
}
