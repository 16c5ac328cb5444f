import {
  err,
  instantFromMillis,
  localDateOf,
  millisOf,
  ok,
  type Instant,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { dayTable, notCovered, type DayTable } from "./day-table.ts";
import { DAY_MS, HOUR_MS, dayOfMillis, endOfDay, startOfDay, type DayNumber } from "./days.ts";
import { clip, whollyPaused, type Stretch } from "./stretches.ts";
import type { Limit, WorkCalendar } from "./types.ts";

export type Due = { readonly due: Instant; readonly dueOn: LocalDate };

/**
 * When a period that begins at `start` ends. Days end at 23:59:59.999 +08:00 and the day of the start is
 * not counted (民法典 art. 201); a calendar-day period that ends on a rest day ends on the next working
 * day (art. 203); `0wd` ends with that working day, or with the next when received outside hours.
 * Errors: CALENDAR_YEAR_NOT_COVERED.
 */
export function dueOf(calendar: WorkCalendar, start: Instant, limit: Limit): Result<Due, Problem> {
  const found = dueWithPauses(dayTable(calendar), millisOf(start), limit, []);
  if (!found.ok) return found;
  if (found.value === null) throw new Error("without an open pause a period has an end");
  return ok(found.value);
}

/** The same with paused stretches; null when a pause that still lasts leaves the end unknown. */
export function dueWithPauses(
  table: DayTable,
  start: number,
  limit: Limit,
  pauses: readonly Stretch[],
): Result<Due | null, Problem> {
  return limit.unit === "wd" || limit.unit === "d"
    ? dueByDays(table, start, limit, pauses)
    : dueByHours(table, start, limit, pauses);
}

function dueByDays(
  table: DayTable,
  start: number,
  limit: Limit,
  pauses: readonly Stretch[],
): Result<Due | null, Problem> {
  const paused = whollyPaused(pauses);
  const endless = firstEndlessDay(pauses);
  const works = (day: DayNumber): boolean => table.kindOf(day) === "working" && !paused(day);
  const counts = limit.unit === "wd" ? works : (day: DayNumber): boolean => !paused(day);
  let day = dayOfMillis(start);
  if (table.kindOf(day) === "uncovered") return err(notCovered(table.calendar, day));
  let left = limit.amount === 0 && !(works(day) && isBeforeClose(table, start)) ? 1 : limit.amount;
  while (left > 0 || !(limit.amount === 0 || works(day))) {
    day += 1;
    if (day >= endless) return ok(null);
    if (table.kindOf(day) === "uncovered") return err(notCovered(table.calendar, day));
    if (left > 0 && counts(day)) left -= 1;
  }
  const due = endOfDay(day);
  return ok({ due, dueOn: localDateOf(due) });
}

function firstEndlessDay(pauses: readonly Stretch[]): DayNumber {
  const open = pauses.find(({ to }) => to === Number.POSITIVE_INFINITY);
  return open === undefined ? Number.POSITIVE_INFINITY : dayOfMillis(open.from - 1) + 1;
}

/** True until the close of business, 17:00:00.000 itself included. */
function isBeforeClose(table: DayTable, millis: number): boolean {
  const close = table.hours.at(-1)?.[1] ?? 24 * 60;
  return millis - startOfDay(dayOfMillis(millis)) <= close * 60_000;
}

function dueByHours(
  table: DayTable,
  start: number,
  limit: Limit,
  pauses: readonly Stretch[],
): Result<Due | null, Problem> {
  const open = pauses.find(({ to }) => to === Number.POSITIVE_INFINITY);
  let left = limit.amount * HOUR_MS;
  for (let day = dayOfMillis(start); ; day += 1) {
    if (table.kindOf(day) === "uncovered") return err(notCovered(table.calendar, day));
    for (const piece of runningPieces(windowsOf(table, limit.unit, day), start, pauses)) {
      const length = piece.to - piece.from;
      if (length >= left) {
        const due = instantFromMillis(piece.from + left);
        return ok({ due, dueOn: localDateOf(due) });
      }
      left -= length;
    }
    if (open !== undefined && startOfDay(day) > open.from) return ok(null);
  }
}

type Window = { readonly from: number; readonly to: number };

/** The stretches of a day in which hours of this unit pass. */
export function windowsOf(table: DayTable, unit: Limit["unit"], day: DayNumber): readonly Window[] {
  const start = startOfDay(day);
  if (unit === "h") return [{ from: start, to: start + DAY_MS }];
  if (table.kindOf(day) !== "working") return [];
  return table.hours.map(([open, close]) => ({ from: start + open * 60_000, to: start + close * 60_000 }));
}

function runningPieces(
  windows: readonly Window[],
  start: number,
  pauses: readonly Stretch[],
): readonly Window[] {
  return windows.flatMap((window) => {
    const pieces: Window[] = [];
    let from = Math.max(window.from, start);
    for (const pause of clip(pauses, from, window.to)) {
      if (pause.from > from) pieces.push({ from, to: pause.from });
      from = Math.max(from, pause.to);
    }
    if (from < window.to) pieces.push({ from, to: window.to });
    return pieces;
  });
}
