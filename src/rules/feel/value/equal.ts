import {
  isContext,
  isList,
  kindOf,
  type FeelContext,
  type FeelDateTime,
  type FeelList,
  type FeelRange,
  type FeelTime,
  type FeelValue,
} from "./value.ts";
import { epochNanos, fixedOffset, timeInstant } from "./zone.ts";

/**
 * FEEL's `=` (DMN 1.5, 10.3.2.13): values of different kinds cannot be compared, which is null, not false;
 * null equals only null.
 */
export function equal(left: FeelValue, right: FeelValue): boolean | null {
  if (left === null || right === null) return left === right;
  if (isList(left) && isList(right)) return equalLists(left, right);
  if (isContext(left) && isContext(right)) return equalContexts(left, right);
  if (kindOf(left) !== kindOf(right)) return null;
  if (typeof left !== "object" || typeof right !== "object") return left === right;
  return equalTagged(left, right);
}

function equalTagged(left: Exclude<FeelValue, null>, right: Exclude<FeelValue, null>): boolean | null {
  if (typeof left !== "object" || isList(left) || isContext(left)) return null;
  if (typeof right !== "object" || isList(right) || isContext(right)) return null;
  switch (left.kind) {
    case "date":
      return (
        right.kind === "date" &&
        left.year === right.year &&
        left.month === right.month &&
        left.day === right.day
      );
    case "time":
      return right.kind === "time" && equalTimes(left, right);
    case "date and time":
      return right.kind === "date and time" && equalMoments(left, right);
    case "years and months duration":
      return right.kind === left.kind && left.months === right.months;
    case "days and time duration":
      return right.kind === left.kind && left.nanos === right.nanos;
    case "range":
      return right.kind === "range" && equalRanges(left, right);
    case "function":
      return left === right ? true : null;
  }
}

/** A zoned and a local time are never the same. */
function equalTimes(left: FeelTime, right: FeelTime): boolean {
  if (left.zone === null || right.zone === null)
    return left.zone === right.zone && left.nanos === right.nanos;
  return timeInstant(left) === timeInstant(right);
}

function equalMoments(left: FeelDateTime, right: FeelDateTime): boolean {
  if ((left.time.zone === null) !== (right.time.zone === null)) return false;
  return epochNanos(left) === epochNanos(right);
}

function equalRanges(left: FeelRange, right: FeelRange): boolean | null {
  if (left.startIncluded !== right.startIncluded || left.endIncluded !== right.endIncluded) return false;
  if (left.outside !== right.outside) return false;
  const start = equal(left.start ?? null, right.start ?? null);
  return start === true ? equal(left.end ?? null, right.end ?? null) : start;
}

function equalLists(left: FeelList, right: FeelList): boolean | null {
  if (left.length !== right.length) return false;
  return allEqual(left.map((item, index) => equal(item, right[index] ?? null)));
}

function equalContexts(left: FeelContext, right: FeelContext): boolean | null {
  if (left.size !== right.size) return false;
  const pairs = [...left].map(([key, value]) => {
    const other = right.get(key);
    return other === undefined ? false : equal(value, other);
  });
  return allEqual(pairs);
}

const allEqual = (answers: readonly (boolean | null)[]): boolean | null =>
  answers.includes(false) ? false : answers.includes(null) ? null : true;

/** The built-in `is`: the same value of the same kind, zone included (DMN 1.5, 10.3.4.6). */
export function identical(left: FeelValue, right: FeelValue): boolean {
  if (kindOf(left) !== kindOf(right)) return false;
  const zones = [zoneOf(left), zoneOf(right)];
  return sameZone(zones[0] ?? null, zones[1] ?? null) && equal(left, right) === true;
}

function zoneOf(value: FeelValue): string | null {
  if (typeof value !== "object" || value === null || isList(value) || isContext(value)) return null;
  if (value.kind === "time") return value.zone;
  return value.kind === "date and time" ? value.time.zone : null;
}

const sameZone = (left: string | null, right: string | null): boolean =>
  left === right ||
  (left !== null && right !== null && fixedOffset(left) !== null && fixedOffset(left) === fixedOffset(right));
