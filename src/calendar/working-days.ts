import { err, ok, type LocalDate, type Problem, type Result } from "#kernel";
import { dayTable, notCovered, type DayTable } from "./day-table.ts";
import { dateOfDay, dayOfDate, type DayNumber } from "./days.ts";
import type { WorkCalendar } from "./types.ts";

/**
 * Whether people work on a day: make-up day yes, day off no, otherwise Monday to Friday.
 * Errors: CALENDAR_YEAR_NOT_COVERED.
 */
export function isWorkingDay(calendar: WorkCalendar, date: LocalDate): Result<boolean, Problem> {
  const day = dayOfDate(date);
  const kind = dayTable(calendar).kindOf(day);
  return kind === "uncovered" ? err(notCovered(calendar, day)) : ok(kind === "working");
}

/**
 * The `count`-th working day strictly after a date (民法典 art. 201: the first day is not counted);
 * strictly before it when `count` is negative; the date itself when it is 0.
 * Errors: CALENDAR_YEAR_NOT_COVERED.
 */
export function addWorkingDays(
  calendar: WorkCalendar,
  date: LocalDate,
  count: number,
): Result<LocalDate, Problem> {
  const table = dayTable(calendar);
  const found = findNthDay(table, dayOfDate(date), count, (day) => table.kindOf(day) === "working");
  return found.ok ? ok(dateOfDay(found.value)) : found;
}

/**
 * Working days in (from, to]: the first day is not counted, the last is. Negative when `to` is earlier.
 * Errors: CALENDAR_YEAR_NOT_COVERED.
 */
export function workingDaysBetween(
  calendar: WorkCalendar,
  from: LocalDate,
  to: LocalDate,
): Result<number, Problem> {
  if (to < from) {
    const back = workingDaysBetween(calendar, to, from);
    return back.ok ? ok(-back.value) : back;
  }
  const table = dayTable(calendar);
  let count = 0;
  for (let day = dayOfDate(from); day <= dayOfDate(to); day += 1) {
    const kind = table.kindOf(day);
    if (kind === "uncovered") return err(notCovered(calendar, day));
    if (kind === "working" && day > dayOfDate(from)) count += 1;
  }
  return ok(count);
}

/** Walks day by day from `start`, which is not counted, to the `count`-th day that counts. */
function findNthDay(
  table: DayTable,
  start: DayNumber,
  count: number,
  counts: (day: DayNumber) => boolean,
): Result<DayNumber, Problem> {
  const direction = count < 0 ? -1 : 1;
  let day = start;
  let left = Math.abs(count);
  if (table.kindOf(day) === "uncovered") return err(notCovered(table.calendar, day));
  while (left > 0) {
    day += direction;
    if (table.kindOf(day) === "uncovered") return err(notCovered(table.calendar, day));
    if (counts(day)) left -= 1;
  }
  return ok(day);
}
