import type { DistrictPack, Matter } from "../pack/pack.ts";
import { evaluateFeel } from "#rules";
import { err, ok, type Instant, type Json, type JsonObject, type Problem, type Result } from "#kernel";
import { parsePoint, type GeoPoint } from "#places";
import { locatePoint } from "./locate-point.ts";

/** Where a case is, and whose it is by that. */
export type CasePlace = {
  readonly division: string;
  /** The organ of the town or subdistrict that covers the place; null where it is known no nearer than the district. */
  readonly town: string | null;
  /** The organ that decides; null where it is to be the town's and there is none. */
  readonly organ: string | null;
  /** Of a matter whose cases are at points (`casePlace`): the point, null where none was given. */
  readonly point?: GeoPoint | null;
  /** The point's grid cell; null where the ground is not divided into cells. */
  readonly cell?: string | null;
};

type Pack = Pick<DistrictPack, "code" | "name" | "organs" | "divisions" | "places">;

/**
 * The place of a new case by its matter's FEEL over its start variables, personal fields of the form included. A point
 * says more than a division that somebody chose: where there is one, the division is the point's.
 * Errors: POINT_INVALID, POINT_OUTSIDE_DISTRICT.
 */
export function placeOfCase(
  pack: Pack,
  matter: Pick<Matter, "caseDivision" | "casePlace" | "handledBy" | "organ">,
  variables: JsonObject,
  now: Instant,
): Result<CasePlace, Problem> {
  const chosen = feelText(matter.caseDivision, variables, now) ?? pack.code;
  if (matter.casePlace === null) return ok(placedIn(pack, matter, chosen));
  const written = feelValue(matter.casePlace, variables, now);
  if (written === null) return ok({ ...placedIn(pack, matter, chosen), point: null, cell: null });
  const point = parsePoint(written);
  if (!point.ok) return err(point.error);
  const found = locatePoint(pack, point.value);
  if (!found.ok) return found;
  const { division, cell } = found.value;
  return ok({ ...placedIn(pack, matter, division), point: point.value, cell });
}

function placedIn(
  pack: Pack,
  matter: Pick<Matter, "handledBy" | "organ">,
  division: string,
): Pick<CasePlace, "division" | "town" | "organ"> {
  const town = townOf(pack, division);
  return { division, town, organ: matter.handledBy === "town" ? town : matter.organ };
}

/** The organ of the town or subdistrict that a place lies in. */
export function townOf({ organs }: Pick<DistrictPack, "organs">, place: string): string | null {
  const town = [...organs.values()].find(
    ({ level, division }) => level === "town" && place.startsWith(division),
  );
  return town?.id ?? null;
}

/** The text a FEEL expression of the pack gives, or nothing where it gives none. */
export function feelText(expression: string, context: JsonObject, now: Instant): string | undefined {
  const value = feelValue(expression, context, now);
  return typeof value === "string" ? value : undefined;
}

/** The value a FEEL expression of the pack gives; null where it gives none. */
export function feelValue(expression: string, context: JsonObject, now: Instant): Json {
  const answer = evaluateFeel(expression.replace(/^=/, ""), context, { now });
  return answer.ok ? answer.value.value : null;
}
