import { ok, type Problem, type Result } from "#kernel";
import type { EventStart, PlanNode, Trigger } from "#process";
import { evaluateString } from "../state/evaluate.ts";
import { getNode, mark, nextId, planAt, type Living, type Run } from "../state/run.ts";
import {
  instancesOf,
  isWatcher,
  type ElementInstance,
  type EventWait,
  type Watching,
} from "../state/state.ts";
import { timerWait } from "./timers.ts";
import type { Effect, InstanceId } from "../state/types.ts";

/** The element of an event that something waits for, with what it waits for. */
type Watcher = { readonly element: string; readonly wait: EventWait };

/**
 * What an event waits for from now on. `living` is whose variables its expressions see; a message's key on
 * the edge of an activity sees only what is `around` it (Camunda 8). Errors: ENGINE_VALUE_UNEXPECTED,
 * ENGINE_EXPRESSION_FAILED, those of the calendar.
 */
export function waitFor(
  run: Run,
  living: Living,
  trigger: Trigger,
  watching: Watching,
  around: Living = living,
): Result<EventWait, Problem> {
  switch (trigger.kind) {
    case "timer":
      return timerWait(run, living, trigger.timer, watching);
    case "message": {
      const name = evaluateString(run, living, trigger.name, "messageRef name");
      if (!name.ok) return name;
      if (trigger.key === null) throw new Error(`${living.node.id} waits for a message without a key`);
      const key = evaluateString(run, around, trigger.key, "zeebe:subscription correlationKey");
      return key.ok ? ok({ kind: "message", name: name.value, key: key.value, ...watching }) : key;
    }
    case "signal": {
      const name = evaluateString(run, living, trigger.name, "signalRef name");
      return name.ok ? ok({ kind: "signal", name: name.value, ...watching }) : name;
    }
    case "error":
    case "escalation":
    case "compensation":
      throw new Error(`${living.node.id} is looked for when it is thrown and does not wait`);
  }
}

/** What is thrown outwards or backwards is looked for when it is thrown; everything else waits beforehand. */
const waits = ({ kind }: Trigger): boolean => kind === "timer" || kind === "message" || kind === "signal";

/**
 * Works out the events that watch an activity, a gateway or a scope; calling the answer opens them.
 * Errors: those of their expressions, so that what they watch fails as a whole.
 */
export function watchersOf(run: Run, host: Living): Result<() => void, Problem> {
  const watchers: Watcher[] = [];
  for (const element of [...host.node.boundaries, ...eventsAfter(run, host)]) {
    const node = getNode(run, element, host.scope);
    if ((node.kind !== "boundaryEvent" && node.kind !== "catchEvent") || !waits(node.trigger)) continue;
    const around = { ...host, node, variables: {} };
    const wait = waitFor(run, { ...host, node }, node.trigger, { host: host.id }, around);
    if (!wait.ok) return wait;
    watchers.push({ element, wait: wait.value });
  }
  const starts: Watcher[] = [];
  for (const node of startsThatWait(run, host.id)) {
    const wait = waitForStart(run, node, host.id);
    if (!wait.ok) return wait;
    starts.push({ element: node.id, wait: wait.value });
  }
  return ok(() => {
    for (const { element, wait } of watchers) openWatcher(run, host.scope, element, wait);
    for (const { element, wait } of starts) openWatcher(run, host.id, element, wait);
  });
}

const eventsAfter = (run: Run, { node, scope }: Living): readonly string[] =>
  node.kind === "eventGateway"
    ? node.outgoing.flatMap((flow) => planAt(run, scope).plan.flows[flow]?.to ?? [])
    : [];

/** What the start event of an event subprocess waits for while the scope around it runs. */
export function waitForStart(
  run: Run,
  node: EventStart,
  scope: InstanceId | null,
): Result<EventWait, Problem> {
  const living: Living = { id: "", node, scope, variables: {} };
  return waitFor(run, living, node.trigger, { host: null, starts: true });
}

/** The start events of the case's own event subprocesses that wait for something. */
export const rootStartsOf = (run: Run): readonly EventStart[] => startsThatWait(run, null);

const startsThatWait = (run: Run, scope: InstanceId | null): readonly EventStart[] =>
  eventStartsOf(run, scope).filter(({ trigger }) => waits(trigger));

/** The start events of all event subprocesses of a scope (null = the case itself). */
export function eventStartsOf(run: Run, scope: InstanceId | null): readonly EventStart[] {
  const { eventStarts } = planAt(run, scope);
  if (eventStarts.size === 0) return [];
  const around = scope === null ? undefined : run.instances[scope];
  if (around === undefined || around.wait.kind === "called") return eventStarts.get(null) ?? [];
  return around.wait.kind === "multi" ? [] : (eventStarts.get(around.element) ?? []);
}

export function openWatcher(run: Run, scope: InstanceId | null, element: string, wait: EventWait): void {
  const id = nextId(run);
  run.instances[id] = { element, scope, variables: {}, wait };
  run.effects.push(...openingOf(id, getNode(run, element, scope), wait));
  seekMessage(run, id, wait);
}

/** A subscription that has just been opened takes the oldest message that has been waiting for it. */
export function seekMessage(run: Run, subscription: InstanceId, wait: EventWait): void {
  const isAny = run.messages.length > 0 || run.thrown.length > 0;
  if (wait.kind === "message" && isAny) run.queue.push({ errand: "seek", subscription });
}

/** What the outside keeps of an event that is waited for: nothing of a timer that does not run. */
export function openingOf(id: InstanceId, node: PlanNode, wait: EventWait): readonly Effect[] {
  const element = node.id;
  if (wait.kind === "timer") {
    const { dueAt } = wait;
    return dueAt === null ? [] : [{ kind: "startTimer", timer: { id, element, dueAt } }];
  }
  const interrupting = !("interrupting" in node) || node.interrupting;
  const key = wait.kind === "message" ? wait.key : null;
  const subscription = { id, element, on: wait.kind, name: wait.name, key, interrupting };
  return [{ kind: "openSubscription", subscription }];
}

export function closingOf(id: InstanceId, wait: EventWait): readonly Effect[] {
  if (wait.kind !== "timer") return [{ kind: "closeSubscription", subscription: id }];
  return wait.dueAt === null ? [] : [{ kind: "cancelTimer", timer: id }];
}

/** Ends what watches an instance that is over: events on its edge, behind it, and event subprocesses inside. */
export function closeWatchers(run: Run, host: InstanceId): void {
  closeWhere(run, (wait, scope) => wait.host === host || (wait.starts === true && scope === host));
}

/** Ends the waiting of a scope's event subprocesses. */
export function closeStarts(run: Run, scope: InstanceId | null): void {
  closeWhere(run, (wait, at) => wait.starts === true && at === scope);
}

function closeWhere(run: Run, chosen: (wait: EventWait, scope: InstanceId | null) => boolean): void {
  const closes = ({ wait, scope }: ElementInstance): boolean => isWatcher(wait) && chosen(wait, scope);
  // Nearly always there is nothing to close, and then nothing need be put in order.
  if (!Object.values(run.instances).some(closes)) return;
  for (const [id, instance] of instancesOf(run)) {
    if (!closes(instance) || !isWatcher(instance.wait)) continue;
    delete run.instances[id];
    run.effects.push(...closingOf(id, instance.wait));
  }
}

/** Notes that what was waited for has come, before anything follows from it. */
export function noteEvent(run: Run, living: Living, wait: EventWait): void {
  if (wait.kind === "timer") mark(run, "timerFired", living, { due: wait.dueAt });
  else if (wait.kind === "signal") mark(run, "signalReceived", living, { name: wait.name });
  else mark(run, "messageReceived", living, { name: wait.name, key: wait.key });
}
