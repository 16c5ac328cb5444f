import { ok, type Instant, type LocalDate, type Problem, type Result } from "#kernel";
import { dayOfDate } from "./days.ts";
import { explain } from "./explain.ts";
import type { Clock, Explanation, WorkCalendar } from "./types.ts";

/** The same clock under two calendars, and what differs; all numbers are `after` minus `before`. */
export type Recomputation = {
  readonly before: Explanation;
  readonly after: Explanation;
  readonly changed: boolean;
  readonly dueOn: { readonly before: LocalDate | null; readonly after: LocalDate | null };
  /** Calendar days by which the due date moves; null when either is unknown. */
  readonly dueMovesBy: number | null;
  readonly ourDays: number;
  readonly yourDays: number;
  readonly excludedDays: number;
};

/**
 * Shows what a new calendar would change in a clock; it changes nothing itself, because a case stays
 * pinned to its version until a person decides otherwise. Errors: those of `explain`.
 */
export function recompute(
  clock: Clock,
  at: Instant,
  oldCalendar: WorkCalendar,
  newCalendar: WorkCalendar,
): Result<Recomputation, Problem> {
  const before = explain(clock, at, oldCalendar);
  if (!before.ok) return before;
  const after = explain({ ...clock, calendar: newCalendar.version }, at, newCalendar);
  if (!after.ok) return after;
  const [old, now] = [before.value, after.value];
  const difference = {
    ourDays: now.ourDays - old.ourDays,
    yourDays: now.yourDays - old.yourDays,
    excludedDays: now.excludedDays - old.excludedDays,
  };
  const moved = Object.values(difference).some((days) => days !== 0) || old.due !== now.due;
  return ok({
    before: old,
    after: now,
    changed: moved || old.statutory.due !== now.statutory.due,
    dueOn: { before: old.dueOn, after: now.dueOn },
    dueMovesBy: old.dueOn === null || now.dueOn === null ? null : dayOfDate(now.dueOn) - dayOfDate(old.dueOn),
    ...difference,
  });
}
