import type { Indicator } from "#indicators";
import { hashOf, type Json } from "#kernel";

/** Raised when folding itself changes, so that every counter is counted again. */
const FOLDING = 1;

/**
 * The identity of what an indicator counts. Name, unit, owner and decimals are only how it is shown: changing
 * them keeps the counters.
 */
export function definitionHash(indicator: Indicator): string {
  const { kind, source, filter, date, until, place, measure } = indicator;
  // Types that hold only JSON, seen as JSON.
  const counted = { folding: FOLDING, kind, source, filter, date, until, place, measure } as unknown as Json;
  return hashOf(counted);
}
