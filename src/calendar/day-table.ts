import { problem, type LocalDate, type Problem } from "#kernel";
import { dayOfDate, weekdayOfDay, yearOfDay, type DayNumber } from "./days.ts";
import type { WorkCalendar } from "./types.ts";

type DayKind = "working" | "rest" | "uncovered";

/** A calendar made ready for counting: one look-up per day, working hours in minutes. */
export type DayTable = {
  readonly calendar: WorkCalendar;
  readonly kindOf: (day: DayNumber) => DayKind;
  /** Working hours as minutes since midnight, in order. */
  readonly hours: readonly (readonly [number, number])[];
};

const UNCOVERED = 0;
const WORKING = 1;
const REST = 2;

// A calendar is immutable data, so its table is worth building once per object.
const tables = new WeakMap<WorkCalendar, DayTable>();

export function dayTable(calendar: WorkCalendar): DayTable {
  const known = tables.get(calendar);
  if (known !== undefined) return known;
  const table = buildTable(calendar);
  tables.set(calendar, table);
  return table;
}

function buildTable(calendar: WorkCalendar): DayTable {
  const first = firstOfYear(Math.min(...calendar.coveredYears));
  const last = firstOfYear(Math.max(...calendar.coveredYears) + 1) - 1;
  const kinds = new Uint8Array(Math.max(0, last - first + 1));
  for (const year of calendar.coveredYears) {
    for (let day = firstOfYear(year); day < firstOfYear(year + 1); day += 1) {
      const weekday = weekdayOfDay(day);
      kinds[day - first] = weekday === 0 || weekday === 6 ? REST : WORKING;
    }
  }
  const mark = (dates: readonly LocalDate[], kind: number): void => {
    for (const date of dates) {
      const at = dayOfDate(date) - first;
      if (kinds[at] !== undefined && kinds[at] !== UNCOVERED) kinds[at] = kind;
    }
  };
  mark(calendar.daysOff, REST);
  mark(calendar.makeUpDays, WORKING);
  return {
    calendar,
    kindOf: (day) => {
      const kind = kinds[day - first];
      if (kind === WORKING) return "working";
      return kind === REST ? "rest" : "uncovered";
    },
    hours: calendar.hours.map(([open, close]) => [minutesOf(open), minutesOf(close)] as const),
  };
}

export function minutesOf(time: string): number {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}

const firstOfYear = (year: number): DayNumber => dayOfDate(`${year}-01-01` as LocalDate);

/** The refusal for a day no notice speaks of: a guess here would be a wrong legal date. */
export function notCovered(calendar: WorkCalendar, day: DayNumber): Problem {
  const year = yearOfDay(day);
  const first = Math.min(...calendar.coveredYears);
  const last = Math.max(...calendar.coveredYears);
  return problem(
    "CALENDAR_YEAR_NOT_COVERED",
    { year, calendar: calendar.version, first, last },
    { year, calendar: calendar.version, coveredYears: calendar.coveredYears },
  );
}

/** The first problem of a stretch of days, if any of them is not covered. */
export function findUncovered(table: DayTable, from: DayNumber, to: DayNumber): Problem | undefined {
  for (let day = from; day <= to; day += 1) {
    if (table.kindOf(day) === "uncovered") return notCovered(table.calendar, day);
  }
  return undefined;
}
