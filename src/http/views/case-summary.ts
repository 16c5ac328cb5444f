import { owedIn, type StoredCase } from "#cases";
import type { CaseSummary } from "#contract";
import { inBoth, organInBoth, outcomeName, placeInBoth, stateName, type DistrictPack } from "#district";
import type { Instant } from "#kernel";
import { isByAgent } from "./agent-name.ts";
import { clockAnswer } from "./clock-answer.ts";

/** A case as one line of a list; `agent` is the name of who acts for the applicant, as this reader may see it. */
export function caseSummary(
  stored: StoredCase,
  pack: Pick<
    DistrictPack,
    "calendar" | "caseWords" | "forms" | "matters" | "english" | "organs" | "code" | "name" | "divisions"
  >,
  at: Instant,
  needsMe: boolean,
  agent: string | null,
): CaseSummary {
  const { head } = stored;
  const state = head.state ?? "received";
  return {
    caseNo: head.caseNo,
    kind: pack.matters.get(head.matter)?.caseKind ?? "service",
    matterName: inBoth(pack, head.matterName),
    title: inBoth(pack, head.title),
    applicantName: head.applicantName,
    byAgent: isByAgent(stored),
    agent,
    state,
    stateName: stateName(pack, head.matter, state),
    outcome: head.outcome,
    outcomeName: head.outcome === null ? null : outcomeName(pack, head.matter, head.outcome),
    organName: organInBoth(pack, head.organ),
    place: placeInBoth(pack, head.division),
    receivedAt: head.receivedAt,
    closedAt: head.closedAt,
    clock: clockAnswer(stored, pack, at),
    owedBy: head.closedAt === null ? (owedIn(stored.state.variables)?.by ?? null) : null,
    needsMe,
  };
}
