import {
  dueUnderPauses,
  findOpenPause,
  formatLimit,
  parseLimit,
  type Clock,
  type WorkCalendar,
} from "#calendar";
import { err, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import { CASE_CLOCK, type CountedBy, type LegalLimit, type Value } from "#process";
import { evaluateInstant, evaluateString, placeOf, unexpected } from "../state/evaluate.ts";
import type { Living, Run } from "../state/run.ts";
import type { Period } from "../state/types.ts";

/** `firesAt` is null while the clock that the period counts by is paused; `dueAt` while that leaves it unknown. */
type Limited = { readonly dueAt: Instant | null; readonly firesAt: Instant | null; readonly period: Period };

/**
 * When a legal limit of an element ends, by the linked calendar and the pauses of the clock it counts by, and the
 * period it is the end of. Errors: ENGINE_CALENDAR_MISSING, LIMIT_UNREADABLE, CALENDAR_YEAR_NOT_COVERED — never a
 * guess.
 */
export function dueOfLimit(run: Run, living: Living, limit: LegalLimit): Result<Limited, Problem> {
  const calendar = calendarOf(run, living);
  if (!calendar.ok) return calendar;
  const text = evaluateString(run, living, limit.value, "yiwang:limit value");
  if (!text.ok) return text;
  const parsed = parseLimit(text.value);
  if (!parsed.ok) return parsed;
  const from = evaluateFrom(run, living, limit.from, "yiwang:limit from");
  if (!from.ok) return from;
  const clock = clockOf(run, limit.countedBy);
  const period: Period = {
    limit: formatLimit(parsed.value),
    from: from.value,
    ...(clock === undefined ? {} : { clock }),
  };
  const end = endOfPeriod(calendar.value, period, run.clocks);
  return end.ok ? ok({ ...end.value, period }) : end;
}

/** When a period ends, and when what waits for that fires. Errors: LIMIT_UNREADABLE, CALENDAR_YEAR_NOT_COVERED. */
export function endOfPeriod(
  calendar: WorkCalendar,
  { limit, from, clock }: Period,
  clocks: Run["clocks"],
): Result<Omit<Limited, "period">, Problem> {
  const parsed = parseLimit(limit);
  if (!parsed.ok) return parsed;
  const counted = clock === undefined ? undefined : findClock(clocks, clock);
  const end = dueUnderPauses(calendar, { from, limit: parsed.value }, counted);
  if (!end.ok) return end;
  const { due, held } = end.value;
  return ok({ dueAt: due, firesAt: held ? null : due });
}

/**
 * The clock whose pauses a limit that begins now shares. Where none is named it is the case's, if that runs: what
 * begins in a pause (the test itself, the applicant's time to mend) is not what the pause is for.
 */
function clockOf({ clocks }: Run, countedBy: CountedBy | undefined): string | undefined {
  if (countedBy === undefined || countedBy.kind === "own") return undefined;
  if (countedBy.kind === "clock") return countedBy.clock;
  const clock = findClock(clocks, CASE_CLOCK);
  return clock !== undefined && runs(clock) ? CASE_CLOCK : undefined;
}

const runs = (clock: Clock): boolean =>
  clock.startedAt !== null && clock.stoppedAt === null && findOpenPause(clock) === undefined;

/** Now, unless a beginning is written; one that yields nothing is refused, as counting from now would lie. */
export function evaluateFrom(
  run: Run,
  living: Living,
  from: Value | null,
  attribute: string,
): Result<Instant, Problem> {
  if (from === null) return ok(run.at);
  const moment = evaluateInstant(run, living, from, attribute);
  if (!moment.ok) return moment;
  return moment.value === null ? unexpected(living.node, attribute, null) : ok(moment.value);
}

/** Errors: ENGINE_CALENDAR_MISSING. */
export function calendarOf(run: Run, living: Living): Result<WorkCalendar, Problem> {
  const { calendar } = run.linked;
  return calendar === null ? err(problem("ENGINE_CALENDAR_MISSING", placeOf(living.node))) : ok(calendar);
}

/** All clocks in the order of their names, as a store may hand them back in another. */
export const clocksOf = (clocks: Run["clocks"]): readonly (readonly [string, Clock])[] =>
  Object.entries(clocks).toSorted(([left], [right]) => (left < right ? -1 : 1));

/** A clock by its name, which the process has chosen. */
export const findClock = (clocks: Run["clocks"], name: string): Clock | undefined =>
  Object.hasOwn(clocks, name) ? clocks[name] : undefined;
