import { instantFromMillis, type Instant, type LocalDate } from "#kernel";

/** A day in Asia/Shanghai as the number of days since 1970-01-01: cheap to count with. */
export type DayNumber = number;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

// China has kept UTC+8 without summer time since 1991; no covered year is older.
const OFFSET_MS = 8 * HOUR_MS;
const EPOCH = Temporal.PlainDate.from("1970-01-01");

export const dayOfDate = (date: LocalDate): DayNumber =>
  Temporal.PlainDate.from(date).since(EPOCH, { largestUnit: "days" }).days;

export const dateOfDay = (day: DayNumber): LocalDate => EPOCH.add({ days: day }).toString() as LocalDate;

export const dayOfMillis = (millis: number): DayNumber => Math.floor((millis + OFFSET_MS) / DAY_MS);

export const startOfDay = (day: DayNumber): number => day * DAY_MS - OFFSET_MS;

/** 23:59:59.999: a thing done on the last day is in time (民法典 art. 203). */
export const endOfDay = (day: DayNumber): Instant => instantFromMillis(startOfDay(day + 1) - 1);

export const yearOfDay = (day: DayNumber): number => EPOCH.add({ days: day }).year;

/** 0 is Sunday; 1970-01-01 was a Thursday. */
export const weekdayOfDay = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7;
