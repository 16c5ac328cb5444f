import type { Entry } from "#registers";
import { entryHash, NO_HASH } from "./chain.ts";

/** Whether entries form a whole chain from the first on: numbered, linked and hashed. `audit` locates a fault. */
export function isChainWhole(entries: readonly Entry[]): boolean {
  return entries.every(
    (entry, index) =>
      entry.seq === index + 1 &&
      entry.prev === (entries[index - 1]?.hash ?? NO_HASH) &&
      entryHash(entry) === entry.hash,
  );
}
