import { makeDate } from "../value/civil.ts";
import { monthsBetween } from "../value/moment.ts";
import { makeRange } from "../value/order.ts";
import { parseDate, parseDateTime, parseDuration, parseTime } from "../value/temporal-text.ts";
import { textOf } from "../value/text.ts";
import { isKind, type FeelSpan, type FeelTime, type FeelValue } from "../value/value.ts";
import { isZone, zoneOfOffset } from "../value/zone.ts";
import {
  anything,
  builtin,
  date,
  dateTime,
  day,
  nullable,
  number,
  optional,
  overloaded,
  something,
  text,
  time,
  type Builtin,
  type Reader,
} from "./define.ts";

/** Reads `@"…"`: whichever temporal value the text is. */
function temporalOf(written: string): FeelValue {
  if (/^-?P/.test(written)) return parseDuration(written);
  if (/^-?\d{4,}-/.test(written)) return written.includes("T") ? parseDateTime(written) : parseDate(written);
  return parseTime(written);
}

const spanReader = (name: string): Reader<FeelSpan> => ({
  name,
  read: (value) => (isKind(value, "days and time duration") ? value : undefined),
  optional: false,
});

/** Numbers with a thousands mark and a decimal mark of one's own (DMN 1.5, table 72). */
function numberFrom(from: string, grouping: string | null, decimal: string | null): number | null {
  if (grouping !== null && ![" ", ",", "."].includes(grouping)) return null;
  if (decimal !== null && ![",", "."].includes(decimal)) return null;
  if (grouping !== null && grouping === decimal) return null;
  const ungrouped = grouping === null ? from : from.replaceAll(grouping, "");
  const plain = decimal === null ? ungrouped : ungrouped.replaceAll(decimal, ".");
  if (decimal === "," && ungrouped.includes(".")) return null;
  return /^[+-]?(\d+(?:\.\d+)?|\.\d+)([eE][+-]?\d+)?$/.test(plain) ? Number(plain) : null;
}

function clock(hour: number, minute: number, second: number, offset: FeelSpan | null): FeelTime | null {
  const whole = Number.isInteger(hour) && Number.isInteger(minute);
  if (!whole || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second >= 60) return null;
  const zone = offset === null ? null : zoneOfOffset(Number(offset.nanos / 1_000_000_000n));
  if (zone !== null && !isZone(zone)) return null;
  return { kind: "time", nanos: (hour * 3600 + minute * 60) * 1e9 + Math.floor(second * 1e9 + 1e-3), zone };
}

/** Text of a range as FEEL writes it, with literals as its bounds. */
function rangeFrom(written: string): FeelValue {
  const match = /^\s*([[\](])(.*)\.\.(.*)([[\])])\s*$/s.exec(written);
  if (match === null) return null;
  const [, open = "", low = "", high = "", close = ""] = match;
  const [start, end] = [literalOf(low.trim()), literalOf(high.trim())];
  if (start === undefined || end === undefined) return null;
  if ((start === null && open === "[") || (end === null && close === "]")) return null;
  return makeRange(start, end, open === "[", close === "]");
}

function literalOf(written: string): FeelValue | undefined {
  if (written === "" || written === "null") return null;
  if (/^-?(\d+\.?\d*|\.\d+)$/.test(written)) return Number(written);
  const quoted = /^(@|date|time|date and time|duration)?\s*\(?\s*"([^"]*)"\s*\)?$/.exec(written);
  if (quoted === null) return undefined;
  const [, maker, inner = ""] = quoted;
  const made =
    maker === undefined ? inner : maker === "date and time" ? parseDateTime(inner) : temporalOf(inner);
  return made ?? undefined;
}

export const CONVERSIONS: readonly Builtin[] = [
  overloaded([
    builtin("date", [text("from")], parseDate),
    builtin("date", [day("from")], (from) => from),
    builtin("date", [number("year"), number("month"), number("day")], makeDate),
  ]),
  overloaded([
    builtin("time", [text("from")], parseTime),
    builtin("time", [time("from")], (from) => from),
    builtin("time", [dateTime("from")], (from) => from.time),
    builtin("time", [date("from")], () => ({ kind: "time", nanos: 0, zone: "Z" })),
    builtin(
      "time",
      [number("hour"), number("minute"), number("second"), optional(nullable(spanReader("offset")))],
      (hour, minute, second, offset) => clock(hour, minute, second, offset ?? null),
    ),
  ]),
  overloaded([
    builtin("date and time", [text("from")], parseDateTime),
    builtin("date and time", [dateTime("from")], (from) => from),
    builtin("date and time", [day("date"), time("time")], (onDay, at) => ({
      kind: "date and time",
      date: onDay,
      time: at,
    })),
  ]),
  builtin("duration", [text("from")], parseDuration),
  builtin("years and months duration", [anything("from"), anything("to")], (from, to) =>
    (isKind(from, "date") || isKind(from, "date and time")) &&
    (isKind(to, "date") || isKind(to, "date and time"))
      ? monthsBetween(from, to)
      : null,
  ),
  overloaded([
    builtin(
      "number",
      [text("from"), nullable(text("grouping separator")), nullable(text("decimal separator"))],
      numberFrom,
    ),
    builtin("number", [text("from")], (from) => numberFrom(from, null, null)),
  ]),
  builtin("string", [something("from")], textOf),
  builtin("@", [text("string")], temporalOf),
  builtin("range", [text("from")], rangeFrom),
];
