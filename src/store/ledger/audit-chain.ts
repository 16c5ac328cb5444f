import { foldEntries, type StepEntry } from "#engine";
import { canonicalJson, isJsonObject, type Json } from "#kernel";
import { foldRecord, type Entry } from "#registers";
import { auditFault, type AuditFault } from "./audit-fault.ts";
import { entryHash, NO_HASH } from "./chain.ts";

/** Current state as it stands beside a chain; undefined where its row is gone. */
export type StoredHead = {
  readonly version: number;
  readonly hash: string;
  /** The case's engine state, or the record without its version. */
  readonly state: Json;
};

/** Every fault of one subject's chain, by its entries in order and its stored head. */
export function auditChain(entries: readonly Entry[], head: StoredHead | undefined): readonly AuditFault[] {
  const faults: AuditFault[] = [];
  const wrong: Entry[] = [];
  let before = { seq: 0, hash: NO_HASH, fits: true };
  for (const entry of entries) {
    const { district, subject, seq } = entry;
    for (let gone = before.seq + 1; gone < seq; gone += 1) {
      faults.push(auditFault("removed", district, { subject, seq: gone }));
    }
    const fits = entryHash(entry) === entry.hash;
    if (!fits) wrong.push(entry);
    else if (before.fits && seq === before.seq + 1 && entry.prev !== before.hash) {
      faults.push(auditFault("unlinked", district, { subject, seq }));
    }
    before = { seq, hash: entry.hash, fits };
  }
  for (const entry of wrong) faults.push(changed(entry, wrong));
  const [first] = entries;
  if (first === undefined) return faults;
  return [...faults, ...auditHead(first, entries, before, head, faults.length > 0)];
}

/** An entry whose hash fits it under another's number was moved; otherwise its content was changed. */
function changed(entry: Entry, wrong: readonly Entry[]): AuditFault {
  const moved = wrong.some(
    (other) => other !== entry && entryHash({ ...entry, seq: other.seq }) === entry.hash,
  );
  const { district, subject, seq } = entry;
  return auditFault(moved ? "reordered" : "tampered", district, { subject, seq });
}

function auditHead(
  first: Entry,
  entries: readonly Entry[],
  last: { readonly seq: number; readonly hash: string },
  head: StoredHead | undefined,
  broken: boolean,
): readonly AuditFault[] {
  const { district, subject } = first;
  if (head === undefined) return [auditFault("headMissing", district, { subject })];
  // The head knows how many there were: a lost tail is located by it.
  const lost = Array.from(
    { length: Math.max(head.version - last.seq, 0) },
    (_, index) => last.seq + index + 1,
  );
  if (lost.length > 0) return lost.map((seq) => auditFault("removed", district, { subject, seq }));
  if (head.version !== last.seq || head.hash !== last.hash)
    return [auditFault("headDiffers", district, { subject, seq: last.seq })];
  const folded = broken ? undefined : foldOf(entries);
  if (folded === undefined || canonicalJson(folded) === canonicalJson(head.state)) return [];
  return [auditFault("stateDiffers", district, { subject, seq: last.seq })];
}

/** What the entries add up to; undefined for entries that carry no deltas (imported, of an older form). */
function foldOf(entries: readonly Entry[]): Json | undefined {
  if (entries[0]?.subject.startsWith("record:") === true) {
    const record = foldRecord(entries);
    if (!record.ok) return undefined;
    const { version: _, ...rest } = record.value;
    return rest;
  }
  const steps = entries.map(({ data }) => data);
  if (!steps.every((data) => Array.isArray(data["delta"]))) return undefined;
  const state: unknown = foldEntries(steps as unknown as readonly StepEntry[]);
  return isJsonObject(state) ? (state as Json) : undefined;
}
