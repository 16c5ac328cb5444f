import { ok, type Instant, type Json, type Problem, type Result } from "#kernel";
import { addDuration, nextOfCycle, parseCycle, parseTimerDate, type TimerRule } from "#process";
import { evaluateValue, unexpected } from "../state/evaluate.ts";
import { dueOfLimit } from "./limits.ts";
import type { Living, Run } from "../state/run.ts";
import type { Wait, Watching } from "../state/state.ts";

export type TimerWait = Extract<Wait, { readonly kind: "timer" }>;

/** A timer that runs: one that stands still in a pause has no date. */
export type RunningTimer = TimerWait & { readonly dueAt: Instant };

/**
 * The wait of a timer that starts now. `living` is whose variables its expression sees: the event itself,
 * or for a boundary timer its host. Errors: ENGINE_VALUE_UNEXPECTED, those of the calendar.
 */
export function timerWait(
  run: Run,
  living: Living,
  timer: TimerRule,
  watching: Watching,
): Result<TimerWait, Problem> {
  const once = (dueAt: Instant): Result<TimerWait, Problem> =>
    ok({ kind: "timer", dueAt, ...watching, cycle: null });
  if (timer.kind === "limit") {
    const due = dueOfLimit(run, living, timer.limit);
    if (!due.ok) return due;
    const { firesAt: dueAt, period } = due.value;
    return ok({ kind: "timer", dueAt, period, ...watching, cycle: null });
  }
  const found = evaluateValue(run, living, timer.value);
  if (!found.ok) return found;
  const text = textOf(found.value);
  if (timer.kind === "cycle") {
    const cycle = parseCycle(text);
    if (cycle === undefined || cycle.repetitions === 0)
      return unexpected(living.node, "timeCycle", found.value);
    const dueAt = cycle.start ?? nextOfCycle(cycle.period, run.at, run.at);
    if (dueAt === undefined) return unexpected(living.node, "timeCycle", found.value);
    const left = cycle.repetitions === null ? null : cycle.repetitions - 1;
    return ok({ kind: "timer", dueAt, ...watching, cycle: { left, period: cycle.period } });
  }
  const dueAt = timer.kind === "date" ? parseTimerDate(text) : addDuration(run.at, text);
  if (dueAt !== undefined) return once(dueAt);
  return unexpected(living.node, timer.kind === "date" ? "timeDate" : "timeDuration", found.value);
}

export const isRunning = (wait: TimerWait): wait is RunningTimer => wait.dueAt !== null;

/** The next firing of a repeating timer that fires now; null after the last. */
export function nextFiring(wait: TimerWait, now: Instant): RunningTimer | null {
  if (wait.cycle === null || wait.cycle.left === 0 || wait.dueAt === null) return null;
  const dueAt = nextOfCycle(wait.cycle.period, wait.dueAt, now);
  if (dueAt === undefined) return null;
  const left = wait.cycle.left === null ? null : wait.cycle.left - 1;
  return { ...wait, dueAt, cycle: { ...wait.cycle, left } };
}

const textOf = (value: Json): string => (typeof value === "string" ? value : "");
