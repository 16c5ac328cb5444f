import { millisOf, ok, type Problem, type Result } from "#kernel";
import { checkExtension } from "./clock.ts";
import type { DayTable } from "./day-table.ts";
import { dayOfMillis } from "./days.ts";
import { dueWithPauses, type Due } from "./due.ts";
import { formatLimit, parseLimit } from "./limit.ts";
import { hoursIn, rounded, segmentsOf } from "./segments.ts";
import { clip, whollyPaused, type Stretch } from "./stretches.ts";
import type { Clock, Limit, LimitInForce } from "./types.ts";

/** A clock looked at at a moment: `moment` is the stop's where it has stopped by then. */
export type Reckoning = {
  readonly table: DayTable;
  readonly clock: Clock;
  readonly stretches: readonly Stretch[];
  readonly moment: number;
  readonly stopped: boolean;
};

/** A limit apart from its extension, and both together. */
export type Lengthened = { readonly base: Limit; readonly added: Limit | null; readonly whole: Limit };

/**
 * Both limits with the extension added: what is extended for the organ is extended in its promise too.
 * Errors: LIMIT_UNREADABLE, CLOCK_EXTENSION_UNIT.
 */
export function limitsOf(
  clock: Clock,
): Result<{ readonly statutory: Lengthened; readonly promised: Lengthened | null }, Problem> {
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

/**
 * Both limits of a clock without the days they end on: what can be told where the calendar does not reach them.
 * Errors: those of the limits.
 */
export function undatedLimits(
  clock: Clock,
): Result<{ readonly statutory: LimitInForce; readonly promised: LimitInForce | null }, Problem> {
  const limits = limitsOf(clock);
  if (!limits.ok) return limits;
  const { statutory, promised } = limits.value;
  return ok({ statutory: undated(statutory), promised: promised && undated(promised) });
}

const undated = (lengthened: Lengthened): LimitInForce => ({
  ...nameOf(lengthened),
  due: null,
  dueOn: null,
  dueOnBefore: null,
  remaining: null,
  late: false,
});

const nameOf = ({ base, added, whole }: Lengthened): Pick<LimitInForce, "limit" | "base" | "extendedBy"> => ({
  limit: formatLimit(whole),
  base: formatLimit(base),
  extendedBy: added && formatLimit(added),
});

/** When a limit ends, and what is left of it. `pauses`: those known at the stop. Errors: CALENDAR_YEAR_NOT_COVERED. */
export function limitInForce(
  reckoning: Reckoning,
  lengthened: Lengthened,
  pauses: readonly Stretch[],
): Result<LimitInForce, Problem> {
  const { base, added, whole } = lengthened;
  const due = dueFor(reckoning, whole, pauses);
  if (!due.ok) return due;
  const before = added === null ? ok(null) : dueFor(reckoning, base, pauses);
  if (!before.ok) return before;
  return ok({
    ...nameOf(lengthened),
    due: due.value?.due ?? null,
    dueOn: due.value?.dueOn ?? null,
    dueOnBefore: before.value?.dueOn ?? null,
    remaining: remainingOf(reckoning, whole, due.value),
    late: isLate(reckoning, due.value),
  });
}

function dueFor(
  { table, clock }: Reckoning,
  limit: Limit,
  pauses: readonly Stretch[],
): Result<Due | null, Problem> {
  if (clock.startedAt === null) return ok(null);
  return dueWithPauses(table, millisOf(clock.startedAt), limit, pauses);
}

/** A pause that begins after the due date does not hide that the case is overdue. */
function isLate(reckoning: Reckoning, due: Due | null): boolean {
  if (due === null || reckoning.moment <= millisOf(due.due)) return false;
  const pause = pauseAt(reckoning);
  return pause === undefined || reckoning.stopped || pause.from > millisOf(due.due);
}

/** The pause that lasts at the moment. */
export function pauseAt({ stretches, moment }: Reckoning): Stretch | undefined {
  return stretches.find(({ from, to }) => from <= moment && moment < to);
}

function remainingOf(reckoning: Reckoning, limit: Limit, due: Due | null): number | null {
  const { clock, moment } = reckoning;
  if (clock.startedAt === null) return null;
  if (due === null) return rounded(limit.amount - oursIn(reckoning, limit));
  const end = millisOf(due.due);
  const from = Math.max(moment, millisOf(clock.startedAt));
  return from <= end ? countBetween(reckoning, limit, from, end) : -countBetween(reckoning, limit, end, from);
}

function oursIn({ table, clock, stretches, moment }: Reckoning, { unit }: Limit): number {
  const ours = segmentsOf(table, clock, stretches, moment, unit).filter(({ part }) => part === "ours");
  return ours.reduce((total, { days }) => total + days, 0);
}

function countBetween(reckoning: Reckoning, { unit }: Limit, begin: number, finish: number): number {
  const { table, stretches } = reckoning;
  if (unit === "wd" || unit === "d") return daysBetween(reckoning, begin, finish, unit === "wd");
  const pausedHours = clip(stretches, begin, finish).map(({ from, to }) => hoursIn(table, unit, from, to));
  const whole = hoursIn(table, unit, begin, finish);
  return rounded(pausedHours.reduce((left, hours) => left - hours, whole));
}

/** Days in (begin, finish] that no pause takes up from edge to edge. */
export function daysBetween(
  { table, stretches }: Reckoning,
  begin: number,
  finish: number,
  onlyWorking: boolean,
): number {
  const isPaused = whollyPaused(stretches);
  let count = 0;
  for (let day = dayOfMillis(begin) + 1; day <= dayOfMillis(finish); day += 1) {
    if (isPaused(day) || (onlyWorking && table.kindOf(day) !== "working")) continue;
    count += 1;
  }
  return count;
}
