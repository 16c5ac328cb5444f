import { dateOfDayNumber, dayNumber, makeDate } from "./civil.ts";
import type { FeelDate, FeelDateTime, FeelDuration, FeelMonths, FeelSpan, FeelTime } from "./value.ts";
import { fixedOffset, isZone } from "./zone.ts";

const DATE = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,}))?(Z|z|[+-]\d{2}:\d{2}(?::\d{2})?|@.+)?$/;
const DURATION = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/;

const NANOS_A_SECOND = 1_000_000_000n;
const NANOS_A_DAY = 86_400n * NANOS_A_SECOND;

/** Reads `2022-09-30`, `-0044-03-15`, `999999999-12-31`. */
export function parseDate(text: string): FeelDate | null {
  const match = DATE.exec(text);
  if (match === null) return null;
  return makeDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Reads `24:00:00` as midnight, as ISO 8601 allows; `10:30:00`, `10:30:00.5Z`, `10:30:00+08:00`, `10:30:00@Asia/Shanghai`. */
export function parseTime(text: string): FeelTime | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const midnight = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !midnight) || minute > 59 || second > 59) return null;
  const zone = zoneOf(match[5]);
  if (zone !== null && !isZone(zone)) return null;
  const fraction = Number((match[4] ?? "").slice(0, 9).padEnd(9, "0"));
  return { kind: "time", nanos: ((hour % 24) * 3600 + minute * 60 + second) * 1e9 + fraction, zone };
}

function zoneOf(suffix: string | undefined): string | null {
  if (suffix === undefined) return null;
  if (suffix.startsWith("@")) return suffix.slice(1);
  return fixedOffset(suffix) === 0 || suffix === "z" ? "Z" : suffix;
}

/** Reads `2022-09-30T10:30:00…`; a bare date is its midnight. */
export function parseDateTime(text: string): FeelDateTime | null {
  const cut = text.indexOf("T");
  if (cut < 0) return joined(parseDate(text), MIDNIGHT);
  const moment = joined(parseDate(text.slice(0, cut)), parseTime(text.slice(cut + 1)));
  return moment !== null && text.startsWith("T24:", cut) ? nextDay(moment) : moment;
}

export const MIDNIGHT: FeelTime = { kind: "time", nanos: 0, zone: null };

const joined = (date: FeelDate | null, time: FeelTime | null): FeelDateTime | null =>
  date === null || time === null ? null : { kind: "date and time", date, time };

const nextDay = ({ date, time }: FeelDateTime): FeelDateTime => ({
  kind: "date and time",
  date: dateOfDayNumber(dayNumber(date) + 1),
  time,
});

/** Reads `P1Y2M` or `P1DT2H3.5S`; a duration of both kinds at once is no FEEL duration. */
export function parseDuration(text: string): FeelDuration | null {
  const match = DURATION.exec(text);
  if (match === null || /[PT]$/.test(text)) return null;
  const [, minus, years, months, days, clock, hours, minutes, seconds, fraction] = match;
  const sign = minus === undefined ? 1 : -1;
  if (years !== undefined || months !== undefined) {
    if (days !== undefined || clock !== undefined) return null;
    const total = Number(years ?? 0) * 12 + Number(months ?? 0);
    return Number.isSafeInteger(total) ? makeMonths(sign * total) : null;
  }
  const whole =
    BigInt(days ?? 0) * 86_400n +
    BigInt(hours ?? 0) * 3600n +
    BigInt(minutes ?? 0) * 60n +
    BigInt(seconds ?? 0);
  const nanos = whole * NANOS_A_SECOND + BigInt((fraction ?? "").slice(0, 9).padEnd(9, "0"));
  return makeSpan(BigInt(sign) * nanos);
}

export const makeMonths = (months: number): FeelMonths => ({
  kind: "years and months duration",
  months: months === 0 ? 0 : months,
});

export const makeSpan = (nanos: bigint): FeelSpan => ({ kind: "days and time duration", nanos });

const two = (value: number): string => String(value).padStart(2, "0");

export function dateText({ year, month, day }: FeelDate): string {
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${year < 0 ? "-" : ""}${digits}-${two(month)}-${two(day)}`;
}

export function timeText({ nanos, zone }: FeelTime): string {
  const seconds = Math.floor(nanos / 1e9);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return clock + fractionText(nanos % 1e9) + zoneText(zone);
}

const fractionText = (nanos: number): string =>
  nanos === 0 ? "" : `.${String(nanos).padStart(9, "0").replace(/0+$/, "")}`;

const zoneText = (zone: string | null): string =>
  zone === null ? "" : fixedOffset(zone) === null ? `@${zone}` : zone;

export const dateTimeText = ({ date, time }: FeelDateTime): string => `${dateText(date)}T${timeText(time)}`;

export function durationText(duration: FeelDuration): string {
  return duration.kind === "years and months duration"
    ? monthsText(duration.months)
    : spanText(duration.nanos);
}

function monthsText(months: number): string {
  const size = Math.abs(months);
  const years = Math.floor(size / 12);
  const rest = size % 12;
  const text = `${years === 0 ? "" : `${years}Y`}${rest === 0 ? "" : `${rest}M`}`;
  return `${months < 0 ? "-" : ""}P${text === "" ? "0M" : text}`;
}

function spanText(nanos: bigint): string {
  const size = nanos < 0n ? -nanos : nanos;
  const days = size / NANOS_A_DAY;
  const seconds = Number((size % NANOS_A_DAY) / NANOS_A_SECOND);
  const fraction = fractionText(Number(size % NANOS_A_SECOND));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = [
    hours === 0 ? "" : `${hours}H`,
    minutes === 0 ? "" : `${minutes}M`,
    rest === 0 && fraction === "" ? "" : `${rest}${fraction}S`,
  ].join("");
  const text = `${days === 0n ? "" : `${days}D`}${clock === "" ? "" : `T${clock}`}`;
  return `${nanos < 0n ? "-" : ""}P${text === "" ? "T0S" : text}`;
}
