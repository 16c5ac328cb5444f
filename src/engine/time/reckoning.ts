import type { Clock, WorkCalendar } from "#calendar";
import { ok, type Problem, type Result } from "#kernel";
import { openTaskOf } from "../state/open-task.ts";
import { endOfRung } from "./clock-ladder.ts";
import { endOfPeriod, findClock } from "./limits.ts";
import { getNode, livingOf, type Run } from "../state/run.ts";
import {
  instancesOf,
  isOfClock,
  type CaseState,
  type ElementInstance,
  type ScopeDue,
} from "../state/state.ts";
import { isRunning, type TimerWait } from "./timers.ts";
import type { Effect, InstanceId, Period } from "../state/types.ts";
import { closingOf, openingOf } from "./watching.ts";

type Clocks = Run["clocks"];

/**
 * Dates anew what counts by a clock that was paused, resumed or stopped in this step, and what has no date yet, now
 * that all has come to rest. In a pause nothing of it runs; what the calendar does not reach stands still until it
 * does.
 */
export function reckonLimits(run: Run, before: CaseState | null): void {
  const { calendar } = run.linked;
  if (calendar === null) return;
  const turned = run.clocks !== before?.clocks;
  const isMeant = (instance: ElementInstance): boolean =>
    isCounted(instance) && (turned || isUndated(instance));
  // Nearly always there is nothing to date anew, and then nothing need be put in order.
  if (!Object.values(run.instances).some(isMeant)) return;
  for (const [id, instance] of instancesOf(run)) {
    if (!isMeant(instance)) continue;
    const dated = datedAnew(run, calendar, instance, run.clocks);
    const after = dated.ok ? dated.value : undated(instance);
    run.instances[id] = after;
    run.effects.push(...changesOf(run, id, instance, after));
  }
}

/** Why something that counts by these clocks could not be dated; null where all could. */
export function checkReckoning(run: Run, clocks: Clocks): Problem | null {
  const { calendar } = run.linked;
  if (calendar === null) return null;
  for (const instance of Object.values(run.instances)) {
    // A clock's own ladder waits for the calendar; nothing else waits for the ladder.
    if (!isCounted(instance) || isOfClock(instance.wait)) continue;
    const dated = datedAnew(run, calendar, instance, clocks);
    if (!dated.ok) return dated.error;
  }
  return null;
}

const periodOf = ({ wait }: ElementInstance): Period | undefined =>
  wait.kind === "task" || wait.kind === "timer" ? wait.period : undefined;

const isCounted = (instance: ElementInstance): boolean =>
  isOfClock(instance.wait) || (periodOf(instance) ?? instance.due?.periods?.statutory)?.clock !== undefined;

const isUndated = ({ wait, due }: ElementInstance): boolean =>
  due?.statutory === null || ((wait.kind === "task" || wait.kind === "timer") && wait.dueAt === null);

function datedAnew(
  run: Run,
  calendar: WorkCalendar,
  instance: ElementInstance,
  clocks: Clocks,
): Result<ElementInstance, Problem> {
  const end: EndOf = (period) => endOfPeriod(calendar, period, clocks);
  const due = instance.due === undefined ? ok(undefined) : dueAnew(instance.due, end);
  if (!due.ok) return due;
  const dated = due.value === undefined ? instance : { ...instance, due: due.value };
  const { wait } = instance;
  if (wait.kind === "timer" && wait.rung?.clock !== undefined)
    return clockRungAnew(calendar, dated, wait, findClock(clocks, wait.rung.clock.name));
  const period = periodOf(instance);
  if (period === undefined) return ok(dated);
  const ends = end(period);
  if (!ends.ok) return ends;
  if (wait.kind === "task") return ok({ ...dated, wait: { ...wait, dueAt: ends.value.dueAt } });
  if (wait.kind !== "timer") return ok(dated);
  const rung = rungAnew(run, wait, end);
  return rung.ok ? ok({ ...dated, wait: { ...wait, dueAt: ends.value.firesAt, ...rung.value } }) : rung;
}

type EndOf = (period: Period) => ReturnType<typeof endOfPeriod>;

function dueAnew(due: ScopeDue, end: EndOf): Result<ScopeDue, Problem> {
  const { periods } = due;
  if (periods === undefined) return ok(due);
  const statutory = end(periods.statutory);
  if (!statutory.ok) return statutory;
  const promised = periods.promised === null ? ok(null) : end(periods.promised);
  if (!promised.ok) return promised;
  return ok({ ...due, statutory: statutory.value.dueAt, promised: promised.value?.dueAt ?? null });
}

function clockRungAnew(
  calendar: WorkCalendar,
  instance: ElementInstance,
  wait: TimerWait,
  clock: Clock | undefined,
): Result<ElementInstance, Problem> {
  const { rung } = wait;
  if (rung === undefined || clock === undefined) return ok(instance);
  const end = endOfRung(calendar, rung, clock);
  if (!end.ok) return end;
  const { firesAt = null, due = null } = end.value ?? {};
  return ok({ ...instance, wait: { ...wait, dueAt: firesAt, rung: { ...rung, due: due ?? rung.due } } });
}

/** A rung tells the end of the period as last known. */
function rungAnew(run: Run, { rung, host }: TimerWait, end: EndOf): Result<Pick<TimerWait, "rung">, Problem> {
  const periods = host === null ? undefined : run.instances[host]?.due?.periods;
  if (rung === undefined || periods === undefined) return ok({});
  const due = end((rung.of === "promised" ? periods.promised : null) ?? periods.statutory);
  return due.ok ? ok({ rung: { ...rung, due: due.value.dueAt ?? rung.due } }) : due;
}

function undated(instance: ElementInstance): ElementInstance {
  const { wait, due } = instance;
  const waiting = wait.kind === "task" || wait.kind === "timer" ? { wait: { ...wait, dueAt: null } } : {};
  return {
    ...instance,
    ...waiting,
    ...(due === undefined ? {} : { due: { ...due, statutory: null, promised: null } }),
  };
}

/** What the outside keeps of it has another date, or none. */
function changesOf(
  run: Run,
  id: InstanceId,
  before: ElementInstance,
  { wait, ...after }: ElementInstance,
): readonly Effect[] {
  if (wait.kind === "task") {
    if (before.wait.kind !== "task" || before.wait.dueAt === wait.dueAt) return [];
    return [{ kind: "changeTask", task: openTaskOf(livingOf(run, id, { ...after, wait }), wait) }];
  }
  if (wait.kind !== "timer" || before.wait.kind !== "timer" || before.wait.dueAt === wait.dueAt) return [];
  const started = isRunning(wait) ? openingOf(id, getNode(run, after.element, after.scope), wait) : [];
  return [...closingOf(id, before.wait), ...started];
}
