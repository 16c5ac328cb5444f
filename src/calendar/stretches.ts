import { err, millisOf, ok, problem, type Problem, type Result } from "#kernel";
import { DAY_MS, dayOfMillis, startOfDay, type DayNumber } from "./days.ts";
import type { Clock, Pause, PauseKind } from "./types.ts";

/** A paused stretch in milliseconds; `to` is Infinity while it lasts. Stretches never overlap. */
export type Stretch = {
  readonly from: number;
  readonly to: number;
  readonly ground: string;
  readonly kind: PauseKind;
};

/**
 * The pauses of a clock, in order and without overlap: where two overlap, the earlier one owns the time,
 * so that nothing is left out twice. Errors: CLOCK_PAUSE_BACKWARDS, CLOCK_PAUSE_AFTER_STOP,
 * CLOCK_STOP_BEFORE_START.
 */
export function stretchesOf(clock: Clock): Result<readonly Stretch[], Problem> {
  const { startedAt, stoppedAt } = clock;
  if (startedAt !== null && stoppedAt !== null && millisOf(stoppedAt) < millisOf(startedAt)) {
    return err(problem("CLOCK_STOP_BEFORE_START", { start: startedAt, stop: stoppedAt }));
  }
  for (const pause of clock.pauses) {
    const fault = findFault(pause, clock);
    if (fault !== undefined) return err(fault);
  }
  return ok(withoutOverlap(clock.pauses.map(stretchOf)));
}

function findFault({ from, to }: Pause, { stoppedAt }: Clock): Problem | undefined {
  if (to !== null && millisOf(to) < millisOf(from)) return problem("CLOCK_PAUSE_BACKWARDS", { from, to });
  if (stoppedAt !== null && millisOf(from) > millisOf(stoppedAt)) {
    return problem("CLOCK_PAUSE_AFTER_STOP", { from, stop: stoppedAt });
  }
  return undefined;
}

const stretchOf = ({ from, to, ground, kind }: Pause): Stretch => ({
  from: millisOf(from),
  to: to === null ? Number.POSITIVE_INFINITY : millisOf(to),
  ground,
  kind,
});

function withoutOverlap(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const stretch of stretches.toSorted((left, right) => left.from - right.from)) {
    const from = Math.max(stretch.from, end);
    if (stretch.to <= from) continue;
    result.push({ ...stretch, from });
    end = stretch.to;
  }
  return result;
}

/**
 * Stretches as known at a moment: what begins later is dropped, and what still lasts then is taken to
 * last to that day's end, so that a day which has only been paused so far is not yet a running day.
 */
export function stretchesUntil(stretches: readonly Stretch[], moment: number): readonly Stretch[] {
  const edge = startOfDay(dayOfMillis(moment)) + DAY_MS;
  return stretches
    .filter(({ from }) => from <= moment)
    .map((stretch) => (stretch.to >= moment ? { ...stretch, to: edge } : stretch));
}

/** Stretches cut to [from, to). */
export function clip(stretches: readonly Stretch[], from: number, to: number): readonly Stretch[] {
  return stretches
    .map((stretch) => ({ ...stretch, from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) }))
    .filter((stretch) => stretch.to > stretch.from);
}

/**
 * Tells of a day whether it is paused from its first moment to its last. A day on which the clock both
 * runs and is stopped counts as running, so that the organ gains nothing by a pause of an hour.
 */
export function whollyPaused(stretches: readonly Stretch[]): (day: DayNumber) => boolean {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of stretches) {
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return (day) => {
    const start = startOfDay(day);
    return spans.some(({ from, to }) => from <= start && to >= start + DAY_MS);
  };
}
