import { instantOf, SHANGHAI, type Instant } from "#kernel";
import { nextOfCron } from "./cron.ts";

/** A repeating timer: how often it still fires (null = without end), its period or its cron, its first moment. */
export type Cycle = {
  readonly repetitions: number | null;
  readonly period: string;
  readonly start: Instant | null;
};

/**
 * An ISO 8601 date, local date-time or instant (also with a `[zone]`); what names no offset is
 * Asia/Shanghai, a date alone the start of that day. Undefined when unreadable.
 */
export function parseTimerDate(text: string): Instant | undefined {
  const written = text.trim();
  try {
    if (/\[[^\]]+\]$/.test(written)) return instantOf(withZone(written).toInstant());
    if (/(?:Z|[+-]\d{2}(?::?\d{2})?)$/i.test(written) && written.includes("T"))
      return instantOf(Temporal.Instant.from(written));
    return instantOf(Temporal.PlainDateTime.from(written).toZonedDateTime(SHANGHAI).toInstant());
  } catch {
    return undefined;
  }
}

function withZone(text: string): Temporal.ZonedDateTime {
  // FEEL writes `…+02:00[Europe/Berlin]` or `…[Europe/Berlin]`; an offset that disagrees is kept.
  return Temporal.ZonedDateTime.from(text, { offset: "use" });
}

/** The moment an ISO 8601 duration after another; years, months and days by Asia/Shanghai's calendar. */
export function addDuration(from: Instant, duration: string): Instant | undefined {
  try {
    const start = Temporal.Instant.from(from).toZonedDateTimeISO(SHANGHAI);
    return instantOf(start.add(Temporal.Duration.from(duration.trim())).toInstant());
  } catch {
    return undefined;
  }
}

export function isDuration(text: string): boolean {
  return addDuration(EPOCH, text) !== undefined;
}

const EPOCH = "2000-01-01T00:00:00.000Z" as Instant;

/**
 * When a repeating timer fires next: a period after it was due, so that none is left out; by cron at the schedule's next
 * moment after `now`, so that what was missed is made up for once.
 */
export function nextOfCycle(period: string, due: Instant, now: Instant): Instant | undefined {
  // Instants sort as text.
  return addDuration(due, period) ?? nextOfCron(period, due > now ? due : now);
}

/**
 * ISO 8601 repeating intervals: `R3/PT10M`, `R/PT1H`, `R2/2022-09-30T10:00:00+08:00/P1D`; or a cron as Camunda 8 writes it
 * (cron.ts): `0 0 9-17 * * MON-FRI`, `@daily`.
 */
export function parseCycle(text: string): Cycle | undefined {
  const cron = text.trim();
  if (nextOfCron(cron, EPOCH) !== undefined) return { repetitions: null, period: cron, start: null };
  const parts = /^R(\d*)\/(?:([^/]+)\/)?(P[^/]+)$/i.exec(text.trim());
  if (parts === null) return undefined;
  const [, count = "", first, period = ""] = parts;
  const start = first === undefined ? null : parseTimerDate(first);
  // A period of nothing or less would fire for ever at once.
  const positive = isDuration(period) && Temporal.Duration.from(period).sign === 1;
  if (start === undefined || !positive) return undefined;
  return { repetitions: count === "" ? null : Number(count), period, start };
}
