import { isObject, type Schema, type Values } from "../forms/schema.ts";
import type { CheckPoint, PatrolAsked, TrackPoint } from "./track.ts";

const numberAt = (values: Values, name: string): number => {
  const value = values[name];
  return typeof value === "number" ? value : 0;
};

/** What a step tells of its patrol: its check points, and what its track must come to. */
export function askedBy(schema: Schema, given: Values): PatrolAsked {
  const points = given["checkPoints"];
  const earliest = given["dueOn"];
  const most = schema["maxItems"];
  return {
    checkPoints: Array.isArray(points) ? points.flatMap(pointOf) : [],
    near: numberAt(given, "near"),
    leastMetres: numberAt(given, "leastMetres"),
    leastMinutes: numberAt(given, "leastMinutes"),
    earliest: typeof earliest === "string" ? earliest : null,
    most: typeof most === "number" ? most : 5_000,
  };
}

function pointOf(value: unknown): readonly CheckPoint[] {
  if (!isObject(value)) return [];
  const { lon, lat, name } = value;
  if (typeof lon !== "number" || typeof lat !== "number") return [];
  return [{ lon, lat, ...(typeof name === "string" ? { name } : {}) }];
}

/** What a form holds as its track. */
export const trackOf = (value: unknown): readonly TrackPoint[] =>
  Array.isArray(value) ? (value as readonly TrackPoint[]) : [];
