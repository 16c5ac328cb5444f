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
import { checkExtension } from "./clock.ts";
import { dayTable, findUncovered, type DayTable } from "./day-table.ts";
import { dayOfMillis, yearOfDay } from "./days.ts";
import { dueWithPauses, type Due } from "./due.ts";
import { nameOfGround } from "./grounds.ts";
import { formatLimit, parseLimit } from "./limit.ts";
import { DEFAULT_THRESHOLDS, lightOf, type LightThresholds } from "./light.ts";
import { reasonOf } from "./reasons.ts";
import { hoursIn, rounded, segmentsOf, type Segment } from "./segments.ts";
import { clip, stretchesOf, stretchesUntil, whollyPaused, type Stretch } from "./stretches.ts";
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
  const statutory = limitInForce(table, clock, limits.value.statutory, pauses);
  if (!statutory.ok) return statutory;
  const promised =
    limits.value.promised === null ? ok(null) : limitInForce(table, clock, limits.value.promised, pauses);
  if (!promised.ok) return promised;
  const binding = promised.value ?? statutory.value;
  const view: View = {
    table,
    clock,
    stretches: stretches.value,
    moment,
    stopped: stop <= millisOf(at),
    limit: (limits.value.promised ?? limits.value.statutory).whole,
    due: binding.due === null || binding.dueOn === null ? null : { due: binding.due, dueOn: binding.dueOn },
    lastDay: [statutory.value.dueOn, promised.value?.dueOn ?? null].reduce(laterOf),
  };
  return ok({ ...explanationOf(view, thresholds), statutory: statutory.value, promised: promised.value });
}

const laterOf = (left: LocalDate | null, right: LocalDate | null): LocalDate | null =>
  left === null || (right !== null && right > left) ? right : left;

type View = {
  readonly table: DayTable;
  readonly clock: Clock;
  readonly stretches: readonly Stretch[];
  readonly moment: number;
  readonly stopped: boolean;
  readonly limit: Limit;
  readonly due: Due | null;
  /** The later end of the two limits. */
  readonly lastDay: LocalDate | null;
};

/** A limit apart from its extension, and both together. */
type Lengthened = { readonly base: Limit; readonly added: Limit | null; readonly whole: Limit };

type Limits = { readonly statutory: Lengthened; readonly promised: Lengthened | null };

/** Both limits with the extension added: what is extended for the organ is extended in its promise too. */
function limitsOf(clock: Clock): Result<Limits, Problem> {
  const statutory = parseLimit(clock.statutory);
  if (!statutory.ok) return statutory;
  const promised = clock.promised === null ? ok(null) : parseLimit(clock.promised);
  if (!promised.ok) return promised;
  const added = addedTo(clock);
  if (!added.ok) return added;
  const lengthened = (base: Limit): Lengthened => ({
    base,
    added: added.value,
    whole: { ...base, amount: base.amount + (added.value?.amount ?? 0) },
  });
  return ok({
    statutory: lengthened(statutory.value),
    promised: promised.value && lengthened(promised.value),
  });
}

function addedTo(clock: Clock): Result<Limit | null, Problem> {
  if (clock.extension === null) return ok(null);
  const checked = checkExtension(clock, clock.extension.by);
  return checked.ok ? parseLimit(clock.extension.by) : checked;
}

function firstDay(clock: Clock, stretches: readonly Stretch[], moment: number): number {
  const starts = [
    moment,
    ...stretches.map(({ from }) => from),
    ...(clock.startedAt === null ? [] : [millisOf(clock.startedAt)]),
  ];
  return dayOfMillis(Math.min(...starts));
}

function dueFor(
  table: DayTable,
  clock: Clock,
  limit: Limit,
  pauses: readonly Stretch[],
): Result<Due | null, Problem> {
  if (clock.startedAt === null) return ok(null);
  return dueWithPauses(table, millisOf(clock.startedAt), limit, pauses);
}

function limitInForce(
  table: DayTable,
  clock: Clock,
  { base, added, whole }: Lengthened,
  pauses: readonly Stretch[],
): Result<LimitInForce, Problem> {
  const due = dueFor(table, clock, whole, pauses);
  if (!due.ok) return due;
  const before = added === null ? ok(null) : dueFor(table, clock, base, pauses);
  if (!before.ok) return before;
  return ok({
    limit: formatLimit(whole),
    base: formatLimit(base),
    extendedBy: added && formatLimit(added),
    due: due.value?.due ?? null,
    dueOn: due.value?.dueOn ?? null,
    dueOnBefore: before.value?.dueOn ?? null,
  });
}

function explanationOf(view: View, thresholds: LightThresholds): Omit<Explanation, "statutory" | "promised"> {
  const { table, clock, limit, due, moment, stopped } = view;
  const segments = segmentsOf(table, clock, view.stretches, moment, limit.unit);
  const sum = (part: Segment["part"]): number =>
    rounded(segments.filter((each) => each.part === part).reduce((total, { days }) => total + days, 0));
  const [ourDays, yourDays, excludedDays] = [sum("ours"), sum("yours"), sum("excluded")];
  const late = due !== null && moment > millisOf(due.due);
  const remaining = remainingOf(view, ourDays);
  const pause = view.stretches.find(({ from, to }) => from <= moment && moment < to);
  const overdue = late && (pause === undefined || stopped || pause.from > millisOf(due.due));
  const workingDaysLeft = limit.unit === "wd" ? remaining : workingDaysLeftOf(view);
  return {
    due: due?.due ?? null,
    dueOn: due?.dueOn ?? null,
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
        overdue,
        remaining,
        amount: limit.amount,
        workingDaysLeft,
      },
      thresholds,
    ),
    onTime: stopped && due !== null ? !late : late ? false : null,
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

/** What is left until due in the limit's unit, negative when it is past; null before the start. */
function remainingOf(view: View, ourDays: number): number | null {
  const { clock, due, limit, moment, table } = view;
  if (clock.startedAt === null) return null;
  if (due === null) return rounded(limit.amount - ourDays);
  const end = millisOf(due.due);
  const from = Math.max(moment, millisOf(clock.startedAt));
  return from <= end ? countBetween(view, from, end) : -countBetween(view, end, from);
  function countBetween(seen: View, begin: number, finish: number): number {
    if (limit.unit === "wd" || limit.unit === "d")
      return daysBetween(seen, begin, finish, limit.unit === "wd");
    const pausedHours = clip(seen.stretches, begin, finish).map(({ from: a, to: b }) =>
      hoursIn(table, limit.unit, a, b),
    );
    const whole = hoursIn(table, limit.unit, begin, finish);
    return rounded(pausedHours.reduce((left, hours) => left - hours, whole));
  }
}

function daysBetween(view: View, begin: number, finish: number, onlyWorking: boolean): number {
  const isPaused = whollyPaused(view.stretches);
  let count = 0;
  for (let day = dayOfMillis(begin) + 1; day <= dayOfMillis(finish); day += 1) {
    if (isPaused(day) || (onlyWorking && view.table.kindOf(day) !== "working")) continue;
    count += 1;
  }
  return count;
}

function workingDaysLeftOf(view: View): number | null {
  const { clock, due, limit, moment } = view;
  if (limit.unit !== "d" || due === null || clock.startedAt === null) return null;
  return daysBetween(view, Math.max(moment, millisOf(clock.startedAt)), millisOf(due.due), true);
}

/** True where any day that counts here, up to the end of either limit, lies in a year without its notice. */
function isProvisional({ table, clock, lastDay, moment, stretches }: View): boolean {
  const from = yearOfDay(firstDay(clock, stretches, moment));
  const to = Math.max(yearOfDay(dayOfMillis(moment)), lastDay === null ? 0 : Number(lastDay.slice(0, 4)));
  return table.calendar.provisionalYears.some((year) => year >= from && year <= to);
}
