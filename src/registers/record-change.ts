import {
  err,
  isJsonObject,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { Entry, RecordChange, StoredRecord } from "./ports.ts";

/** What a new record is made of. `origin` tells people where it comes from (a case number, an import). */
export type NewRecord = {
  readonly register: string;
  readonly id: string;
  readonly organ: string;
  readonly division: string;
  readonly holder: string | null;
  readonly status: string;
  readonly data: JsonObject;
  readonly at: Instant;
  readonly actor: Json;
  readonly origin: JsonObject;
};

/** The change that brings a record into being; refused by the store if one with this id exists already. */
export function createRecord(fresh: NewRecord): RecordChange {
  const { at, actor, origin, ...rest } = fresh;
  const record = { ...rest, validFrom: at };
  return {
    kind: "record",
    expectedVersion: 0,
    entries: [{ at, actor, kind: "recordCreated", data: { record: faceOf(record), origin } }],
    record,
  };
}

/** What may change on a record: its status, fields of its data, its holder; the rest stays. */
export type RecordAmendment = {
  readonly status?: string;
  readonly set?: JsonObject;
  readonly holder?: string | null;
  readonly at: Instant;
  readonly actor: Json;
  readonly reason: string;
};

/** The change that amends a stored record; its entry holds only what is new. */
export function changeRecord(stored: StoredRecord, amendment: RecordAmendment): RecordChange {
  const { at, actor, reason, status, set, holder } = amendment;
  const { version, ...current } = stored;
  const change: JsonObject = {
    ...(status === undefined ? {} : { status }),
    ...(set === undefined ? {} : { set }),
    ...(holder === undefined ? {} : { holder }),
    reason,
  };
  return {
    kind: "record",
    expectedVersion: version,
    entries: [{ at, actor, kind: "recordChanged", data: change }],
    record: { ...applyChange(current, change), validFrom: at },
  };
}

/** Who says that an account is known as a record, and why. */
export type Recognition = {
  readonly account: string;
  /** False where it is known as that no more. */
  readonly known: boolean;
  readonly at: Instant;
  readonly actor: Json;
  readonly reason: string;
};

/** The change by which a record's own chain tells whose account stands for it; the record itself stays as it is. */
export function recogniseAccount(stored: StoredRecord, recognition: Recognition): RecordChange {
  const { account, known, at, actor, reason } = recognition;
  const { version, ...current } = stored;
  const kind = known ? "accountRecognised" : "accountReleased";
  return {
    kind: "record",
    expectedVersion: version,
    entries: [{ at, actor, kind, data: { account, reason } }],
    record: { ...current, validFrom: at },
  };
}

/** A record lets somebody act in its name, or ends it: who it is stands beside the ledger, under the mandate's id. */
export type MandateNote = {
  readonly kind: "granted" | "withdrawn";
  readonly mandate: string;
  readonly matters: readonly string[];
  readonly to: string;
  readonly at: Instant;
  readonly actor: Json;
};

/** The change by which a record's own chain tells of a mandate; the record itself stays as it is. */
export function noteMandate(stored: StoredRecord, note: MandateNote): RecordChange {
  const { kind, mandate, matters, to, at, actor } = note;
  const { version, ...current } = stored;
  return {
    kind: "record",
    expectedVersion: version,
    entries: [
      {
        at,
        actor,
        kind: kind === "granted" ? "mandateGranted" : "mandateWithdrawn",
        data: { mandate, matters: [...matters], to },
      },
    ],
    record: { ...current, validFrom: at },
  };
}

/**
 * The record that a chain of entries describes: the proof that what is stored is what was written.
 * Errors: RECORD_CHAIN_UNREADABLE where the first entry does not create it.
 */
export function foldRecord(entries: readonly Entry[]): Result<StoredRecord, Problem> {
  const [first, ...rest] = entries;
  if (first?.kind !== "recordCreated" || !isJsonObject(first.data["record"]))
    return err(problem("RECORD_CHAIN_UNREADABLE", { subject: first?.subject ?? "?" }));
  let record = {
    ...(first.data["record"] as Omit<StoredRecord, "version" | "validFrom">),
    validFrom: first.at,
  };
  for (const entry of rest) record = { ...applyChange(record, entry.data), validFrom: entry.at };
  return ok({ ...record, version: entries.length });
}

/** The ledger's name of a record. */
export function recordSubject(register: string, id: string): string {
  return `record:${register}:${id}`;
}

function faceOf(record: Omit<StoredRecord, "version">): JsonObject {
  const { validFrom: _, ...face } = record;
  return face;
}

function applyChange<Part extends Omit<StoredRecord, "version">>(record: Part, change: JsonObject): Part {
  const { status, set, holder } = change;
  return {
    ...record,
    ...(typeof status === "string" ? { status } : {}),
    ...(typeof holder === "string" || holder === null ? { holder } : {}),
    ...(isJsonObject(set) ? { data: { ...record.data, ...set } } : {}),
  };
}
