/** How often a matter is asked for: 高频, 中频, 低频 (domain §1.5). */
export type Frequency = "high" | "middle" | "low";

/** What a district counts as often and as rarely; all of it configuration. */
export type FrequencyRule = {
  /** So many months back from today. */
  readonly months: number;
  /** The part of the matters, by volume, that counts as often, e.g. 0.2. */
  readonly highShare: number;
  /** Fewer cases than this in the time is rarely. */
  readonly lowBelow: number;
};

/**
 * How often each matter is asked for, by the cases received in the rule's time. The busiest part of all matters is high,
 * those as busy as its last too, unless they are rare; fewer than `lowBelow` cases is low, the rest middle.
 */
export function frequenciesOf(
  matters: readonly string[],
  counts: ReadonlyMap<string, number>,
  { highShare, lowBelow }: FrequencyRule,
): ReadonlyMap<string, Frequency> {
  const sorted = matters.map((id) => counts.get(id) ?? 0).toSorted((one, other) => other - one);
  const busiest = Math.ceil(matters.length * highShare);
  const least = busiest === 0 ? Number.POSITIVE_INFINITY : (sorted[busiest - 1] ?? 0);
  return new Map(
    matters.map((id) => {
      const count = counts.get(id) ?? 0;
      if (count < lowBelow) return [id, "low"];
      return [id, count >= least ? "high" : "middle"];
    }),
  );
}
