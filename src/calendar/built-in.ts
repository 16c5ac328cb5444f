import type { LocalDate } from "#kernel";
import data from "chinese-days/dist/chinese-days.json" with { type: "json" };
import type { WorkCalendar } from "./types.ts";

/**
 * The State Council's yearly notices as a table, from the data file of the package `chinese-days`.
 * Only its data is read: its functions answer Monday to Friday for a year it knows nothing of.
 */
export const CN_CALENDAR: WorkCalendar = {
  id: "cn",
  // Raise the last part whenever the data changes within the same last year (a test holds the content).
  version: "cn-2026.1",
  coveredYears: coveredYears(),
  provisionalYears: [],
  daysOff: datesOf(data.holidays),
  makeUpDays: datesOf(data.workdays),
  hours: [
    ["08:30", "11:30"],
    ["13:00", "17:00"],
  ],
};

/** Every calendar that comes with the platform. */
export const BUILT_IN_CALENDARS: readonly WorkCalendar[] = [CN_CALENDAR];

/** A built-in calendar by its id (`cn`) or its exact version. */
export function findCalendar(name: string): WorkCalendar | undefined {
  return BUILT_IN_CALENDARS.find(({ id, version }) => id === name || version === name);
}

// A notice always names both New Year and National Day; a year with only one of them is the
// overhang of its neighbour's notice (2022-12-31 belongs to 2023) and not covered.
function coveredYears(): readonly number[] {
  const dates = new Set(Object.keys(data.holidays));
  const years = new Set([...dates].map((date) => Number(date.slice(0, 4))));
  return [...years]
    .filter((year) => dates.has(`${year}-01-01`) && dates.has(`${year}-10-01`))
    .toSorted((left, right) => left - right);
}

function datesOf(days: Readonly<Record<string, string>>): readonly LocalDate[] {
  return Object.keys(days).toSorted() as LocalDate[];
}
