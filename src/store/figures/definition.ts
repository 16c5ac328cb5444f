import type { Count } from "#indicators";
import { hashOf, type Json } from "#kernel";

/** Raised when folding itself changes, so that every counter is counted again. */
const FOLDING = 2;

/**
 * The identity of what a count counts. Name, unit, owner and decimals are only how it is shown: changing
 * them keeps the counters.
 */
export function definitionHash(count: Count): string {
  let hash = hashes.get(count);
  if (hash === undefined) {
    hash = hashCount(count);
    hashes.set(count, hash);
  }
  return hash;
}

/** A definition does not change once it was read. */
const hashes = new WeakMap<Count, string>();

function hashCount(count: Count): string {
  const { kind, source, filter, date, until, place, organ, measure } = count;
  // Types that hold only JSON, seen as JSON.
  const counted = {
    folding: FOLDING,
    kind,
    source,
    filter,
    date,
    until,
    place,
    organ,
    measure,
  } as unknown as Json;
  return hashOf(counted);
}
