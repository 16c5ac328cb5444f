import { err, isJsonObject, ok, problem, type Json, type Problem, type Result } from "#kernel";

/** A place on the ground: WGS 84 degrees, as a telephone tells them. */
export type GeoPoint = { readonly lon: number; readonly lat: number };

/**
 * Coordinates are reckoned in whole units of 1e-7 degree (about a centimetre), so that which side of an edge a point
 * lies on is exact, and a point on the edge of two cells is in exactly one of them.
 */
export const UNITS_OF_A_DEGREE = 1e7;

export const unitsOf = (degrees: number): number => Math.round(degrees * UNITS_OF_A_DEGREE);
export const degreesOf = (units: number): number => units / UNITS_OF_A_DEGREE;

/** Reads `{ lon, lat }`; what else stands beside them is left. Errors: POINT_INVALID. */
export function parsePoint(value: Json | undefined): Result<GeoPoint, Problem> {
  if (value === undefined || !isJsonObject(value)) return err(problem("POINT_INVALID"));
  const { lon, lat } = value;
  const fits =
    typeof lon === "number" && typeof lat === "number" && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  return fits ? ok({ lon, lat }) : err(problem("POINT_INVALID"));
}
