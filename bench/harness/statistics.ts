/** Median, least and greatest of one measure over the repetitions. */
export type Spread = { readonly median: number; readonly least: number; readonly greatest: number };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  return {
    median: quantile(sorted, 0.5),
    least: sorted[0] ?? Number.NaN,
    greatest: sorted.at(-1) ?? Number.NaN,
  };
}

/** A quantile of sorted values, between two of them where it falls between. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) return Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** p50, p95 and p99 of waiting times in milliseconds. */
export function waits(milliseconds: readonly number[]): { p50: number; p95: number; p99: number } {
  const sorted = milliseconds.toSorted((left, right) => left - right);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) };
}
