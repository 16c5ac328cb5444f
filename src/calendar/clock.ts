import { err, millisOf, ok, problem, type Instant, type Problem, type Result } from "#kernel";
import { findGround, kindOfGround } from "./grounds.ts";
import { parseLimit } from "./limit.ts";
import type { Clock, Extension, Pause } from "./types.ts";

/**
 * A clock that has not started. `calendar` is the version it is pinned to; limits are written as `20wd`.
 * Errors: LIMIT_UNREADABLE.
 */
export function newClock(
  calendar: string,
  statutory: string,
  promised: string | null = null,
): Result<Clock, Problem> {
  for (const text of promised === null ? [statutory] : [statutory, promised]) {
    const limit = parseLimit(text);
    if (!limit.ok) return limit;
  }
  return ok({ calendar, startedAt: null, statutory, promised, pauses: [], extension: null, stoppedAt: null });
}

/**
 * Acceptance starts the clock; a deemed acceptance starts it at the day of receipt, which is past when it is
 * noted. Errors: CLOCK_ALREADY_STARTED (a reopened case keeps its clock), CLOCK_STOPPED.
 */
export function startClock(clock: Clock, at: Instant, notedAt: Instant = at): Result<Clock, Problem> {
  if (clock.startedAt !== null) return err(problem("CLOCK_ALREADY_STARTED", { at: clock.startedAt }));
  const stopped = refuseStopped(clock);
  const isPast = millisOf(notedAt) > millisOf(at);
  return stopped ?? ok({ ...clock, startedAt: at, ...(isPast ? { notedAt } : {}) });
}

/**
 * Stops counting on a ground (see GROUNDS; an unlisted one is kept as written and flagged when explained).
 * Before the start it is the applicant's correction. Errors: CLOCK_STOPPED, CLOCK_ALREADY_PAUSED,
 * CLOCK_TIME_BACKWARDS.
 */
export function pauseClock(clock: Clock, at: Instant, ground: string): Result<Clock, Problem> {
  const stopped = refuseStopped(clock);
  if (stopped !== undefined) return stopped;
  const open = findOpenPause(clock);
  if (open !== undefined) return err(problem("CLOCK_ALREADY_PAUSED", { ground: open.ground }));
  const backwards = refuseBackwards(at, clock.pauses.at(-1)?.to ?? null);
  if (backwards !== undefined) return backwards;
  const pause: Pause = {
    from: at,
    to: null,
    ground: findGround(ground)?.code ?? ground,
    kind: kindOfGround(ground),
  };
  return ok({ ...clock, pauses: [...clock.pauses, pause] });
}

/** Counts on. Errors: CLOCK_STOPPED, CLOCK_NOT_PAUSED, CLOCK_TIME_BACKWARDS. */
export function resumeClock(clock: Clock, at: Instant): Result<Clock, Problem> {
  const stopped = refuseStopped(clock);
  if (stopped !== undefined) return stopped;
  const open = findOpenPause(clock);
  if (open === undefined) return err(problem("CLOCK_NOT_PAUSED"));
  return refuseBackwards(at, open.from) ?? ok({ ...clock, pauses: closeOpenPause(clock, at) });
}

/**
 * Lengthens both limits, once (行政许可法 art. 42). Errors: CLOCK_NOT_STARTED, CLOCK_STOPPED,
 * CLOCK_ALREADY_EXTENDED, LIMIT_UNREADABLE, CLOCK_EXTENSION_UNIT.
 */
export function extendClock(clock: Clock, extension: Extension): Result<Clock, Problem> {
  if (clock.startedAt === null) return err(problem("CLOCK_NOT_STARTED"));
  const stopped = refuseStopped(clock);
  if (stopped !== undefined) return stopped;
  if (clock.extension !== null) return err(problem("CLOCK_ALREADY_EXTENDED", { by: clock.extension.by }));
  const checked = checkExtension(clock, extension.by);
  return checked.ok ? ok({ ...clock, extension }) : checked;
}

/** An extension must be in the unit of every limit it lengthens, or the sum would mean nothing. */
export function checkExtension(clock: Clock, by: string): Result<null, Problem> {
  const added = parseLimit(by);
  if (!added.ok) return added;
  for (const text of [clock.statutory, clock.promised]) {
    if (text === null) continue;
    const limit = parseLimit(text);
    if (!limit.ok) return limit;
    if (limit.value.unit !== added.value.unit || added.value.amount === 0) {
      return err(problem("CLOCK_EXTENSION_UNIT", { by, limit: text }));
    }
  }
  return ok(null);
}

/** The decision stops the clock; a pause that lasts ends with it. Errors: CLOCK_NOT_STARTED, CLOCK_STOPPED, CLOCK_TIME_BACKWARDS. */
export function stopClock(clock: Clock, at: Instant): Result<Clock, Problem> {
  if (clock.startedAt === null) return err(problem("CLOCK_NOT_STARTED"));
  const last = clock.pauses.at(-1);
  return (
    refuseStopped(clock) ??
    refuseBackwards(at, clock.startedAt) ??
    refuseBackwards(at, last?.to ?? last?.from ?? null) ??
    ok({ ...clock, pauses: closeOpenPause(clock, at), stoppedAt: at })
  );
}

/**
 * What had stopped the clock proves not to be done: the stop is void, and the time since counts like any other. A
 * reopened case so keeps its first start, and its due date. Errors: CLOCK_NOT_STARTED, CLOCK_NOT_STOPPED,
 * CLOCK_TIME_BACKWARDS.
 */
export function reopenClock(clock: Clock, at: Instant): Result<Clock, Problem> {
  if (clock.startedAt === null) return err(problem("CLOCK_NOT_STARTED"));
  if (clock.stoppedAt === null) return err(problem("CLOCK_NOT_STOPPED"));
  return refuseBackwards(at, clock.stoppedAt) ?? ok({ ...clock, stoppedAt: null });
}

/** The pause that lasts, if any. */
export function findOpenPause(clock: Clock): Pause | undefined {
  return clock.pauses.find(({ to }) => to === null);
}

function closeOpenPause(clock: Clock, at: Instant): readonly Pause[] {
  return clock.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
}

function refuseStopped({ stoppedAt }: Clock): Result<never, Problem> | undefined {
  return stoppedAt === null ? undefined : err(problem("CLOCK_STOPPED", { at: stoppedAt }));
}

function refuseBackwards(at: Instant, previous: Instant | null): Result<never, Problem> | undefined {
  if (previous === null || millisOf(at) >= millisOf(previous)) return undefined;
  return err(problem("CLOCK_TIME_BACKWARDS", { at, previous }));
}
