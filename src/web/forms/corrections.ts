import type { Bilingual } from "#contract";
import { fieldsOf, isObject, type Schema, type Values, widgetOf } from "./schema.ts";

/** What the correction notice says of a field. */
export type FieldVerdict = {
  readonly field: string;
  readonly name: string;
  readonly reason: string;
  readonly requirement: string;
};

/** A field that an officer may name as faulty, as the application has it. */
export type FaultableField = {
  readonly field: string;
  readonly label: Bilingual;
  readonly value: Bilingual;
  readonly before: Bilingual | undefined;
};

const textAt = (of: Readonly<Record<string, unknown>>, name: string): string =>
  typeof of[name] === "string" ? of[name] : "";

function wordsIn(value: unknown): Bilingual | undefined {
  if (!isObject(value)) return undefined;
  return { zh: textAt(value, "zh"), en: textAt(value, "en") };
}

/** The fields that may be named (`x-fields`). */
export function faultable(schema: Schema): readonly FaultableField[] {
  const all = schema["x-fields"];
  return (Array.isArray(all) ? all.filter(isObject) : []).flatMap((each) => {
    const label = wordsIn(each["label"]);
    const value = wordsIn(each["value"]);
    if (label === undefined || value === undefined) return [];
    return [{ field: textAt(each, "field"), label, value, before: wordsIn(each["before"]) }];
  });
}

/** What was said of fields so far. */
export function fieldVerdictsIn(value: unknown): readonly FieldVerdict[] {
  return (Array.isArray(value) ? value.filter(isObject) : []).map((each) => ({
    field: textAt(each, "field"),
    name: textAt(each, "name"),
    reason: textAt(each, "reason"),
    requirement: textAt(each, "requirement"),
  }));
}

/** What the notice says of one field of the corrected form (`x-verdict`). */
export function verdictOn(field: Schema): Pick<FieldVerdict, "reason" | "requirement"> | undefined {
  const said = field["x-verdict"];
  return isObject(said)
    ? { reason: textAt(said, "reason"), requirement: textAt(said, "requirement") }
    : undefined;
}

/** Whether a form corrects an application. */
export const isCorrecting = (schema: Schema): boolean =>
  fieldsOf(schema).some(([, field]) => widgetOf(field) === "correctedForm");

/** What is sent: a field that was filled in at first and is empty now is emptied, not left as it was. */
export function withEmptied(schema: Schema, start: Values, values: Values): Values {
  const inside = fieldsOf(schema).filter(([, field]) => widgetOf(field) === "correctedForm");
  return inside.reduce((all, [name]) => {
    const before = isObject(start[name]) ? start[name] : {};
    const now = isObject(all[name]) ? all[name] : {};
    const emptied = Object.keys(before).filter((field) => now[field] === undefined);
    return { ...all, [name]: { ...now, ...Object.fromEntries(emptied.map((field) => [field, null])) } };
  }, values);
}
