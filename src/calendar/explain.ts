import {
  err,
  instantFromMillis,
  millisOf,
  ok,
  type Instant,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { dayTable, findUncovered } from "./day-table.ts";
import { dayOfMillis, yearOfDay } from "./days.ts";
import { nameOfGround } from "./grounds.ts";
import { DEFAULT_THRESHOLDS, lightOf, type LightThresholds } from "./light.ts";
import { daysBetween, limitInForce, limitsOf, pauseAt, type Reckoning } from "./limit-in-force.ts";
import { reasonOf } from "./reasons.ts";
import { rounded, segmentsOf, type Segment } from "./segments.ts";
import { stretchesOf, stretchesUntil, type Stretch } from "./stretches.ts";
import type { Clock, Explanation, Interval, Limit, LimitInForce, OpenPause, WorkCalendar } from "./types.ts";

/**
 * What a clock says at a moment: when it is due, whose the time was, and why, stretch by stretch.
 * Days before `at` are counted in the unit of the limit in force (the promised one where there is one);
 * once stopped, the moment of the stop is the last that counts. `due` is null before the start and while
 * an unended pause leaves it unknown.
 * Errors: CALENDAR_YEAR_NOT_COVERED, LIMIT_UNREADABLE, CLOCK_EXTENSION_UNIT, CLOCK_PAUSE_BACKWARDS,
 * CLOCK_PAUSE_AFTER_STOP, CLOCK_STOP_BEFORE_START.
 */
export function explain(
  clock: Clock,
  at: Instant,
  calendar: WorkCalendar,
  thresholds: LightThresholds = DEFAULT_THRESHOLDS,
): Result<Explanation, Problem> {
  const table = dayTable(calendar);
  const limits = limitsOf(clock);
  if (!limits.ok) return limits;
  const stretches = stretchesOf(clock);
  if (!stretches.ok) return stretches;
  const stop = clock.stoppedAt === null ? Number.POSITIVE_INFINITY : millisOf(clock.stoppedAt);
  const moment = Math.min(millisOf(at), stop);
  const uncovered = findUncovered(table, firstDay(clock, stretches.value, moment), dayOfMillis(moment));
  if (uncovered !== undefined) return err(uncovered);
  const pauses = stop === Number.POSITIVE_INFINITY ? stretches.value : stretchesUntil(stretches.value, stop);
  const reckoning = { table, clock, stretches: stretches.value, moment, stopped: stop <= millisOf(at) };
  const statutory = limitInForce(reckoning, limits.value.statutory, pauses);
  if (!statutory.ok) return statutory;
  const promised =
    limits.value.promised === null ? ok(null) : limitInForce(reckoning, limits.value.promised, pauses);
  if (!promised.ok) return promised;
  const view: View = {
    ...reckoning,
    limit: (limits.value.promised ?? limits.value.statutory).whole,
    inForce: promised.value ?? statutory.value,
    lastDay: [statutory.value.dueOn, promised.value?.dueOn ?? null].reduce(laterOf),
  };
  return ok({ ...explanationOf(view, thresholds), statutory: statutory.value, promised: promised.value });
}

const laterOf = (left: LocalDate | null, right: LocalDate | null): LocalDate | null =>
  left === null || (right !== null && right > left) ? right : left;

/** A reckoning by the limit that counts for people: the promised one where there is one. */
type View = Reckoning & {
  readonly limit: Limit;
  readonly inForce: LimitInForce;
  /** The later end of the two limits. */
  readonly lastDay: LocalDate | null;
};

function firstDay(clock: Clock, stretches: readonly Stretch[], moment: number): number {
  const starts = [
    moment,
    ...stretches.map(({ from }) => from),
    ...(clock.startedAt === null ? [] : [millisOf(clock.startedAt)]),
  ];
  return dayOfMillis(Math.min(...starts));
}

function explanationOf(view: View, thresholds: LightThresholds): Omit<Explanation, "statutory" | "promised"> {
  const { table, clock, limit, inForce, moment, stopped } = view;
  const { due, dueOn, remaining } = inForce;
  const segments = segmentsOf(table, clock, view.stretches, moment, limit.unit);
  const sum = (part: Segment["part"]): number =>
    rounded(segments.filter((each) => each.part === part).reduce((total, { days }) => total + days, 0));
  const [ourDays, yourDays, excludedDays] = [sum("ours"), sum("yours"), sum("excluded")];
  const isPast = due !== null && moment > millisOf(due);
  const pause = pauseAt(view);
  return {
    due,
    dueOn,
    unit: limit.unit,
    ourDays,
    yourDays,
    excludedDays,
    wholeDays: rounded(ourDays + yourDays + excludedDays),
    remaining,
    extension: clock.extension,
    pause: stopped || pause === undefined ? null : openPauseOf(pause),
    light: lightOf(
      {
        started: clock.startedAt !== null,
        stopped,
        paused: pause !== undefined,
        overdue: inForce.late,
        remaining,
        amount: limit.amount,
        workingDaysLeft: limit.unit === "wd" ? remaining : workingDaysLeftOf(view),
      },
      thresholds,
    ),
    onTime: stopped && due !== null ? !isPast : isPast ? false : null,
    intervals: segments.map((each, index) => intervalOf(each, view, segments, index)),
    provisional: isProvisional(view),
    calendar: table.calendar.version,
  };
}

const openPauseOf = ({ from, kind, ground }: Stretch): OpenPause => ({
  since: instantFromMillis(from),
  kind,
  ground: nameOfGround(ground),
});

function intervalOf(segment: Segment, view: View, segments: readonly Segment[], index: number): Interval {
  const first = segments.findIndex(({ part }) => part === "ours") === index;
  return {
    from: instantFromMillis(segment.from),
    to: instantFromMillis(segment.to),
    counted: segment.part === "ours",
    part: segment.part,
    days: segment.days,
    why: reasonOf(segment, view.limit.unit, first),
  };
}

function workingDaysLeftOf(view: View): number | null {
  const { clock, inForce, limit, moment } = view;
  if (limit.unit !== "d" || inForce.due === null || clock.startedAt === null) return null;
  return daysBetween(view, Math.max(moment, millisOf(clock.startedAt)), millisOf(inForce.due), true);
}

/** True where any day that counts here, up to the end of either limit, lies in a year without its notice. */
function isProvisional({ table, clock, lastDay, moment, stretches }: View): boolean {
  const from = yearOfDay(firstDay(clock, stretches, moment));
  const to = Math.max(yearOfDay(dayOfMillis(moment)), lastDay === null ? 0 : Number(lastDay.slice(0, 4)));
  return table.calendar.provisionalYears.some((year) => year >= from && year <= to);
}
