import { err, millisOf, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import { dayTable } from "./day-table.ts";
import { dueWithPauses } from "./due.ts";
import { formatLimit } from "./limit.ts";
import { limitsOf } from "./limit-in-force.ts";
import { stretchesOf } from "./stretches.ts";
import type { Clock, Limit, WorkCalendar } from "./types.ts";

/** A period that is not a clock's own but stands still while that clock is paused. */
type Counted = { readonly from: Instant; readonly limit: Limit };

/**
 * The end of a period: null where a pause that lasts leaves it unknown. `held` while a pause lasts that began before
 * the end, even on its very day, which still counts: nothing falls due in a pause.
 */
type CountedEnd = { readonly due: Instant | null; readonly held: boolean };

/**
 * When a period ends that stands still in a clock's pauses. A pause that begins after the end moves nothing, as
 * `explain` has it: what is late stays late. Errors: CALENDAR_YEAR_NOT_COVERED, those of the pauses.
 */
export function dueUnderPauses(
  calendar: WorkCalendar,
  { from, limit }: Counted,
  clock: Clock | undefined,
): Result<CountedEnd, Problem> {
  const stretches = clock === undefined ? ok([]) : stretchesOf(clock);
  if (!stretches.ok) return stretches;
  const found = dueWithPauses(dayTable(calendar), millisOf(from), limit, stretches.value);
  if (!found.ok) return found;
  const due = found.value?.due ?? null;
  const open = stretches.value.find(({ to }) => to === Number.POSITIVE_INFINITY);
  return ok({ due, held: open !== undefined && (due === null || open.from <= millisOf(due)) });
}

/**
 * One of the two limits of a clock with its extension; the statutory one where nothing was promised.
 * Errors: those of the limits.
 */
export function limitOfClock(clock: Clock, of: "statutory" | "promised"): Result<Limit, Problem> {
  const limits = limitsOf(clock);
  if (!limits.ok) return limits;
  return ok((limits.value[of] ?? limits.value.statutory).whole);
}

/**
 * A limit made longer (1) or shorter (-1); null where nothing would be left of it. Errors: CLOCK_EXTENSION_UNIT, as
 * working days less hours are no period.
 */
export function shiftLimit(limit: Limit, by: Limit, sign: 1 | -1): Result<Limit | null, Problem> {
  if (limit.unit !== by.unit)
    return err(problem("CLOCK_EXTENSION_UNIT", { by: formatLimit(by), limit: formatLimit(limit) }));
  const amount = limit.amount + sign * by.amount;
  return ok(amount < 0 || (amount === 0 && limit.unit !== "wd") ? null : { ...limit, amount });
}
