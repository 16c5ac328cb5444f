import type { FeelDate } from "./value.ts";

/**
 * Days since 1970-01-01 of a proleptic Gregorian day, for any year of up to nine digits.
 * Temporal stops at ±271,821 while FEEL dates go on (XML Schema years), hence this arithmetic of our own.
 */
export function dayNumber({ year, month, day }: Omit<FeelDate, "kind">): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day a number of days after 1970-01-01. */
export function dateOfDayNumber(days: number): FeelDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex + (monthIndex < 10 ? 3 : -9);
  return { kind: "date", year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Length of a month in days. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

/** Widest year XML Schema and DMN's conformance cases use. */
const WIDEST_YEAR = 999_999_999;

/** The day of these numbers, or null when there is no such day. */
export function makeDate(year: number, month: number, day: number): FeelDate | null {
  const whole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(day);
  if (!whole || Math.abs(year) > WIDEST_YEAR) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { kind: "date", year, month, day };
}

/** A day some months on; the 31st becomes the month's last day where there is none. */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const count = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return makeDate(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: FeelDate): number {
  const days = dayNumber(date);
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

export const dayOfYear = (date: FeelDate): number =>
  dayNumber(date) - dayNumber({ year: date.year, month: 1, day: 1 }) + 1;

/** ISO 8601 week of the year. */
export function weekOfYear(date: FeelDate): number {
  const thursday = dateOfDayNumber(dayNumber(date) - weekday(date) + 4);
  return Math.ceil(dayOfYear(thursday) / 7);
}
