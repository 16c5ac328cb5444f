import { millisOf } from "#kernel";
import type { DayTable } from "./day-table.ts";
import { HOUR_MS, dayOfMillis, startOfDay, DAY_MS, type DayNumber } from "./days.ts";
import { windowsOf } from "./due.ts";
import { clip, stretchesUntil, whollyPaused, type Stretch } from "./stretches.ts";
import type { Clock, LimitUnit } from "./types.ts";

/** A stretch of a clock's life up to the moment asked, and what it adds in the limit's unit. */
export type Segment = {
  readonly from: number;
  readonly to: number;
  readonly part: "ours" | "yours" | "excluded";
  readonly ground: string | null;
  readonly beforeStart: boolean;
  /** Days or hours that the stretch adds to its part. */
  readonly days: number;
  /** Rest days in a running stretch of working days: why a fortnight is only ten days. */
  readonly restDays: number;
};

type Draft = { -readonly [Key in keyof Segment]: Segment[Key] };

/** Cuts a clock's life up to `moment` into running and paused stretches and counts each. */
export function segmentsOf(
  table: DayTable,
  clock: Clock,
  stretches: readonly Stretch[],
  moment: number,
  unit: LimitUnit,
): readonly Segment[] {
  const start = clock.startedAt === null ? Number.POSITIVE_INFINITY : millisOf(clock.startedAt);
  const drafts = [
    ...clip(stretches, Number.NEGATIVE_INFINITY, Math.min(start, moment)).map((each) => paused(each, true)),
    ...(start <= moment ? afterStart(clip(stretches, start, moment), start, moment) : []),
  ];
  if (unit === "wd" || unit === "d") countDays(table, drafts, stretches, start, moment, unit);
  else for (const draft of drafts) draft.days = hoursIn(table, unit, draft.from, draft.to);
  return drafts;
}

const paused = ({ from, to, ground, kind }: Stretch, beforeStart: boolean): Draft => ({
  from,
  to,
  part: kind,
  ground,
  beforeStart,
  days: 0,
  restDays: 0,
});

const running = (from: number, to: number): Draft => ({
  from,
  to,
  part: "ours",
  ground: null,
  beforeStart: false,
  days: 0,
  restDays: 0,
});

function afterStart(pauses: readonly Stretch[], start: number, moment: number): readonly Draft[] {
  const drafts: Draft[] = [];
  let from = start;
  for (const pause of pauses) {
    if (pause.from > from) drafts.push(running(from, pause.from));
    drafts.push(paused(pause, false));
    from = pause.to;
  }
  if (from < moment || drafts.length === 0) drafts.push(running(from, moment));
  return drafts;
}

function countDays(
  table: DayTable,
  drafts: readonly Draft[],
  stretches: readonly Stretch[],
  start: number,
  moment: number,
  unit: LimitUnit,
): void {
  const counts = (day: DayNumber): boolean => unit === "d" || table.kindOf(day) === "working";
  countBeforeStart(drafts, start, counts);
  const known = stretchesUntil(stretches, moment);
  const isPaused = whollyPaused(known);
  for (let day = dayOfMillis(start) + 1; day <= dayOfMillis(moment); day += 1) {
    const owner = isPaused(day) ? findPausedAt(drafts, startOfDay(day)) : findRunningOn(drafts, day);
    if (owner === undefined) throw new Error("every day after the start belongs to a stretch");
    if (counts(day)) owner.days += 1;
    else owner.restDays += 1;
  }
}

// Before acceptance nothing runs beside a correction, so its days are counted as the law counts any
// period: the day of the notice is not counted, the day of the answer is.
function countBeforeStart(
  drafts: readonly Draft[],
  start: number,
  counts: (day: DayNumber) => boolean,
): void {
  let counted = Number.NEGATIVE_INFINITY;
  for (const draft of drafts.filter(({ beforeStart }) => beforeStart)) {
    const last = Math.min(dayOfMillis(draft.to), dayOfMillis(start));
    for (let day = Math.max(dayOfMillis(draft.from), counted) + 1; day <= last; day += 1) {
      if (counts(day)) draft.days += 1;
      counted = day;
    }
  }
}

const findPausedAt = (drafts: readonly Draft[], millis: number): Draft | undefined =>
  drafts.find((each) => each.part !== "ours" && each.from <= millis && millis < each.to) ??
  drafts.findLast((each) => each.part !== "ours" && each.from <= millis);

function findRunningOn(drafts: readonly Draft[], day: DayNumber): Draft | undefined {
  const from = startOfDay(day);
  const to = from + DAY_MS;
  return (
    drafts.find((each) => each.part === "ours" && each.from < to && each.to > from) ??
    drafts.findLast((each) => each.part === "ours" && each.from <= to)
  );
}

/** Hours of a unit in [from, to), to four decimals (0.36 s). */
export function hoursIn(table: DayTable, unit: LimitUnit, from: number, to: number): number {
  let millis = 0;
  for (let day = dayOfMillis(from); day <= dayOfMillis(to); day += 1) {
    for (const window of windowsOf(table, unit, day)) {
      millis += Math.max(0, Math.min(to, window.to) - Math.max(from, window.from));
    }
  }
  return rounded(millis / HOUR_MS);
}

export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
