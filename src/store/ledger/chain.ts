import { hashOf } from "#kernel";
import type { Entry, NewEntry } from "#registers";

/** The hash before a subject's first entry. */
export const NO_HASH = "0".repeat(64);

/** Where a subject's chain stands. */
export type ChainHead = { readonly seq: number; readonly hash: string };

/** Numbers, chains and hashes new entries of one subject after its head. */
export function chain(
  district: string,
  subject: string,
  head: ChainHead,
  entries: readonly NewEntry[],
): readonly Entry[] {
  const chained: Entry[] = [];
  let prev = head.hash;
  for (const [index, { at, actor, kind, data }] of entries.entries()) {
    const seq = head.seq + index + 1;
    const hash = entryHash({ district, subject, seq, at, actor, kind, data, prev });
    chained.push({ district, subject, seq, at, actor, kind, data, prev, hash });
    prev = hash;
  }
  return chained;
}

/** SHA-256 over the RFC 8785 JSON of every field of an entry but its hash. */
export function entryHash(entry: Omit<Entry, "hash">): string {
  const { district, subject, seq, at, actor, kind, data, prev } = entry;
  return hashOf({ district, subject, seq, at, actor, kind, data, prev });
}
