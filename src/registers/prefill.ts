import { isJsonObject, type Bilingual, type Json, type JsonObject } from "#kernel";

/** Where a form field's first value comes from: `x-prefill: {register, field}` in the form's schema. */
type Prefill = { readonly field: string; readonly register: string; readonly source: string };

/** One record that the applicant is known by, with its personal fields (it is their own data). */
export type KnownRecord = { readonly register: string; readonly name: Bilingual; readonly data: JsonObject };

/** The values a form starts with, and for each the register it was read from. */
export type Prefilled = {
  readonly values: JsonObject;
  readonly sources: Readonly<Record<string, Bilingual>>;
};

/** Fills a form from what registers know, so that nobody is asked twice (国务院在线政务规定 art. 7). */
export function prefillForm(form: JsonObject, known: readonly KnownRecord[]): Prefilled {
  const values: Record<string, Json> = {};
  const sources: Record<string, Bilingual> = {};
  for (const { field, register, source } of prefillsOf(form)) {
    const record = known.find((each) => each.register === register);
    const value = record?.data[source];
    if (record === undefined || value === undefined || value === null || value === "") continue;
    values[field] = value;
    sources[field] = record.name;
  }
  return { values, sources };
}

function prefillsOf(form: JsonObject): readonly Prefill[] {
  const properties = isJsonObject(form["properties"]) ? form["properties"] : {};
  return Object.entries(properties).flatMap(([field, schema]) => {
    const declared = isJsonObject(schema) ? schema["x-prefill"] : undefined;
    const all = Array.isArray(declared) ? declared : [declared];
    return all.filter(isJsonObject).map((each) => ({
      field,
      register: String(each["register"]),
      source: String(each["field"]),
    }));
  });
}
