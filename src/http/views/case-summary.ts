import { outcomeName, stateName, type StoredCase } from "#cases";
import type { CaseSummary } from "#contract";
import { inBoth, organInBoth, placeInBoth, type DistrictPack } from "#district";
import { isJsonObject, type Instant } from "#kernel";
import { clockAnswer } from "./clock-answer.ts";

/** A case as one line of a list. */
export function caseSummary(
  stored: StoredCase,
  pack: Pick<DistrictPack, "calendar" | "forms" | "english" | "organs" | "code" | "name" | "divisions">,
  at: Instant,
  needsMe: boolean,
): CaseSummary {
  const { head } = stored;
  const state = head.state ?? "received";
  return {
    caseNo: head.caseNo,
    matterName: inBoth(pack, head.matterName),
    title: inBoth(pack, head.title),
    applicantName: head.applicantName,
    byAgent: isByAgent(stored),
    state,
    stateName: stateName(state),
    outcome: head.outcome,
    outcomeName: head.outcome === null ? null : outcomeName(head.outcome),
    organName: organInBoth(pack, head.organ),
    place: placeInBoth(pack, head.division),
    receivedAt: head.receivedAt,
    closedAt: head.closedAt,
    clock: clockAnswer(stored, pack, at),
    needsMe,
  };
}

function isByAgent({ state }: StoredCase): boolean {
  const { applicant } = state.variables;
  return isJsonObject(applicant) && applicant["byAgent"] === true;
}
