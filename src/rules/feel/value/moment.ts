import { addMonths, dateOfDayNumber, dayNumber, makeDate } from "./civil.ts";
import { makeMonths, makeSpan, MIDNIGHT } from "./temporal-text.ts";
import type {
  FeelDate,
  FeelDateTime,
  FeelDuration,
  FeelMonths,
  FeelSpan,
  FeelTemporal,
  FeelTime,
  FeelValue,
} from "./value.ts";
import { epochNanos, fixedOffset, offsetSeconds, timeInstant } from "./zone.ts";

const NANOS_A_DAY = 86_400_000_000_000n;

/** A date as the midnight that begins it, in UTC as DMN compares them. */
const startOfDay = (date: FeelDate): FeelDateTime => ({
  kind: "date and time",
  date,
  time: { ...MIDNIGHT, zone: "Z" },
});

/** A point in time moved by a duration (DMN 1.5, table 54); null where the calendar ends. */
export function moved(point: FeelTemporal, by: FeelDuration): FeelValue {
  switch (point.kind) {
    case "date":
      return by.kind === "years and months duration"
        ? addMonths(point, by.months)
        : (movedBySpan({ kind: "date and time", date: point, time: MIDNIGHT }, by.nanos)?.date ?? null);
    case "time":
      return by.kind === "years and months duration" ? null : movedTime(point, by);
    case "date and time":
      if (by.kind === "days and time duration") return movedBySpan(point, by.nanos);
      return withDate(point, addMonths(point.date, by.months));
  }
}

const withDate = (point: FeelDateTime, date: FeelDate | null): FeelDateTime | null =>
  date === null ? null : { ...point, date };

function movedTime(time: FeelTime, by: FeelSpan): FeelTime {
  const nanos = (((BigInt(time.nanos) + by.nanos) % NANOS_A_DAY) + NANOS_A_DAY) % NANOS_A_DAY;
  return { ...time, nanos: Number(nanos) };
}

function movedBySpan(point: FeelDateTime, nanos: bigint): FeelDateTime | null {
  const { zone } = point.time;
  if (zone === null || fixedOffset(zone) !== null) return fromWallNanos(wallNanos(point) + nanos, zone);
  // A named zone may change its offset between the two moments: move on the instant, then read the wall clock.
  const instant = epochNanos(point) + nanos;
  const guess = fromWallNanos(instant, zone);
  if (guess === null) return null;
  const offset = namedOffsetAt(zone, instant) ?? offsetSeconds(zone, guess);
  return fromWallNanos(instant + BigInt(offset) * 1_000_000_000n, zone);
}

function namedOffsetAt(zone: string, instant: bigint): number | null {
  try {
    return new Temporal.ZonedDateTime(instant, zone).offsetNanoseconds / 1e9;
  } catch {
    return null;
  }
}

const wallNanos = ({ date, time }: FeelDateTime): bigint =>
  BigInt(dayNumber(date)) * NANOS_A_DAY + BigInt(time.nanos);

function fromWallNanos(nanos: bigint, zone: string | null): FeelDateTime | null {
  const rest = ((nanos % NANOS_A_DAY) + NANOS_A_DAY) % NANOS_A_DAY;
  const { year, month, day } = dateOfDayNumber(Number((nanos - rest) / NANOS_A_DAY));
  const date = makeDate(year, month, day);
  return date === null
    ? null
    : { kind: "date and time", date, time: { kind: "time", nanos: Number(rest), zone } };
}

/** The moment as a wall clock in `zone` shows it. */
export function inZone(instantNanos: bigint, zone: string): FeelDateTime | null {
  const offset = fixedOffset(zone) ?? namedOffsetAt(zone, instantNanos);
  return offset === null ? null : fromWallNanos(instantNanos + BigInt(offset) * 1_000_000_000n, zone);
}

/** Time from `right` to `left`; null when one has a zone and the other has not. */
export function between(left: FeelTemporal, right: FeelTemporal): FeelSpan | null {
  if (left.kind === "time" && right.kind === "time") {
    if ((left.zone === null) !== (right.zone === null)) return null;
    return makeSpan(BigInt(timeInstant(left) - timeInstant(right)));
  }
  if (left.kind === "time" || right.kind === "time") return null;
  const [from, to] = [beside(right, left), beside(left, right)];
  if ((from.time.zone === null) !== (to.time.zone === null)) return null;
  return makeSpan(epochNanos(to) - epochNanos(from));
}

/** A date beside a local moment is local itself; otherwise its midnight is UTC's. */
function beside(point: FeelDate | FeelDateTime, other: FeelDate | FeelDateTime): FeelDateTime {
  if (point.kind === "date and time") return point;
  const local = other.kind === "date and time" && other.time.zone === null;
  return local ? { kind: "date and time", date: point, time: MIDNIGHT } : startOfDay(point);
}

const dateTimeOf = (point: FeelDate | FeelDateTime): FeelDateTime =>
  point.kind === "date" ? startOfDay(point) : point;

/** Whole months from one day (or moment) to another, as `years and months duration` counts them. */
export function monthsBetween(from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): FeelMonths {
  const [start, end] = [dateTimeOf(from), dateTimeOf(to)];
  const months = (end.date.year - start.date.year) * 12 + end.date.month - start.date.month;
  const gap = sinceMonthBegan(end) - sinceMonthBegan(start);
  if (months > 0 && gap < 0) return makeMonths(months - 1);
  if (months < 0 && gap > 0) return makeMonths(months + 1);
  return makeMonths(months);
}

const sinceMonthBegan = ({ date, time }: FeelDateTime): number => date.day * 86_400 + time.nanos / 1e9;
