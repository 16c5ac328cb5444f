import type { CaseChange, Commit } from "#cases";
import type { Json, JsonObject } from "#kernel";
import { recordSubject, type Entry, type RecordChange } from "#registers";
import { chain, type ChainHead } from "./chain.ts";
import { effectRows } from "./effect-rows.ts";
import { caseFacts, recordFacts } from "./facts.ts";

/** The argument of the SQL function apply_step, and the entries it appends. */
export type Step = { readonly json: JsonObject; readonly entries: readonly Entry[] };

export function subjectOf(change: CaseChange | RecordChange): string {
  return change.kind === "case" ? change.id : recordSubject(change.record.register, change.record.id);
}

/** Turns a commit into one call: entries numbered, chained and hashed; effects as rows. */
export function stepOf(district: string, commit: Commit, hashes: ReadonlyMap<string, string>): Step {
  const entries: Entry[] = [];
  const changes = commit.changes.map((change) => {
    const subject = subjectOf(change);
    const prev = hashes.get(subject);
    if (prev === undefined) throw new Error(`the hash before ${subject} is unknown`);
    const head: ChainHead = { seq: change.expectedVersion, hash: prev };
    const chained = chain(district, subject, head, change.entries);
    const last = chained.at(-1);
    if (last === undefined) throw new Error(`a change of ${subject} without an entry`);
    entries.push(...chained);
    return {
      kind: change.kind,
      subject,
      expected: change.expectedVersion,
      version: last.seq,
      prev,
      hash: last.hash,
      at: last.at,
      entries: chained.map(({ district: _district, subject: _subject, ...entry }) => entry),
      ...(change.kind === "case" ? caseColumns(change, last) : recordColumns(change)),
    };
  });
  return {
    entries,
    json: {
      changes: asJson(changes),
      at: entries.at(-1)?.at ?? commit.at ?? null,
      ...unlessEmpty("documents", commit.documents),
      ...unlessEmpty("outbox", commit.outbox),
      ...unlessEmpty("personal", commit.personal),
      ...unlessEmpty("files", commit.files),
    },
  };
}

function caseColumns(change: CaseChange, last: Entry): JsonObject {
  return {
    id: change.id,
    head: asJson(change.head),
    facts: caseFacts(change.id, change.head),
    state: asJson(change.state),
    closedBy: actingAccount(change.entries),
    ...effectRows(change.effects),
  };
}

function recordColumns({ record }: RecordChange): JsonObject {
  return { ...asJson(record), facts: recordFacts(record) };
}

/** The account behind an actor; the system has none. */
/** Who acted: jobs that the system carried out in the same commit stand after the person's own entry. */
function actingAccount(entries: CaseChange["entries"]): string | null {
  for (const { actor } of entries) {
    const account = accountOf(actor);
    if (account !== null) return account;
  }
  return null;
}

function accountOf(actor: Json): string | null {
  if (typeof actor !== "object" || actor === null || !("account" in actor)) return null;
  return typeof actor.account === "string" ? actor.account : null;
}

function unlessEmpty(name: string, rows: readonly object[]): JsonObject {
  return rows.length === 0 ? {} : { [name]: asJson(rows) };
}

/** Types that hold only JSON, seen as JSON: TypeScript does not infer it for aliases with optional fields. */
function asJson<Value extends object>(value: Value): JsonObject {
  return value as unknown as JsonObject;
}
