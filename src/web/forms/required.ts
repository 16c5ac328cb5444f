import { Validator } from "@cfworker/json-schema";
import { isObject, objectAt, requiredOf, type Schema, type Values } from "./schema.ts";

/** Whether a field must be filled in: always, because of what else was filled in, or not at all. */
export type Need = "always" | "now" | "optional";

function partsOf(schema: Schema): readonly Schema[] {
  const all = schema["allOf"];
  return [schema, ...(Array.isArray(all) ? all.filter(isObject) : [])];
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

/** What the conditions of a schema require for these values: `if`/`then`/`else` and `dependentRequired`. */
function requiredByConditions(schema: Schema, values: Values): readonly string[] {
  return partsOf(schema).flatMap((part): readonly string[] => {
    const dependent = Object.entries(objectAt(part, "dependentRequired")).flatMap(([name, asked]) =>
      isEmpty(values[name]) || !Array.isArray(asked) ? [] : asked.map(String),
    );
    if (!isObject(part["if"])) return dependent;
    const holds = new Validator(part["if"], "2020-12").validate(values).valid;
    const branch = objectAt(part, holds ? "then" : "else");
    return [...dependent, ...requiredOf(branch), ...requiredByConditions(branch, values)];
  });
}

/**
 * What each field of a schema needs for these values. A group that may be left out asks nothing while nothing in it
 * is filled in, and what it requires once something is.
 */
export function needsOf(schema: Schema, values: Values, asked: boolean): (name: string) => Need {
  const always = new Set(requiredOf(schema));
  const now = new Set(requiredByConditions(schema, values));
  const begun = Object.values(values).some((value) => !isEmpty(value));
  return (name) => {
    if (always.has(name)) return asked ? "always" : begun ? "now" : "optional";
    return now.has(name) ? "now" : "optional";
  };
}
