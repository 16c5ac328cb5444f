import type { Instant, Json, JsonObject } from "#kernel";

/** For whom a transaction runs; row level security reads it (the second wall). */
export type StoreContext = {
  readonly district: string;
  /** Account, or null for the system itself (worker). */
  readonly account: string | null;
  readonly roles: readonly string[];
  readonly organs: readonly string[];
  readonly divisions: readonly string[];
  /** Records (`register:key`) that the account is known as. */
  readonly knownAs: readonly string[];
  /** What tasks of the account's posts stand under. */
  readonly posts?: readonly string[];
  /** The posts themselves: which role, at which organ, for which place. */
  readonly seats?: readonly PostHeld[];
};

type PostHeld = { readonly organ: string; readonly role: string; readonly division: string };

/** An entry before the store numbers, chains and hashes it. */
export type NewEntry = {
  readonly at: Instant;
  readonly actor: Json;
  readonly kind: string;
  readonly data: JsonObject;
};

/** An entry as it stands in the ledger. hash = SHA-256 of the RFC 8785 JSON of all other fields. */
export type Entry = NewEntry & {
  readonly district: string;
  readonly subject: string;
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
};

export type StoredRecord = {
  readonly register: string;
  readonly id: string;
  readonly version: number;
  readonly organ: string;
  readonly division: string;
  /** Account, or record (`register:key`), that the record belongs to, so that its holder may see it. */
  readonly holder: string | null;
  readonly status: string;
  readonly validFrom: Instant;
  /** Record fields without personal data. */
  readonly data: JsonObject;
};

/** Personal data kept beside the ledger and erasable; entries hold only its salted digest. */
export type PersonalRow = {
  readonly subject: string;
  readonly key: string;
  readonly salt: string;
  readonly digest: string;
  readonly content: JsonObject;
};

export type RecordChange = {
  readonly kind: "record";
  /** A consequence that the matter's rule draws, whether or not who acts may see the record. */
  readonly byRule?: true;
  readonly expectedVersion: number;
  readonly entries: readonly NewEntry[];
  readonly record: Omit<StoredRecord, "version">;
};
