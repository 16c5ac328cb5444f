import { isJsonObject, type Instant, type Json, type JsonObject } from "#kernel";
import { evaluateFeel } from "#rules";
import type { StoredCase } from "../case/ports.ts";

/** Kept by the form and what it leaves out, so that a schema is compiled once however many cases ask by it. */
const made = new WeakMap<JsonObject, Map<string, JsonObject>>();

/**
 * A task's form as it is in one case: without the fields whose `x-case` (FEEL over the case's `applicant`) does not
 * hold there, such as the check of a letter of authority where nobody acts for the applicant.
 */
export function formInCase(schema: JsonObject, stored: Pick<StoredCase, "state">, now: Instant): JsonObject {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const context: JsonObject = { applicant: stored.state.variables["applicant"] ?? null };
  const absent = Object.entries(properties).flatMap(([name, field]) => {
    const when = isJsonObject(field) ? field["x-case"] : undefined;
    return typeof when !== "string" || holds(when, context, now) ? [] : [name];
  });
  if (absent.length === 0) return schema;
  const forms = made.get(schema) ?? new Map<string, JsonObject>();
  const key = absent.join(" ");
  const form = forms.get(key) ?? without(schema, absent);
  made.set(schema, forms.set(key, form));
  return form;
}

function holds(expression: string, context: JsonObject, now: Instant): boolean {
  const answer = evaluateFeel(expression.replace(/^=/, ""), context, { now });
  return answer.ok && answer.value.value === true;
}

/** Keywords that hold further schemas of the same object. */
const SAME_OBJECT = new Set(["allOf", "anyOf", "oneOf", "if", "then", "else", "not"]);

function without(schema: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]): [string, Json] => {
      if (keyword === "required" && Array.isArray(value))
        return [keyword, value.filter((name) => !names.includes(String(name)))];
      if (keyword === "properties" && isJsonObject(value))
        return [keyword, Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))];
      if (!SAME_OBJECT.has(keyword)) return [keyword, value];
      if (Array.isArray(value))
        return [keyword, value.map((each) => (isJsonObject(each) ? without(each, names) : each))];
      return [keyword, isJsonObject(value) ? without(value, names) : value];
    }),
  );
}
