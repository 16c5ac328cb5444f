import {
  dueUnderPauses,
  limitOfClock,
  parseLimit,
  shiftLimit,
  type Clock,
  type WorkCalendar,
} from "#calendar";
import { ok, type Instant, type Problem, type Result } from "#kernel";
import type { ClockAction, Plan, Rung } from "#process";
import { evaluateString } from "../state/evaluate.ts";
import { names } from "../state/evaluate-names.ts";
import { calendarOf, clocksOf } from "./limits.ts";
import { planAt, type Living, type Run } from "../state/run.ts";
import { instancesOf, isOfClock, type OpenRung } from "../state/state.ts";
import type { TimerWait } from "./timers.ts";
import { closingOf, openWatcher } from "./watching.ts";

/**
 * What an element's action on a clock does to the ladder of that clock; calling the answer does it. An extension sets
 * up again what lies ahead once more: who was told that the limit was near is told so of the new one. Errors: those of
 * the rungs' expressions, CLOCK_EXTENSION_UNIT where a rung counts in another unit than the limit.
 */
export function turnLadder(
  run: Run,
  living: Living,
  { action, clock: name }: Pick<ClockAction, "action" | "clock">,
  clock: Clock,
): Result<() => void, Problem> {
  if (action === "stop") return ok(() => closeLadder(run, name));
  if (action !== "start" && action !== "extend" && action !== "reopen") return ok(() => undefined);
  const waits: TimerWait[] = [];
  for (const [step, drawn] of ladderOf(run, living, name).entries()) {
    if (isStanding(run, name, step)) continue;
    const wait = rungWait(run, living, drawn, { name, step }, clock);
    if (!wait.ok) return wait;
    if (wait.value === null || (action !== "start" && isPast(run, wait.value))) continue;
    waits.push(wait.value);
  }
  return ok(() => {
    const again = waits.map(({ rung }) => rung?.clock?.step);
    run.climbed = run.climbed.filter((each) => each.clock !== name || !again.includes(each.step));
    for (const wait of waits) openWatcher(run, null, anyElementOf(run.linked.plan), wait);
  });
}

const isPast = ({ at }: Run, { dueAt }: TimerWait): boolean => dueAt !== null && dueAt <= at;

/** A clock's ladder is drawn at the case's own process, or at that of the called one which starts the clock. */
const ladderOf = (run: Run, { scope }: Living, clock: string): readonly Rung[] =>
  ladderIn(run.linked.plan, clock) ?? ladderIn(planAt(run, scope).plan, clock) ?? [];

const ladderIn = ({ ladders = {} }: Plan, clock: string): readonly Rung[] | undefined =>
  Object.hasOwn(ladders, clock) ? ladders[clock] : undefined;

const isStanding = (run: Run, name: string, step: number): boolean =>
  Object.values(run.instances).some(
    ({ wait }) => wait.kind === "timer" && wait.rung?.clock?.name === name && wait.rung.clock.step === step,
  );

/** A rung watches no element, but what stands in a state stands at one. */
const anyElementOf = ({ start, nodes }: Plan): string =>
  start === "" ? (Object.keys(nodes)[0] ?? "") : start;

/** Null where a warning would come before the beginning: a period that is shorter than it has none. */
function rungWait(
  run: Run,
  living: Living,
  { when, of, action, to, by }: Rung,
  { name, step }: { readonly name: string; readonly step: number },
  clock: Clock,
): Result<TimerWait | null, Problem> {
  const calendar = calendarOf(run, living);
  if (!calendar.ok) return calendar;
  const written = by === null ? ok(null) : evaluateString(run, living, by, "yiwang:escalation by");
  if (!written.ok) return written;
  const groups = names(run, living, to, "yiwang:escalation to");
  if (!groups.ok) return groups;
  const rung: OpenRung = {
    when,
    of,
    action,
    due: null,
    to: groups.value,
    clock: { name, step, by: written.value },
  };
  const end = endOfRung(calendar.value, rung, clock);
  // A day that the calendar does not reach yet is known later; acceptance does not wait for it.
  if (!end.ok && end.error.code !== "CALENDAR_YEAR_NOT_COVERED") return end;
  if (end.ok && end.value === null) return ok(null);
  const { firesAt = null, due = null } = (end.ok ? end.value : null) ?? {};
  return ok({ kind: "timer", host: null, dueAt: firesAt, cycle: null, rung: { ...rung, due } });
}

/**
 * When a rung of a clock's ladder is reached, null in a pause, and when the limit itself ends; null where the rung lies
 * before the clock's start. Errors: CALENDAR_YEAR_NOT_COVERED, CLOCK_EXTENSION_UNIT, those of the limits.
 */
export function endOfRung(
  calendar: WorkCalendar,
  { when, of, clock: place }: OpenRung,
  clock: Clock,
): Result<{ readonly firesAt: Instant | null; readonly due: Instant | null } | null, Problem> {
  const { startedAt: from } = clock;
  const whole = limitOfClock(clock, of);
  if (!whole.ok) return whole;
  const by = place?.by ?? null;
  const step = by === null ? ok(null) : parseLimit(by);
  if (!step.ok) return step;
  const limit = step.value === null ? whole : shiftLimit(whole.value, step.value, when === "near" ? -1 : 1);
  if (!limit.ok) return limit;
  if (limit.value === null || from === null) return ok(null);
  const reached = dueUnderPauses(calendar, { from, limit: limit.value }, clock);
  if (!reached.ok) return reached;
  const end = dueUnderPauses(calendar, { from, limit: whole.value }, clock);
  // The end may lie beyond the calendar where the warning does not.
  const due = end.ok ? end.value.due : null;
  return ok({ firesAt: reached.value.held ? null : reached.value.due, due });
}

/** A clock that has stopped has nothing more to tell; what it had raised or passed on stays so. Null closes all. */
export function closeLadder(run: Run, name: string | null): void {
  takeDown(run, (clock) => name === null || clock === name);
  run.climbed = run.climbed.filter(({ clock }) => name !== null && clock !== name);
}

/**
 * The case goes on under another plan: of the clocks that run, what lies ahead on the new plan's ladders is set up.
 * Answers why it cannot be.
 */
export function changeLadders(run: Run, from: Plan): Problem | null {
  const { plan, root } = run.linked;
  takeDown(run, (clock) => Object.hasOwn(from.ladders ?? {}, clock));
  const element = anyElementOf(plan);
  for (const [id, instance] of instancesOf(run))
    if (isOfClock(instance.wait)) run.instances[id] = { ...instance, element };
  const node = root.nodes.get(element);
  if (node === undefined) return null;
  const living: Living = { id: "", node, scope: null, variables: {} };
  for (const [name, clock] of clocksOf(run.clocks)) {
    if (clock.startedAt === null || clock.stoppedAt !== null) continue;
    const ladder = turnLadder(run, living, { action: "extend", clock: name }, clock);
    if (!ladder.ok) return ladder.error;
    ladder.value();
  }
  return null;
}

function takeDown(run: Run, isMeant: (clock: string) => boolean): void {
  for (const [id, { wait }] of instancesOf(run)) {
    if (wait.kind !== "timer" || wait.rung?.clock === undefined || !isMeant(wait.rung.clock.name)) continue;
    delete run.instances[id];
    run.effects.push(...closingOf(id, wait));
  }
}
