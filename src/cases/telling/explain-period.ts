import { explain, newClock, type Clock, type Explanation, type Pause, type WorkCalendar } from "#calendar";
import type { CaseState, Period } from "#engine";
import { type Instant, type Problem, type Result } from "#kernel";

/**
 * What a task's own period says at a moment, as a clock of its own: when it ends, and every pause of the clock that it
 * counts by, with its ground. Errors: those of `explain`.
 */
export function explainPeriod(
  period: Period,
  clocks: CaseState["clocks"],
  calendar: WorkCalendar,
  at: Instant,
): Result<Explanation, Problem> {
  const { limit, from, clock: name } = period;
  const own = newClock(calendar.version, limit);
  if (!own.ok) return own;
  const counted = name === undefined || !Object.hasOwn(clocks, name) ? undefined : clocks[name];
  return explain({ ...own.value, startedAt: from, pauses: pausesSince(from, counted) }, at, calendar);
}

/** What was paused before the period began is no part of it. */
function pausesSince(from: Instant, clock: Clock | undefined): readonly Pause[] {
  const pauses = clock?.pauses ?? [];
  return pauses
    .filter(({ to }) => to === null || to > from)
    .map((pause) => (pause.from < from ? { ...pause, from } : pause));
}
