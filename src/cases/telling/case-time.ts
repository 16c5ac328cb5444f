import {
  explain,
  findOpenPause,
  workingDaysBetween,
  type Clock,
  type Explanation,
  type WorkCalendar,
} from "#calendar";
import { deadlineOf, openTasks, type CaseState, type Deadline, type OpenTask } from "#engine";
import { localDateOf, ok, type Instant, type Problem, type Result } from "#kernel";
import { decisionClock, isDecided } from "../case/case-head.ts";
import { explainPeriod } from "./explain-period.ts";
import type { StoredCase } from "../case/ports.ts";

/**
 * What runs in a case (domain §1.4). `intake`: the organ's days to ask for corrections or accept (许可法 art. 32);
 * `correction`: the applicant's, before acceptance; then the decision clock, `running`, `paused` by a special
 * procedure or `waiting` for the applicant; `decided` and not yet closed, `closed`; `ended` without a decision.
 */
type CasePhase = "intake" | "correction" | "running" | "paused" | "waiting" | "decided" | "closed" | "ended";

/** The period that runs before acceptance: the open task that it is for, and the period as a clock of its own. */
type OpenPeriod = Partial<Deadline> & {
  readonly task: OpenTask | null;
  readonly explained: Explanation | null;
};

/** A stretch between receipt and acceptance in which the organ had the case; no part of the decision's period. */
type BeforeStretch = { readonly from: Instant; readonly to: Instant; readonly workingDays: number };

export type CaseTime = {
  readonly phase: CasePhase;
  /** The decision clock; null while the process has not made it. */
  readonly decision: Explanation | null;
  readonly stoppedAt: Instant | null;
  /** Accepted by operation of law, from a day that was past when it was noted. */
  readonly deemed: boolean;
  readonly period: OpenPeriod | null;
  readonly before: readonly BeforeStretch[];
};

/**
 * Whose time a case is in at a moment and how it is counted, from receipt to the end; null for a case that has
 * no legal time yet. Errors: CALENDAR_YEAR_NOT_COVERED, those of `explain`.
 */
export function caseTime(
  stored: Pick<StoredCase, "state" | "head">,
  calendar: WorkCalendar,
  at: Instant,
): Result<CaseTime | null, Problem> {
  const { state, head } = stored;
  const clock = decisionClock(state);
  const phase = phaseOf(stored, clock);
  if (phase === null) return ok(null);
  const decision = clock === undefined ? ok(null) : explain(clock, at, calendar);
  if (!decision.ok) return decision;
  const period = phase === "intake" || phase === "correction" ? openPeriod(state, calendar, at) : ok(null);
  if (!period.ok) return period;
  const end = clock?.startedAt ?? head.closedAt ?? at;
  const before = stretchesBefore(head.receivedAt, end, clock, calendar);
  if (!before.ok) return before;
  return ok({
    phase,
    decision: decision.value,
    stoppedAt: clock?.stoppedAt ?? null,
    deemed: clock?.notedAt !== undefined,
    period: period.value,
    before: before.value,
  });
}

function phaseOf(
  { state, head }: Pick<StoredCase, "state" | "head">,
  clock: Clock | undefined,
): CasePhase | null {
  const isClosed = head.closedAt !== null;
  if (clock === undefined || clock.startedAt === null) {
    if (isClosed) return "ended";
    if (clock !== undefined && findOpenPause(clock) !== undefined) return "correction";
    const task = demandedTask(state);
    if (task !== undefined && isApplicants(task)) return "correction";
    const hasTime = clock !== undefined || (task !== undefined && deadlineOf(state, task) !== null);
    return hasTime ? "intake" : null;
  }
  if (clock.stoppedAt !== null || isClosed) {
    if (!isClosed) return "decided";
    return isDone(clock, head.outcome) ? "closed" : "ended";
  }
  const pause = findOpenPause(clock);
  if (pause === undefined) return "running";
  return pause.kind === "yours" ? "waiting" : "paused";
}

/** How a case is broken off: given up by whoever asked (撤回), or ended by a head (终止办理). */
const BROKEN_OFF: ReadonlySet<string | null> = new Set(["withdrawn", "terminated"]);

/** Decided, or brought to its end by the process that stopped its clock; not broken off. */
const isDone = ({ stoppedAt }: Clock, outcome: string | null): boolean =>
  isDecided(outcome) || (stoppedAt !== null && !BROKEN_OFF.has(outcome));

/** The task that the case waits for: the applicant's first, then the one that is due first. */
function demandedTask(state: CaseState): OpenTask | undefined {
  const demanded = openTasks(state).filter(({ optional }) => !optional);
  const due = (task: OpenTask): string => deadlineOf(state, task)?.dueAt ?? "9999";
  return (
    demanded.find(isApplicants) ?? demanded.toSorted((left, right) => (due(left) < due(right) ? -1 : 1))[0]
  );
}

const isApplicants = ({ candidateGroups }: OpenTask): boolean => candidateGroups.includes("applicant");

function openPeriod(state: CaseState, calendar: WorkCalendar, at: Instant): Result<OpenPeriod, Problem> {
  const task = demandedTask(state);
  const deadline = task === undefined ? null : deadlineOf(state, task);
  if (task === undefined || deadline === null) return ok({ task: task ?? null, explained: null });
  if (deadline.period === null) return ok({ task, ...deadline, explained: null });
  const explained = explainPeriod(deadline.period, state.clocks, calendar, at);
  return explained.ok ? ok({ task, ...deadline, explained: explained.value }) : explained;
}

/**
 * From receipt to acceptance, less what waited for the applicant. Each stretch counts its days as the law counts
 * any period, the first not and the last with it, so that stretches and corrections share no day.
 */
function stretchesBefore(
  receivedAt: Instant,
  end: Instant,
  clock: Clock | undefined,
  calendar: WorkCalendar,
): Result<readonly BeforeStretch[], Problem> {
  const stretches: BeforeStretch[] = [];
  let from = receivedAt;
  const waits = (clock?.pauses ?? []).filter((pause) => pause.from < end);
  for (const wait of [...waits, { from: end, to: end }]) {
    const to = wait.from < end ? wait.from : end;
    if (from < to) {
      const days = workingDaysBetween(calendar, localDateOf(from), localDateOf(to));
      if (!days.ok) return days;
      stretches.push({ from, to, workingDays: days.value });
    }
    from = wait.to ?? end;
  }
  return ok(stretches);
}
