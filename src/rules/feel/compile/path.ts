import { weekday } from "../value/civil.ts";
import { makeSpan } from "../value/temporal-text.ts";
import {
  isContext,
  isList,
  type FeelDate,
  type FeelDateTime,
  type FeelRange,
  type FeelSpan,
  type FeelTime,
  type FeelValue,
  type Run,
} from "../value/value.ts";
import { offsetSeconds, timeOffset } from "../value/zone.ts";
import { entryOf } from "./scope.ts";

/** `value.name`: an entry of a context, a part of a temporal value or range; over a list, of each item. */
export function propertyOf(value: FeelValue, name: string, run: Run): FeelValue {
  const found = isList(value) ? value.map((item) => propertyOf(item, name, run)) : partOf(value, name);
  if (found !== undefined) return found;
  if (value !== null) run.warnings.push(`no property “${name}”`);
  return null;
}

/** The named part, or undefined when there is no such part. */
export function partOf(value: FeelValue, name: string): FeelValue | undefined {
  if (isContext(value)) return entryOf(value, name);
  if (typeof value !== "object" || value === null || isList(value)) return undefined;
  switch (value.kind) {
    case "date":
      return dayPart(value, name);
    case "time":
      return clockPart(value, name, timeOffset(value));
    case "date and time":
      return momentPart(value, name);
    case "years and months duration":
      if (name === "years") return Math.trunc(value.months / 12) + 0;
      return name === "months" ? (value.months % 12) + 0 : missingPart(name, SPAN_PARTS);
    case "days and time duration":
      return spanPart(value, name);
    case "range":
      return rangePart(value, name);
    default:
      return undefined;
  }
}

const SPAN_PARTS = ["days", "hours", "minutes", "seconds"];
const MONTH_PARTS = ["years", "months"];

/** A part the other kind of duration has is null, as DMN's table of properties says. */
const missingPart = (name: string, others: readonly string[]): null | undefined =>
  others.includes(name) ? null : undefined;

function dayPart(date: FeelDate, name: string): FeelValue | undefined {
  switch (name) {
    case "year":
      return date.year;
    case "month":
      return date.month;
    case "day":
      return date.day;
    case "weekday":
      return weekday(date);
    default:
      return undefined;
  }
}

function clockPart(time: FeelTime, name: string, offset: number | null): FeelValue | undefined {
  const seconds = Math.floor(time.nanos / 1e9);
  switch (name) {
    case "hour":
      return Math.floor(seconds / 3600);
    case "minute":
      return Math.floor(seconds / 60) % 60;
    case "second":
      return (seconds % 60) + (time.nanos % 1e9) / 1e9;
    case "timezone":
      return time.zone === null ? null : time.zone === "Z" ? "Z" : time.zone;
    case "time offset":
      return offset === null ? null : makeSpan(BigInt(offset) * 1_000_000_000n);
    default:
      return undefined;
  }
}

function momentPart(moment: FeelDateTime, name: string): FeelValue | undefined {
  if (name === "date") return moment.date;
  if (name === "time") return moment.time;
  const day = dayPart(moment.date, name);
  if (day !== undefined) return day;
  const { zone } = moment.time;
  return clockPart(moment.time, name, zone === null ? null : offsetSeconds(zone, moment));
}

function spanPart({ nanos }: FeelSpan, name: string): FeelValue | undefined {
  const seconds = nanos / 1_000_000_000n;
  switch (name) {
    case "days":
      return Number(seconds / 86_400n);
    case "hours":
      return Number((seconds / 3600n) % 24n);
    case "minutes":
      return Number((seconds / 60n) % 60n);
    case "seconds":
      return Number(seconds % 60n) + Number(nanos % 1_000_000_000n) / 1e9;
    default:
      return missingPart(name, MONTH_PARTS);
  }
}

function rangePart(range: FeelRange, name: string): FeelValue | undefined {
  switch (name) {
    case "start":
      return range.start ?? null;
    case "end":
      return range.end ?? null;
    case "start included":
      return range.startIncluded;
    case "end included":
      return range.endIncluded;
    default:
      return undefined;
  }
}
