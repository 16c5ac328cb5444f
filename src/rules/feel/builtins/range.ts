import { equal } from "../value/equal.ts";
import { compare, contains, containsRange } from "../value/order.ts";
import { isKind, type FeelRange, type FeelValue } from "../value/value.ts";
import { anything, builtin, overloaded, range, type Builtin, type Reader } from "./define.ts";

type Truth = boolean | null;

const and = (...parts: readonly Truth[]): Truth =>
  parts.includes(false) ? false : parts.includes(null) ? null : true;
const or = (...parts: readonly Truth[]): Truth =>
  parts.includes(true) ? true : parts.includes(null) ? null : false;

/** A bound, or an open side: below or above everything. */
type Bound = { readonly at: FeelValue } | "lowest" | "highest";

const startOf = ({ start }: FeelRange): Bound => (start === undefined ? "lowest" : { at: start });
const endOf = ({ end }: FeelRange): Bound => (end === undefined ? "highest" : { at: end });

function order(left: Bound, right: Bound): number | null {
  if (left === right) return 0;
  if (left === "lowest" || right === "highest") return -1;
  if (left === "highest" || right === "lowest") return 1;
  return compare(left.at, right.at);
}

function less(left: Bound, right: Bound): Truth {
  const found = order(left, right);
  return found === null ? null : found < 0;
}

function meet(left: Bound, right: Bound): Truth {
  const found = order(left, right);
  return found === null ? null : found === 0;
}

const pointBefore = (point: FeelValue, r: FeelRange): Truth =>
  or(less({ at: point }, startOf(r)), and(meet({ at: point }, startOf(r)), !r.startIncluded));

const beforePoint = (r: FeelRange, point: FeelValue): Truth =>
  or(less(endOf(r), { at: point }), and(meet(endOf(r), { at: point }), !r.endIncluded));

const before = (a: FeelRange, b: FeelRange): Truth =>
  or(less(endOf(a), startOf(b)), and(!a.endIncluded || !b.startIncluded, meet(endOf(a), startOf(b))));

const meets = (a: FeelRange, b: FeelRange): Truth =>
  and(a.endIncluded, b.startIncluded, meet(endOf(a), startOf(b)));

/** Whether `a` reaches at least into the start of `b`. */
const reaches = (a: FeelRange, b: FeelRange): Truth =>
  or(less(startOf(b), endOf(a)), and(meet(endOf(a), startOf(b)), a.endIncluded, b.startIncluded));

const overlaps = (a: FeelRange, b: FeelRange): Truth => and(reaches(a, b), reaches(b, a));

const overlapsBefore = (a: FeelRange, b: FeelRange): Truth =>
  and(
    or(less(startOf(a), startOf(b)), and(meet(startOf(a), startOf(b)), a.startIncluded, !b.startIncluded)),
    reaches(a, b),
    or(less(endOf(a), endOf(b)), and(meet(endOf(a), endOf(b)), !a.endIncluded || b.endIncluded)),
  );

const overlapsAfter = (a: FeelRange, b: FeelRange): Truth =>
  and(
    or(less(startOf(b), startOf(a)), and(meet(startOf(b), startOf(a)), b.startIncluded, !a.startIncluded)),
    reaches(b, a),
    or(less(endOf(b), endOf(a)), and(meet(endOf(b), endOf(a)), !b.endIncluded || a.endIncluded)),
  );

const finishes = (a: FeelRange, b: FeelRange): Truth =>
  and(
    a.endIncluded === b.endIncluded,
    meet(endOf(a), endOf(b)),
    or(less(startOf(b), startOf(a)), and(meet(startOf(a), startOf(b)), !a.startIncluded || b.startIncluded)),
  );

const pointFinishes = (point: FeelValue, r: FeelRange): Truth =>
  and(r.endIncluded, meet(endOf(r), { at: point }));

const starts = (a: FeelRange, b: FeelRange): Truth =>
  and(
    a.startIncluded === b.startIncluded,
    meet(startOf(a), startOf(b)),
    or(less(endOf(a), endOf(b)), and(meet(endOf(a), endOf(b)), !a.endIncluded || b.endIncluded)),
  );

const pointStarts = (point: FeelValue, r: FeelRange): Truth =>
  and(r.startIncluded, meet(startOf(r), { at: point }));

const point = (name: string): Reader<FeelValue> => ({
  ...anything(name),
  read: (value) => (value === null || isKind(value, "range") ? undefined : value),
});

const ranges = (name: string, body: (a: FeelRange, b: FeelRange) => Truth): Builtin =>
  builtin(name, [range("range1"), range("range2")], body);

/** A relation and its converse: `starts(a, b)` is `started by(b, a)`. */
const pair = (
  name: string,
  converse: string,
  body: (a: FeelRange, b: FeelRange) => Truth,
  ofPoint: (a: FeelValue, b: FeelRange) => Truth,
): readonly Builtin[] => [
  overloaded([ranges(name, body), builtin(name, [point("point"), range("range")], ofPoint)]),
  overloaded([
    ranges(converse, (a, b) => body(b, a)),
    builtin(converse, [range("range"), point("point")], (a, b) => ofPoint(b, a)),
  ]),
];

export const RANGES: readonly Builtin[] = [
  overloaded([
    builtin("before", [point("point1"), point("point2")], (a, b) => less({ at: a }, { at: b })),
    builtin("before", [point("point"), range("range")], pointBefore),
    builtin("before", [range("range"), point("point")], beforePoint),
    ranges("before", before),
  ]),
  overloaded([
    builtin("after", [point("point1"), point("point2")], (a, b) => less({ at: b }, { at: a })),
    builtin("after", [point("point"), range("range")], (a, b) => beforePoint(b, a)),
    builtin("after", [range("range"), point("point")], (a, b) => pointBefore(b, a)),
    ranges("after", (a, b) => before(b, a)),
  ]),
  ranges("meets", meets),
  ranges("met by", (a, b) => meets(b, a)),
  ranges("overlaps", overlaps),
  ranges("overlaps before", overlapsBefore),
  ranges("overlaps after", overlapsAfter),
  ...pair("finishes", "finished by", finishes, pointFinishes),
  ...pair("starts", "started by", starts, pointStarts),
  ...pair(
    "during",
    "includes",
    (a, b) => containsRange(b, a),
    (a, b) => contains(b, a),
  ),
  overloaded([builtin("coincides", [point("point1"), point("point2")], equal), ranges("coincides", equal)]),
];
