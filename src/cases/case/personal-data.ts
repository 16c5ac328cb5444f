import { hashOf, isJsonObject, type Json, type JsonObject } from "#kernel";
import type { PersonalRow } from "#registers";

/** A form's values parted by its schema: what may stand in the ledger, and what may one day be erased. */
export type PartedForm = { readonly open: JsonObject; readonly personal: JsonObject };

/** Parts form values by `x-personal: true` in the schema's properties (个人信息保护法 arts. 6, 47). */
export function partPersonalData(schema: JsonObject, values: JsonObject): PartedForm {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const open: Record<string, Json> = {};
  const personal: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) {
    const property = properties[name];
    const isPersonal = isJsonObject(property) && property["x-personal"] === true;
    (isPersonal ? personal : open)[name] = value;
  }
  return { open, personal };
}

/**
 * The erasable row beside the ledger. The entry keeps only the digest: without the salt, which is erased
 * together with the content, a digest of a short number cannot be guessed back.
 */
export function personalRow(subject: string, key: string, content: JsonObject, salt: string): PersonalRow {
  return { subject, key, salt, digest: hashOf({ salt, content }), content };
}
