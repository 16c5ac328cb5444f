import { dayNumber } from "./civil.ts";
import type { FeelDateTime, FeelTime } from "./value.ts";

const OFFSET = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;
const SECONDS_A_DAY = 86_400;
/** XML Schema's widest offset; `+99:00` is no zone. */
const WIDEST_OFFSET = 18 * 3600;

/** Seconds east of UTC of `Z` or `+08:00`; null for a named zone. */
export function fixedOffset(zone: string): number | null {
  if (zone === "Z") return 0;
  const match = OFFSET.exec(zone);
  if (match === null) return null;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return match[1] === "-" ? -seconds : seconds;
}

/** `Z`, `+08:00`, `+05:30:15` for seconds east of UTC. */
export function zoneOfOffset(seconds: number): string {
  if (seconds === 0) return "Z";
  const size = Math.abs(seconds);
  const rest = size % 60 === 0 ? "" : `:${two(size % 60)}`;
  return `${seconds < 0 ? "-" : "+"}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${rest}`;
}

const two = (value: number): string => String(value).padStart(2, "0");

const known = new Map<string, boolean>();

/** True for a zone that exists. */
export function isZone(zone: string): boolean {
  const offset = fixedOffset(zone);
  if (offset !== null) return Math.abs(offset) <= WIDEST_OFFSET && !/:[6-9]\d/.test(zone);
  if (!/^[A-Za-z]/.test(zone)) return false;
  const seen = known.get(zone);
  if (seen !== undefined) return seen;
  let valid = true;
  try {
    Temporal.PlainDateTime.from("2000-01-01T00:00").toZonedDateTime(zone);
  } catch {
    valid = false;
  }
  if (valid) known.set(zone, valid);
  return valid;
}

/** Seconds east of UTC at a wall-clock moment; named zones far from our time follow the nearest known year. */
export function offsetSeconds(zone: string, { date, time }: Pick<FeelDateTime, "date" | "time">): number {
  const fixed = fixedOffset(zone);
  if (fixed !== null) return fixed;
  const year = Math.min(Math.max(date.year, -271_000), 271_000);
  const seconds = Math.floor(time.nanos / 1e9);
  const local = new Temporal.PlainDateTime(
    year,
    date.month,
    year === date.year ? date.day : Math.min(date.day, 28),
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  );
  return local.toZonedDateTime(zone).offsetNanoseconds / 1e9;
}

/** A time of day on its own has no date: named zones take the offset of this winter day. */
const REFERENCE_DAY = { kind: "date", year: 1970, month: 1, day: 1 } as const;

export const timeOffset = (time: FeelTime): number | null =>
  time.zone === null ? null : offsetSeconds(time.zone, { date: REFERENCE_DAY, time });

/** Nanoseconds since 1970 in UTC; a local date and time counts as if it were UTC. */
export function epochNanos(moment: FeelDateTime): bigint {
  const offset = moment.time.zone === null ? 0 : offsetSeconds(moment.time.zone, moment);
  const days = BigInt(dayNumber(moment.date)) * BigInt(SECONDS_A_DAY);
  return (days - BigInt(offset)) * 1_000_000_000n + BigInt(moment.time.nanos);
}

/** Nanoseconds since midnight UTC of a time of day. */
export const timeInstant = (time: FeelTime): number => time.nanos - (timeOffset(time) ?? 0) * 1e9;
