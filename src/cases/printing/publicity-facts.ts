import { placeInBoth } from "#district";
import { isJsonObject, maskName, type JsonObject } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import { limitName } from "./document-facts.ts";
import type { JobCall } from "../case/job.ts";

/**
 * What a publicity notice (公示) says, where `publicityLimit` is mapped: how long and until when, and whom it is about: a
 * person with stars, by community and not by address (个人信息保护法 arts. 6, 28).
 */
export function publicityFacts(
  work: CaseWork,
  { identity, state, at }: Pick<JobCall, "identity" | "state" | "at">,
  { publicityLimit }: JsonObject,
): JsonObject {
  if (typeof publicityLimit !== "string") return {};
  const { applicant } = state.variables;
  const isPerson = isJsonObject(applicant) && applicant["kind"] === "resident";
  const { applicantName, division } = identity;
  return {
    publicityLimit: limitName(publicityLimit),
    publicityEnds: work.dueOn(at, publicityLimit) ?? null,
    applicantShown: isPerson ? maskName(applicantName) : applicantName,
    placeName: placeInBoth(work.pack, division).zh,
  };
}
