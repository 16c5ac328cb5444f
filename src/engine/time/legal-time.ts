import {
  extendClock,
  findGround,
  findOpenPause,
  newClock,
  pauseClock,
  reopenClock,
  resumeClock,
  startClock,
  stopClock,
  type Clock,
} from "#calendar";
import { ok, type JsonObject, type Problem, type Result } from "#kernel";
import type { ClockAction } from "#process";
import { closeLadder, turnLadder } from "./clock-ladder.ts";
import { evaluateString, unexpected } from "../state/evaluate.ts";
import { calendarOf, clocksOf, evaluateFrom, findClock } from "./limits.ts";
import { checkReckoning } from "./reckoning.ts";
import { mark, type Living, type Run } from "../state/run.ts";

type Clocks = Run["clocks"];
type Noted = { readonly kind: Parameters<typeof mark>[1]; readonly detail: JsonObject };

/**
 * Does the element's clock actions for one moment, all or none. What counts by the clocks is dated anew when the step
 * has come to rest; a date that the calendar does not reach is a failure here already.
 */
export function turnClocks(run: Run, living: Living, when: ClockAction["when"]): Problem | null {
  const actions = living.node.clocks.filter((action) => action.when === when);
  if (actions.length === 0) return null;
  let clocks = run.clocks;
  const notes: Noted[] = [];
  const ladders: (() => void)[] = [];
  for (const action of actions) {
    const turned = turn(run, living, action, clocks);
    if (!turned.ok) return turned.error;
    const ladder = turnLadder(run, living, action, turned.value.clock);
    if (!ladder.ok) return ladder.error;
    ladders.push(ladder.value);
    clocks = { ...clocks, [action.clock]: turned.value.clock };
    notes.push(turned.value.note);
  }
  const undated = checkReckoning(run, clocks);
  if (undated !== null) return undated;
  run.clocks = clocks;
  for (const { kind, detail } of notes) mark(run, kind, living, detail);
  for (const turnOver of ladders) turnOver();
  return null;
}

/** An element that paused a clock until it is left gives it back however it ends. */
export function resumeOnInterruption(run: Run, living: Living): void {
  for (const action of living.node.clocks) {
    const clock = findClock(run.clocks, action.clock);
    if (action.action !== "resume" || action.when !== "leave" || clock === undefined) continue;
    if (findOpenPause(clock) === undefined) continue;
    const resumed = resumeClock(clock, run.at);
    if (!resumed.ok) continue;
    run.clocks = { ...run.clocks, [action.clock]: resumed.value };
    mark(run, "clockResumed", living, { clock: action.clock, ...beforeStart(clock) });
  }
}

/** Stops every clock that runs. */
export function stopClocks(run: Run): void {
  for (const [name, clock] of clocksOf(run.clocks)) {
    const stopped = stopClock(clock, run.at);
    if (!stopped.ok) continue;
    run.clocks = { ...run.clocks, [name]: stopped.value };
    run.marks.push({ kind: "clockStopped", detail: { clock: name } });
    closeLadder(run, name);
  }
}

function turn(
  run: Run,
  living: Living,
  action: ClockAction,
  clocks: Clocks,
): Result<{ readonly clock: Clock; readonly note: Noted }, Problem> {
  const note = (kind: Noted["kind"], clock: Result<Clock, Problem>, detail: JsonObject = {}) =>
    clock.ok ? ok({ clock: clock.value, note: { kind, detail: { clock: action.clock, ...detail } } }) : clock;
  if (action.action === "start") return start(run, living, action, clocks);
  const known = findClock(clocks, action.clock);
  const found = known === undefined ? unstarted(run, living, action.clock) : ok(known);
  if (!found.ok) return found;
  const clock = found.value;
  switch (action.action) {
    case "pause": {
      const ground = groundOf(run, living, action.ground);
      if (!ground.ok) return ground;
      return note("clockPaused", pauseClock(clock, run.at, ground.value), {
        ground: ground.value,
        ...beforeStart(clock),
      });
    }
    case "resume":
      return note("clockResumed", resumeClock(clock, run.at), beforeStart(clock));
    case "stop":
      return note("clockStopped", stopClock(clock, run.at));
    case "reopen":
      return note("clockReopened", reopenClock(clock, run.at), { from: clock.startedAt });
    case "extend": {
      const by = evaluateString(run, living, action.by, "yiwang:clock by");
      const approver = evaluateString(run, living, action.approver, "yiwang:clock approver");
      const reason = evaluateString(run, living, action.reason, "yiwang:clock reason");
      if (!by.ok) return by;
      if (!approver.ok) return approver;
      if (!reason.ok) return reason;
      const detail = { by: by.value, approver: approver.value, reason: reason.value };
      return note("clockExtended", extendClock(clock, { ...detail, at: run.at }), detail);
    }
  }
}

/** A ground that FEEL names must be one the law knows: time is left out of account on no other. */
function groundOf(
  run: Run,
  living: Living,
  ground: Extract<ClockAction, { readonly action: "pause" }>["ground"],
): Result<string, Problem> {
  if (typeof ground === "string") return ok(ground);
  const attribute = "yiwang:clock ground";
  const named = evaluateString(run, living, ground, attribute);
  if (!named.ok) return named;
  const known = findGround(named.value);
  return known === undefined ? unexpected(living.node, attribute, named.value) : ok(known.code);
}

/** Before acceptance nothing is running that could be paused: what is told of it differs. */
const beforeStart = ({ startedAt }: Clock): JsonObject => (startedAt === null ? { beforeStart: true } : {});

function start(
  run: Run,
  living: Living,
  action: Extract<ClockAction, { readonly action: "start" }>,
  clocks: Clocks,
): Result<{ readonly clock: Clock; readonly note: Noted }, Problem> {
  const fresh = unstarted(run, living, action.clock, action);
  if (!fresh.ok) return fresh;
  const from = evaluateFrom(run, living, action.from, "yiwang:clock from");
  if (!from.ok) return from;
  const at = from.value;
  const before = findClock(clocks, action.clock);
  const { statutory, promised } = fresh.value;
  const clock =
    before === undefined || before.startedAt !== null ? before : { ...before, statutory, promised };
  const started = startClock(clock ?? fresh.value, at, run.at);
  if (!started.ok) return started;
  const backdated = started.value.notedAt === undefined ? {} : { backdated: true };
  const detail = { clock: action.clock, statutory, promised, from: at, ...backdated };
  return ok({ clock: started.value, note: { kind: "clockStarted", detail } });
}

/** The clock as its start action will make it: a correction before acceptance pauses it already. */
function unstarted(
  run: Run,
  living: Living,
  name: string,
  action = run.linked.clockStarts.get(name),
): Result<Clock, Problem> {
  const calendar = calendarOf(run, living);
  if (!calendar.ok) return calendar;
  if (action === undefined) throw new Error(`plan has no start of clock ${name}`);
  const statutory = evaluateString(run, living, action.statutory, "yiwang:clock statutory");
  if (!statutory.ok) return statutory;
  if (action.promised === null) return newClock(calendar.value.version, statutory.value);
  const promised = evaluateString(run, living, action.promised, "yiwang:clock promised");
  return promised.ok ? newClock(calendar.value.version, statutory.value, promised.value) : promised;
}
