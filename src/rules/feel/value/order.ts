import { dayNumber } from "./civil.ts";
import { isContext, isList, kindOf, type FeelRange, type FeelValue } from "./value.ts";
import { equal } from "./equal.ts";
import { epochNanos, timeInstant } from "./zone.ts";

/** −1, 0 or 1 for two values of one ordered kind; null where FEEL knows no order. */
export function compare(left: FeelValue, right: FeelValue): number | null {
  if (left === null || right === null || kindOf(left) !== kindOf(right)) return null;
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  const [first, second] = [rank(left), rank(right)];
  if (first === null || second === null || first.local !== second.local) return null;
  return first.at < second.at ? -1 : first.at > second.at ? 1 : 0;
}

/** By code point, so that the order is the same on every machine. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const [first, second] = [Array.from(left), Array.from(right)];
  for (let index = 0; index < Math.min(first.length, second.length); index += 1) {
    const gap = (first[index]?.codePointAt(0) ?? 0) - (second[index]?.codePointAt(0) ?? 0);
    if (gap !== 0) return Math.sign(gap);
  }
  return Math.sign(first.length - second.length);
}

/** A local and a zoned time have no order between them. */
function rank(value: FeelValue): { readonly at: number | bigint; readonly local: boolean } | null {
  if (typeof value === "number") return { at: value, local: false };
  if (typeof value !== "object" || value === null || isList(value) || isContext(value)) return null;
  switch (value.kind) {
    case "date":
      return { at: dayNumber(value), local: false };
    case "time":
      return { at: timeInstant(value), local: value.zone === null };
    case "date and time":
      return { at: epochNanos(value), local: value.time.zone === null };
    case "years and months duration":
      return { at: value.months, local: false };
    case "days and time duration":
      return { at: value.nanos, local: false };
    default:
      return null;
  }
}

/**
 * A range between two bounds of one ordered kind; a bound that is null leaves its
 * side open where the bracket is open too (DMN 1.5, 10.3.2.7). Null for bounds that make no range.
 */
export function makeRange(
  start: FeelValue,
  end: FeelValue,
  startIncluded: boolean,
  endIncluded: boolean,
): FeelRange | null {
  if ((start === null && (startIncluded || end === null)) || (end === null && endIncluded)) return null;
  if (start !== null && end !== null && compare(start, end) === null) return null;
  if ((start !== null && compare(start, start) === null) || (end !== null && compare(end, end) === null)) {
    return null;
  }
  return {
    kind: "range",
    start: start ?? undefined,
    end: end ?? undefined,
    startIncluded,
    endIncluded,
  };
}

/** Whether a range holds a point; null where they cannot be compared. */
export function contains(range: FeelRange, point: FeelValue): boolean | null {
  if (range.outside === true) {
    const same = equal(point, range.start ?? null);
    return same === null ? null : !same;
  }
  if (isPoint(range)) return equal(point, range.start ?? null);
  const after =
    range.start === undefined ? true : onSide(compare(point, range.start), range.startIncluded, 1);
  if (after === false) return false;
  const before = range.end === undefined ? true : onSide(compare(point, range.end), range.endIncluded, -1);
  if (before === false) return false;
  return after === null || before === null ? null : true;
}

/** `= x`, where the one bound need not be of an ordered kind. */
const isPoint = ({ start, end, startIncluded, endIncluded }: FeelRange): boolean =>
  start !== undefined && start === end && startIncluded && endIncluded;

const onSide = (order: number | null, included: boolean, side: 1 | -1): boolean | null =>
  order === null ? null : order === 0 ? included : order === side;

/** Whether one range lies wholly inside another. */
export function containsRange(outer: FeelRange, inner: FeelRange): boolean | null {
  const start = outer.start === undefined ? true : startsWithin(outer, inner);
  const end = outer.end === undefined ? true : endsWithin(outer, inner);
  if (start === false || end === false) return false;
  return start === null || end === null ? null : true;
}

function startsWithin(outer: FeelRange, inner: FeelRange): boolean | null {
  if (inner.start === undefined) return false;
  const order = compare(inner.start, outer.start ?? null);
  return order === null ? null : order === 0 ? outer.startIncluded || !inner.startIncluded : order > 0;
}

function endsWithin(outer: FeelRange, inner: FeelRange): boolean | null {
  if (inner.end === undefined) return false;
  const order = compare(inner.end, outer.end ?? null);
  return order === null ? null : order === 0 ? outer.endIncluded || !inner.endIncluded : order < 0;
}

/**
 * FEEL's `in` and a decision table's cell: a range holds the value, a list holds it as an item,
 * anything else equals it. Unlike `=`, a test of another kind is simply not met.
 */
export function satisfies(value: FeelValue, test: FeelValue): boolean | null {
  if (isList(test)) {
    if (isList(value) && equal(value, test) === true) return true;
    return anyOf(test.map((item) => satisfies(value, item)));
  }
  if (typeof test === "object" && test !== null && !isContext(test) && test.kind === "range") {
    return kindOf(value) === "range" ? equal(value, test) === true : contains(test, value);
  }
  return equal(value, test) === true;
}

const anyOf = (answers: readonly (boolean | null)[]): boolean | null =>
  answers.includes(true) ? true : answers.includes(null) ? null : false;
