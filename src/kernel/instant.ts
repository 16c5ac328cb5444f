import { problem, type Problem } from "./problem.ts";
import { err, ok, type Result } from "./result.ts";

/** A moment in UTC as `2022-09-30T02:00:00.000Z`: sorts as text, fits in JSON. */
export type Instant = string & { readonly instant: unique symbol };

/** A calendar day `2022-09-30` as seen in Asia/Shanghai. */
export type LocalDate = string & { readonly localDate: unique symbol };

/** Day edges of every legal period: China keeps one zone, UTC+8, without summer time since 1991. */
export const SHANGHAI = "Asia/Shanghai";

/**
 * Reads an ISO 8601 instant that names its offset (`…Z`, `…+08:00`).
 * Errors: INSTANT_UNREADABLE.
 */
export function parseInstant(text: string): Result<Instant, Problem> {
  if (isInstant(text)) return ok(text);
  try {
    return ok(instantOf(Temporal.Instant.from(text)));
  } catch {
    return err(problem("INSTANT_UNREADABLE", { text }));
  }
}

/** Whether a text is a moment as the ledger writes it; what names no such day is another text when it is written. */
function isInstant(text: string): text is Instant {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return false;
  const millis = Date.parse(text);
  return !Number.isNaN(millis) && new Date(millis).toISOString() === text;
}

/** Reads `YYYY-MM-DD`. Errors: DATE_UNREADABLE. */
export function parseLocalDate(text: string): Result<LocalDate, Problem> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return err(problem("DATE_UNREADABLE", { text }));
  try {
    return ok(Temporal.PlainDate.from(text).toString() as LocalDate);
  } catch {
    return err(problem("DATE_UNREADABLE", { text }));
  }
}

/** A Temporal instant in the one text form the ledger uses (milliseconds, `Z`). */
export function instantOf(moment: Temporal.Instant): Instant {
  return moment.toString({ smallestUnit: "millisecond" }) as Instant;
}

/** An instant from milliseconds since 1970. */
export function instantFromMillis(millis: number): Instant {
  return instantOf(Temporal.Instant.fromEpochMilliseconds(millis));
}

/** Milliseconds since 1970. */
export function millisOf(instant: Instant): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

const AHEAD_MS = 8 * 3_600_000;

/** The day in Asia/Shanghai on which an instant falls. */
export function localDateOf(instant: Instant): LocalDate {
  // Eight hours ahead in all years since the last summer time; asked of the zone's history before it.
  if (instant >= "1992" && instant < "9999") {
    const millis = Date.parse(instant);
    if (!Number.isNaN(millis)) return new Date(millis + AHEAD_MS).toISOString().slice(0, 10) as LocalDate;
  }
  return Temporal.Instant.from(instant).toZonedDateTimeISO(SHANGHAI).toPlainDate().toString() as LocalDate;
}

/** The time of day `HH:MM` in Asia/Shanghai at an instant. */
export function localTimeOf(instant: Instant): string {
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(SHANGHAI);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** The instant at which a day begins in Asia/Shanghai. */
export function startOfDay(day: LocalDate): Instant {
  return instantOf(Temporal.PlainDate.from(day).toZonedDateTime(SHANGHAI).toInstant());
}

/** The day so many days after another. */
export function dayAfter(day: LocalDate, days = 1): LocalDate {
  return Temporal.PlainDate.from(day).add({ days }).toString() as LocalDate;
}
