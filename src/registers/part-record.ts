import type { Register } from "#district";
import { hashOf, type Json, type JsonObject } from "#kernel";
import type { PersonalRow } from "./ports.ts";
import { recordSubject } from "./record-change.ts";

/** The key under which the personal fields of a record stand beside the ledger. */
const PERSONAL_FIELDS = "fields";

/** What of a record may stand in the ledger, and the erasable row beside it. */
export type PartedRecord = { readonly data: JsonObject; readonly personal: readonly PersonalRow[] };

/**
 * Parts a record's fields by its register (个人信息保护法 arts. 6, 47): personal ones go beside the ledger, which keeps
 * their salted digest. What is null or empty is left out of a new record.
 */
export function partRecord(
  register: Register,
  id: string,
  fields: Readonly<Record<string, Json>>,
  salt: string,
): PartedRecord {
  const isPersonal = (name: string): boolean =>
    register.fields.find((field) => field.id === name)?.personal ?? false;
  const entries = Object.entries(fields).filter(([, value]) => value !== null && value !== "");
  const open = Object.fromEntries(entries.filter(([name]) => !isPersonal(name)));
  const content = Object.fromEntries(entries.filter(([name]) => isPersonal(name)));
  if (Object.keys(content).length === 0) return { data: open, personal: [] };
  const digest = hashOf({ salt, content });
  const subject = recordSubject(register.id, id);
  const row = { subject, key: PERSONAL_FIELDS, salt, digest, content };
  return { data: { ...open, personalDigest: digest }, personal: [row] };
}
