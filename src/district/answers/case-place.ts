import type { DistrictPack, Matter } from "../pack/pack.ts";
import { evaluateFeel } from "#rules";
import type { Instant, JsonObject } from "#kernel";

/** Where a case is, and whose it is by that. */
export type CasePlace = {
  readonly division: string;
  /** The organ of the town or subdistrict that covers the place; null where it is known no nearer than the district. */
  readonly town: string | null;
  /** The organ that decides; null where it is to be the town's and there is none. */
  readonly organ: string | null;
};

/** The place of a new case by its matter's FEEL over its start variables, personal fields of the form included. */
export function casePlace(
  pack: Pick<DistrictPack, "code" | "organs">,
  matter: Pick<Matter, "caseDivision" | "handledBy" | "organ">,
  variables: JsonObject,
  now: Instant,
): CasePlace {
  const division = feelText(matter.caseDivision, variables, now) ?? pack.code;
  const town = townOf(pack, division);
  return { division, town, organ: matter.handledBy === "town" ? town : matter.organ };
}

/** The organ of the town or subdistrict that a place lies in. */
function townOf({ organs }: Pick<DistrictPack, "organs">, place: string): string | null {
  const town = [...organs.values()].find(
    ({ level, division }) => level === "town" && place.startsWith(division),
  );
  return town?.id ?? null;
}

/** The text a FEEL expression of the pack gives, or nothing where it gives none. */
export function feelText(expression: string, context: JsonObject, now: Instant): string | undefined {
  const answer = evaluateFeel(expression.replace(/^=/, ""), context, { now });
  return answer.ok && typeof answer.value.value === "string" ? answer.value.value : undefined;
}
