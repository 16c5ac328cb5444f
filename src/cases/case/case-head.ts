import { explain, type Clock, type Explanation, type WorkCalendar } from "#calendar";
import { CASE_CLOCK } from "#process";
import type { CaseState } from "#engine";
import { isJsonObject, type Instant, type JsonObject } from "#kernel";
import { channelOf } from "./intake.ts";
import { owedIn } from "./owed-in.ts";
import type { CaseHead } from "./ports.ts";

/** What of a head is fixed when the case is opened. */
export type CaseIdentity = Pick<
  CaseHead,
  | "caseNo"
  | "matter"
  | "matterVersion"
  | "matterName"
  | "title"
  | "organ"
  | "division"
  | "applicant"
  | "applicantName"
  | "inNameOf"
  | "receivedAt"
>;

/** Whose is what a case issues: the applicant's, where it is a record of a register whoever sent the case in. */
export const holderOf = ({ inNameOf, applicant }: Pick<CaseIdentity, "inNameOf" | "applicant">): string =>
  inNameOf ?? applicant;

/** The columns that lists and indicators ask of a case, after a step at `at`; `ofMatter` are its matter's own facts. */
export function caseHead(
  identity: CaseIdentity,
  state: CaseState,
  calendar: WorkCalendar,
  at: Instant,
  otherOrgans: readonly string[] = [],
  ofMatter: JsonObject = {},
): CaseHead {
  const clock = decisionClock(state);
  const explained = clock === undefined ? undefined : explainSafely(clock, at, calendar);
  const closed = state.status === "completed" || state.status === "terminated";
  return {
    caseNo: identity.caseNo,
    matter: identity.matter,
    matterVersion: identity.matterVersion,
    matterName: identity.matterName,
    // A case that has migrated runs on another plan than it began with.
    plan: state.plan,
    title: identity.title,
    organ: identity.organ,
    otherOrgans,
    division: identity.division,
    applicant: identity.applicant,
    applicantName: identity.applicantName,
    inNameOf: identity.inNameOf,
    receivedAt: identity.receivedAt,
    status: state.status,
    state: state.state,
    outcome: state.outcome,
    acceptedAt: clock?.startedAt ?? null,
    dueAt: explained?.due ?? null,
    closedAt: closed ? at : null,
    facts: { ...ofMatter, ...caseFacts(state, explained) },
  };
}

/** The clock of the law's period, when the process has made one. */
export function decisionClock(state: CaseState): Clock | undefined {
  return state.clocks[CASE_CLOCK];
}

/** Decided upon, for or against: not withdrawn, lapsed or turned away. */
export const isDecided = (outcome: string | null): boolean => outcome === "granted" || outcome === "refused";

/** By rule alone (秒批), or by a person: what a rule left open, a person decided. */
const decidedBy = ({ variables, outcome }: CaseState): "machine" | "person" =>
  variables["decidedBy"] === "machine" && outcome === "granted" ? "machine" : "person";

function caseFacts(state: CaseState, explained: Explanation | undefined): JsonObject {
  const channel = channelOf(state.variables);
  const owed = owedIn(state.variables);
  return {
    ...pointFacts(state.variables),
    ...(owed === null ? {} : { owedBy: owed.by }),
    decided: isDecided(state.outcome),
    ...(isDecided(state.outcome) ? { decidedBy: decidedBy(state) } : {}),
    ...(channel === null ? {} : { channel }),
    // Waited for the applicant (补正).
    ...(decisionClock(state)?.pauses.some(({ kind }) => kind === "yours") === true
      ? { corrected: true }
      : {}),
    ...(explained === undefined
      ? {}
      : {
          ourDays: explained.ourDays,
          yourDays: explained.yourDays,
          excludedDays: explained.excludedDays,
          onTime: explained.onTime,
          dueOn: explained.dueOn,
          calendar: explained.calendar,
        }),
  };
}

/** Where a case is whose matter says a point: also what its columns `lon`, `lat` and `cell` are made of (sql/0150). */
function pointFacts({ point, cell }: JsonObject): JsonObject {
  if (point === undefined || !isJsonObject(point)) return {};
  const { lon = null, lat = null } = point;
  return { lon, lat, ...(typeof cell === "string" ? { cell } : {}) };
}

/** A clock that runs out of the calendar's years has no due date; the case's page says so. */
function explainSafely(clock: Clock, at: Instant, calendar: WorkCalendar): Explanation | undefined {
  const explained = explain(clock, at, calendar);
  return explained.ok ? explained.value : undefined;
}
