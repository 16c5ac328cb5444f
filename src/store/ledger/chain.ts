import { hash as digestOf } from "node:crypto";
import { canonicalJson } from "#kernel";
import type { Entry, NewEntry } from "#registers";

/** The hash before a subject's first entry. */
export const NO_HASH = "0".repeat(64);

/** Where a subject's chain stands. */
export type ChainHead = { readonly seq: number; readonly hash: string };

/** An entry in its place, and the canonical text that was hashed: the row is written from the same text. */
export type ChainedEntry = { readonly entry: Entry; readonly canonical: string };

/** Numbers, chains and hashes new entries of one subject after its head. */
export function chain(
  district: string,
  subject: string,
  head: ChainHead,
  entries: readonly NewEntry[],
): readonly ChainedEntry[] {
  const chained: ChainedEntry[] = [];
  let prev = head.hash;
  for (const [index, { at, actor, kind, data }] of entries.entries()) {
    const seq = head.seq + index + 1;
    const content = { district, subject, seq, at, actor, kind, data, prev };
    const canonical = canonicalJson(content);
    prev = digestOf("sha256", canonical);
    chained.push({ entry: { ...content, hash: prev }, canonical });
  }
  return chained;
}

/** SHA-256 over the RFC 8785 JSON of every field of an entry but its hash. */
export function entryHash(entry: Omit<Entry, "hash">): string {
  const { district, subject, seq, at, actor, kind, data, prev } = entry;
  return digestOf("sha256", canonicalJson({ district, subject, seq, at, actor, kind, data, prev }));
}
