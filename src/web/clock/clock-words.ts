import type { Bilingual, ClockAnswer } from "#contract";
import { clockWords } from "../words/clock.ts";

export type ClockState = {
  readonly look: "green" | "yellow" | "red" | "paused" | "done";
  readonly text: Bilingual;
  readonly days: number;
};

function stopped(clock: ClockAnswer): ClockState {
  if (clock.onTime === null) return { look: "done", text: clockWords.done, days: 0 };
  return clock.onTime
    ? { look: "done", text: clockWords.doneOnTime, days: 0 }
    : { look: "red", text: clockWords.doneLate, days: 0 };
}

function overdue(remaining: number | null): ClockState {
  const days = Math.abs(remaining ?? 0);
  const text = days === 0 ? clockWords.overdueNow : days === 1 ? clockWords.overdueOne : clockWords.overdue;
  return { look: "red", text, days };
}

/** What a clock says in one glance: a look, a sentence, and the days in it. */
export function clockState(clock: ClockAnswer): ClockState {
  if (clock.stoppedAt !== null) return stopped(clock);
  if (clock.light === "paused") return { look: "paused", text: clockWords.paused, days: 0 };
  if (clock.light === "red") return overdue(clock.remaining);
  const days = clock.remaining;
  if (days === null) return { look: clock.light, text: clockWords.running, days: 0 };
  const text = days === 0 ? clockWords.dueToday : days === 1 ? clockWords.remainingOne : clockWords.remaining;
  return { look: clock.light, text, days };
}
