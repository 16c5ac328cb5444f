import { explain, type WorkCalendar } from "#calendar";
import { decisionClock, type StoredCase } from "#cases";
import type { ClockAnswer } from "#contract";
import type { Instant } from "#kernel";

/** A case's clock as every face shows it; null before the clock exists or outside the calendar's years. */
export function clockAnswer(
  stored: Pick<StoredCase, "state">,
  calendar: WorkCalendar,
  at: Instant,
): ClockAnswer | null {
  const clock = decisionClock(stored.state);
  if (clock === undefined) return null;
  const explained = explain(clock, at, calendar);
  if (!explained.ok) return null;
  const { intervals, statutory, promised, ...rest } = explained.value;
  return {
    light: rest.light,
    due: rest.due,
    dueOn: rest.dueOn,
    remaining: rest.remaining,
    statutory: { ...statutory },
    promised: promised === null ? null : { ...promised },
    ourDays: rest.ourDays,
    yourDays: rest.yourDays,
    excludedDays: rest.excludedDays,
    wholeDays: rest.wholeDays,
    onTime: rest.onTime,
    stoppedAt: clock.stoppedAt,
    intervals: intervals.map(({ from, to, counted, part, days, why }) => ({
      from,
      to,
      counted,
      part,
      days,
      why,
    })),
    calendar: rest.calendar,
    provisional: rest.provisional,
  };
}
