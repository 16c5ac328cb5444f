import type { CaseChange, Commit } from "#cases";
import type { JsonObject } from "#kernel";
import { recordSubject, type Entry, type RecordChange } from "#registers";
import { caseBatch } from "./case-batch.ts";
import { chain } from "./chain.ts";
import { recordFacts } from "./facts.ts";

/** The argument of the SQL function apply_step as JSON text, and the entries it appends. */
export type Step = { readonly text: string; readonly entries: readonly Entry[] };

export function subjectOf(change: CaseChange | RecordChange): string {
  return change.kind === "case" ? change.id : recordSubject(change.record.register, change.record.id);
}

/** Turns a commit into one call: entries numbered, chained and hashed; effects as rows. */
export function stepOf(district: string, commit: Commit, hashes: ReadonlyMap<string, string>): Step {
  const cases = commit.changes.filter((change) => change.kind === "case");
  const batch = caseBatch(
    district,
    cases.map((change) => ({ change, prev: hashBefore(change, hashes) })),
  );
  const records = commit.changes
    .filter((change) => change.kind === "record")
    .map((change) => recordRow(district, change, hashBefore(change, hashes)));
  const ofCase = new Map(cases.map((change, place) => [change.id, batch.entries[place] ?? []]));
  const ofRecord = new Map(records.map(({ row, entries }) => [row.subject, entries]));
  const entries = commit.changes.flatMap(
    (change) => (change.kind === "case" ? ofCase : ofRecord).get(subjectOf(change)) ?? [],
  );
  const rest = JSON.stringify({
    records: records.map(({ row }) => row),
    at: entries.at(-1)?.at ?? commit.at ?? null,
    ...unlessEmpty("documents", commit.documents),
    ...unlessEmpty("outbox", commit.outbox),
    ...unlessEmpty("personal", commit.personal),
    ...unlessEmpty("files", commit.files),
  });
  return { entries, text: cases.length === 0 ? rest : `{"cases":${batch.text},${rest.slice(1)}` };
}

/** The hash a change's first entry follows; the caller must have read it. */
export function hashBefore(change: CaseChange | RecordChange, hashes: ReadonlyMap<string, string>): string {
  const prev = hashes.get(subjectOf(change));
  if (prev === undefined) throw new Error(`the hash before ${subjectOf(change)} is unknown`);
  return prev;
}

function recordRow(district: string, change: RecordChange, prev: string) {
  const subject = subjectOf(change);
  const entries = chain(district, subject, { seq: change.expectedVersion, hash: prev }, change.entries).map(
    ({ entry }) => entry,
  );
  const last = entries.at(-1);
  if (last === undefined) throw new Error(`a change of ${subject} without an entry`);
  const row = {
    subject,
    expected: change.expectedVersion,
    version: last.seq,
    prev,
    hash: last.hash,
    at: last.at,
    ...(change.byRule === true ? { byRule: true } : {}),
    entries: entries.map(({ district: _district, subject: _subject, ...entry }) => entry),
    ...change.record,
    facts: recordFacts(change.record),
  };
  return { row, entries };
}

function unlessEmpty(name: string, rows: readonly object[]): JsonObject {
  return rows.length === 0 ? {} : { [name]: rows as readonly JsonObject[] };
}
