import { dayOf, timeOf } from "../format/dates.ts";
import type { Schema, Values } from "./schema.ts";

/** What a picker asks: a day, or a day with its time. */
export type MomentKind = "date" | "date-time";

/** Districts keep one zone, UTC+8: a time that is picked is a time there, wherever the browser stands. */
const OFFSET = "+08:00";

/** Whether a field asks a day or a moment; undefined where it asks neither. */
export function momentKindOf(schema: Schema): MomentKind | undefined {
  if (schema["format"] === "date-time") return "date-time";
  return schema["format"] === "date" || schema["x-widget"] === "date" ? "date" : undefined;
}

/** An instant as a picker shows it, in the district's time: `2022-10-12T10:42`; a day is shown as it is. */
export function toPicker(kind: MomentKind, value: unknown): string {
  if (typeof value !== "string") return "";
  return kind === "date" || value === "" ? value : `${dayOf(value)}T${timeOf(value)}`;
}

/** What was picked as a form keeps it: a day, or an instant `2022-10-12T10:42:00+08:00`. */
export function fromPicker(kind: MomentKind, picked: string): string {
  if (kind === "date" || picked === "") return picked;
  return `${picked.length === 16 ? `${picked}:00` : picked}${OFFSET}`;
}

/**
 * The bound that `x-min` or `x-max` sets, as a picker takes it: `=now()`, `=today()`, or a field of the same form.
 * Undefined where it is not told here; the server alone decides then.
 */
export function boundOf(
  schema: Schema,
  keyword: "x-min" | "x-max",
  values: Values,
  now: Date,
): string | undefined {
  const kind = momentKindOf(schema);
  const written = schema[keyword];
  if (kind === undefined || typeof written !== "string") return undefined;
  const expression = written.replace(/^=/, "").trim();
  const value = /^(now|today)\(\)$/.test(expression) ? now.toISOString() : values[expression];
  if (typeof value !== "string" || value === "") return undefined;
  if (kind === "date-time") return toPicker(kind, value.includes("T") ? value : `${value}T00:00:00${OFFSET}`);
  return value.includes("T") ? dayOf(value) : value;
}
