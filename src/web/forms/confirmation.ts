import type { Bilingual } from "#contract";
import { isObject, type Schema, type Values } from "./schema.ts";
import { evaluateWhen } from "./when.ts";

/** The sentence to confirm before sending, if this answer needs one (`x-confirm`). */
export function confirmation(schema: Schema, values: Values): Bilingual | undefined {
  const confirm = schema["x-confirm"];
  if (!isObject(confirm) || typeof confirm["zh"] !== "string") return undefined;
  const when = confirm["when"];
  if (typeof when === "string" && evaluateWhen(when, values) === false) return undefined;
  return { zh: confirm["zh"], en: typeof confirm["en"] === "string" ? confirm["en"] : confirm["zh"] };
}
