import { CN_CALENDAR, newClock, pauseClock, resumeClock, startClock, stopClock, type Clock } from "#calendar";
import type { CaseState, ElementInstance } from "#engine";
import { expectOk, parseInstant, type Instant } from "#kernel";
import { describe, expect, it } from "vitest";
import { caseTime } from "./case-time.ts";
import type { CaseHead } from "../case/ports.ts";

const at = (day: string): Instant => expectOk(parseInstant(`${day}T10:00:00+08:00`));
const RECEIVED = at("2026-11-16");
const unstarted = expectOk(newClock(CN_CALENDAR.version, "10wd", "7wd"));
const accepted = expectOk(startClock(unstarted, at("2026-11-18")));

const task = (group: string, dueAt: Instant | null, optional = false): ElementInstance => ({
  element: "Task",
  scope: null,
  variables: {},
  wait: {
    kind: "task",
    name: "任务",
    assignee: null,
    candidateGroups: [group],
    candidateUsers: [],
    formId: null,
    optional,
    separateFrom: [],
    openedAt: RECEIVED,
    dueAt,
    followUpAt: null,
    priority: 50,
  },
});

/** A case of these instances (e1, e2, …) and this decision clock, closed with an outcome where one is given. */
function caseOf(
  instances: readonly ElementInstance[],
  clock: Clock | null,
  closed: { readonly at: Instant; readonly outcome: string } | null = null,
): { readonly state: CaseState; readonly head: CaseHead } {
  const outcome = closed?.outcome ?? null;
  const state = {
    status: closed === null ? "active" : "completed",
    state: null,
    outcome,
    variables: {},
    clocks: clock === null ? {} : { decision: clock },
    plan: "p",
    startedAt: RECEIVED,
    next: instances.length + 1,
    instances: Object.fromEntries(instances.map((each, index) => [`e${index + 1}`, each])),
    joins: {},
    doneBy: {},
  } as const;
  const head: CaseHead = {
    caseNo: "1",
    matter: "m",
    matterVersion: "1",
    matterName: "m",
    plan: "p",
    title: "t",
    status: state.status,
    state: null,
    outcome,
    otherOrgans: [],
    organ: "o",
    division: "210311",
    applicant: "a",
    applicantName: "a",
    inNameOf: null,
    receivedAt: RECEIVED,
    acceptedAt: null,
    dueAt: null,
    closedAt: closed?.at ?? null,
    facts: {},
  };
  return { state, head };
}

const timeOf = (stored: ReturnType<typeof caseOf>, moment: Instant) =>
  expectOk(caseTime(stored, CN_CALENDAR, moment));

describe("whose time a case is in", () => {
  it("is nobody's where the case has neither clock nor limit", () => {
    expect(timeOf(caseOf([task("clerk", null)], null), at("2026-11-17"))).toBeNull();
    expect(timeOf(caseOf([task("applicant", at("2026-11-20"), true)], null), at("2026-11-17"))).toBeNull();
  });

  it("is the organ's before acceptance, by the period of the task that is due first", () => {
    const period = { limit: "5wd", from: RECEIVED };
    const later = task("clerk", at("2026-12-30"));
    const { element, scope, variables, wait } = task("clerk", at("2026-11-23"));
    const first: ElementInstance = { element, scope, variables, wait: { ...wait, period } as typeof wait };
    const time = timeOf(caseOf([later, first], null), at("2026-11-18"));
    expect(time).toMatchObject({ phase: "intake", decision: null, period: { period } });
    expect(time?.period?.explained).toMatchObject({ dueOn: "2026-11-23", remaining: 3, light: "green" });
  });

  it("is the applicant's where they are asked, by the timer on the task's edge if it has no limit itself", () => {
    const asked = task("applicant", null);
    const timer: ElementInstance = {
      element: "Timer",
      scope: null,
      variables: {},
      wait: {
        kind: "timer",
        host: "e1",
        dueAt: at("2026-12-08"),
        period: { limit: "15wd", from: at("2026-11-17") },
        cycle: null,
      },
    };
    const waiting = expectOk(pauseClock(unstarted, at("2026-11-17"), "correction"));
    const time = timeOf(caseOf([asked, timer], waiting), at("2026-11-18"));
    expect(time).toMatchObject({ phase: "correction", decision: { yourDays: 1, ourDays: 0, due: null } });
    expect(time?.period?.explained?.dueOn).toBe("2026-12-08");
    expect(time?.before.map(({ workingDays }) => workingDays)).toEqual([1]);
  });

  it("shares no day between the organ's stretches before acceptance and the applicant's", () => {
    const waiting = expectOk(pauseClock(unstarted, at("2026-11-17"), "correction"));
    const answered = expectOk(resumeClock(waiting, at("2026-11-19")));
    const started = expectOk(startClock(answered, at("2026-11-20")));
    const time = timeOf(caseOf([], started), at("2026-11-23"));
    const before = time?.before.reduce((sum, { workingDays }) => sum + workingDays, 0) ?? 0;
    // From Monday to Friday: four working days after the day of receipt.
    expect([before, time?.decision?.yourDays]).toEqual([2, 2]);
    expect(time?.phase).toBe("running");
  });

  it("tells a special procedure from waiting for the applicant", () => {
    const paused = (ground: string) => expectOk(pauseClock(accepted, at("2026-11-19"), ground));
    const phases = ["testing", "deferredMaterial"].map(
      (ground) => timeOf(caseOf([], paused(ground)), at("2026-11-20"))?.phase,
    );
    expect(phases).toEqual(["paused", "waiting"]);
  });

  it("tells a decision from closing, and both from an end without one", () => {
    const stopped = expectOk(stopClock(accepted, at("2026-11-20")));
    const phase = (outcome: string | null, clock: Clock | null = stopped) =>
      timeOf(caseOf([], clock, outcome === null ? null : { at: at("2026-11-20"), outcome }), at("2026-12-20"))
        ?.phase;
    expect([phase(null), phase("granted"), phase("refused")]).toEqual(["decided", "closed", "closed"]);
    expect([phase("reviewed"), phase("handled")]).toEqual(["closed", "closed"]);
    expect([
      phase("withdrawn"),
      phase("terminated"),
      phase("lapsed", unstarted),
      phase("notAccepted", null),
    ]).toEqual(["ended", "ended", "ended", "ended"]);
  });

  it("knows an acceptance that the law deems, and nothing of the organ's days before it", () => {
    const deemed = expectOk(startClock(unstarted, RECEIVED, at("2026-11-24")));
    expect(timeOf(caseOf([], deemed), at("2026-11-24"))).toMatchObject({ deemed: true, before: [] });
    expect(timeOf(caseOf([], accepted), at("2026-11-24"))?.deemed).toBe(false);
  });

  it("refuses a year without its calendar", () => {
    const late = expectOk(startClock(unstarted, at("2026-12-28")));
    const refused = caseTime(caseOf([], late), CN_CALENDAR, at("2026-12-29"));
    expect(refused).toMatchObject({ ok: false, error: { code: "CALENDAR_YEAR_NOT_COVERED" } });
  });
});
