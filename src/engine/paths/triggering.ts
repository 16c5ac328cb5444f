import type { JsonObject } from "#kernel";
import type { EventStart } from "#process";
import { cancelInstance, cancelScope } from "./cancelling.ts";
import { enter, proceed } from "./life-cycle.ts";
import { findSubscription, takeMessage } from "../state/messages.ts";
import { climb } from "../time/climbing.ts";
import { getNode, livingOf, mark, nextId, type Errand, type Living, type Run } from "../state/run.ts";
import { instancesOf, type EventWait, type ThrownMessage } from "../state/state.ts";
import { nextFiring } from "../time/timers.ts";
import { closeWatchers, closingOf, noteEvent, openWatcher, seekMessage } from "../time/watching.ts";
import type { InstanceId } from "../state/types.ts";

/** What was waited for has come, with what it carries. */
export function trigger(run: Run, id: InstanceId, wait: EventWait, payload: JsonObject): void {
  const instance = run.instances[id];
  if (instance === undefined) throw new Error(`nothing waits as ${id}`);
  const living = livingOf(run, id, instance);
  if (wait.kind === "timer" && wait.rung !== undefined) return climb(run, living, wait);
  noteEvent(run, living, wait);
  if (wait.starts === true) return startScope(run, living, wait, payload);
  if (wait.host === null) {
    run.effects.push(...closingOf(id, wait));
    return proceed(run, living, "complete", payload);
  }
  const { node } = living;
  if (node.kind === "boundaryEvent") return leaveByEdge(run, living, node.interrupting, wait, payload);
  chooseEvent(run, living, wait.host, payload);
}

/** An event subprocess begins; where it interrupts, everything else in its scope ends first. */
function startScope(run: Run, living: Living, wait: EventWait, payload: JsonObject): void {
  const { node, scope } = living;
  if (node.kind !== "eventStart") throw new Error(`${node.id} begins no event subprocess`);
  if (node.interrupting) cancelScope(run, scope, "interrupted");
  else repeat(run, living, wait);
  enterEventScope(run, node, scope, payload);
}

function enterEventScope(
  run: Run,
  { scope: sub }: EventStart,
  scope: InstanceId | null,
  payload: JsonObject,
): void {
  if (sub === null) throw new Error("an event subprocess has an id");
  run.hops += 1;
  enter(run, { id: nextId(run), node: getNode(run, sub, scope), scope, variables: {} }, "enter", payload);
}

function leaveByEdge(
  run: Run,
  living: Living,
  interrupting: boolean,
  wait: EventWait,
  payload: JsonObject,
): void {
  if (!interrupting) {
    repeat(run, living, wait);
    return enter(run, { ...living, id: nextId(run) }, "caught", payload);
  }
  delete run.instances[living.id];
  run.effects.push(...closingOf(living.id, wait));
  if (wait.host !== null) cancelInstance(run, wait.host, "interrupted");
  enter(run, living, "caught", payload);
}

/** What does not interrupt may happen again: messages and signals at once, timers by their cycle. */
function repeat(run: Run, living: Living, wait: EventWait): void {
  if (wait.kind !== "timer") return seekMessage(run, living.id, wait);
  delete run.instances[living.id];
  run.effects.push(...closingOf(living.id, wait));
  const next = nextFiring(wait, run.at);
  if (next !== null) openWatcher(run, living.scope, living.node.id, next);
}

/** The first event behind an event-based gateway: the others are forgotten and its way is taken. */
function chooseEvent(run: Run, living: Living, gateway: InstanceId, payload: JsonObject): void {
  const host = run.instances[gateway];
  if (host === undefined) throw new Error(`no gateway ${gateway}`);
  closeWatchers(run, gateway);
  delete run.instances[gateway];
  mark(run, "completed", livingOf(run, gateway, host));
  enter(run, living, "caught", payload);
}

/** Does what stands in the queue beside tokens. */
export function runErrand(run: Run, errand: Errand): void {
  switch (errand.errand) {
    case "broadcast":
      broadcast(run, errand.name, errand.variables);
      break;
    case "publish":
      if (!correlate(run, errand.message)) run.thrown = [...run.thrown, errand.message];
      break;
    case "seek":
      seek(run, errand.subscription);
      break;
    case "finish": {
      const instance = run.instances[errand.instance];
      if (instance !== undefined) proceed(run, livingOf(run, errand.instance, instance), "complete", {});
      break;
    }
  }
}

/** A message goes to the oldest subscription that expects it, and to no other; false where there is none. */
export function correlate(run: Run, message: ThrownMessage): boolean {
  const id = findSubscription(run, message.name, message.key);
  const wait = id === undefined ? undefined : run.instances[id]?.wait;
  if (id === undefined || wait?.kind !== "message") return false;
  trigger(run, id, wait, message.variables);
  return true;
}

function seek(run: Run, subscription: InstanceId): void {
  const found = takeMessage(run, subscription);
  const wait = run.instances[subscription]?.wait;
  if (found !== undefined && wait?.kind === "message") trigger(run, subscription, wait, found.variables);
}

/** A signal goes to everything that waits for it now; false where nothing does. */
export function broadcast(run: Run, name: string, payload: JsonObject): boolean {
  const waiting = instancesOf(run).filter(([, { wait }]) => wait.kind === "signal" && wait.name === name);
  for (const [id] of waiting) {
    // One that came first may have ended another.
    const wait = run.instances[id]?.wait;
    if (wait?.kind === "signal") trigger(run, id, wait, payload);
  }
  return waiting.length > 0;
}
