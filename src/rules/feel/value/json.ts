import { isJsonObject, type Json } from "#kernel";
import { textOf } from "./text.ts";
import { isContext, isList, type FeelValue } from "./value.ts";

/**
 * A FEEL value as JSON: dates, times and durations as ISO 8601 text (named zones after `@`, as FEEL writes them),
 * contexts as objects, ranges as their FEEL text, functions as null.
 */
export function toJson(value: FeelValue): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? (Object.is(value, -0) ? 0 : value) : null;
  if (isList(value)) return value.map(toJson);
  if (isContext(value)) return Object.fromEntries([...value].map(([key, item]) => [key, toJson(item)]));
  return value.kind === "function" ? null : textOf(value);
}

/** JSON as FEEL sees it: objects are contexts; text stays text, even where it looks like a date. */
export function fromJson(value: Json | undefined): FeelValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object") return value;
  if (isJsonObject(value)) {
    return new Map(Object.entries(value).map(([key, item]) => [key, fromJson(item)]));
  }
  return value.map(fromJson);
}
