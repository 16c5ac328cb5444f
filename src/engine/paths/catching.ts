import type { JsonObject } from "#kernel";
import type { BoundaryEvent, EventStart, PlanNode } from "#process";
import { cancelInstance, cancelScope } from "./cancelling.ts";
import { getNode, livingOf, mark, nextId, type Living, type Run } from "../state/run.ts";
import { eventStartsOf } from "../time/watching.ts";
import type { InstanceId } from "../state/types.ts";

export type Thrown = { readonly kind: "error" | "escalation"; readonly code: string };

/** What catches something thrown: an event on the edge of an instance, or an event subprocess of a scope. */
type Catcher =
  | { readonly node: BoundaryEvent; readonly host: InstanceId }
  | { readonly node: EventStart; readonly scope: InstanceId | null };

/**
 * The nearest event that catches: first on the edge of the thrower itself, then scope by scope outwards, out
 * of called processes too. In one scope the event that names the code comes before the one that takes any.
 */
export function findCatcher(run: Run, thrower: Living, thrown: Thrown): Catcher | undefined {
  const own = choose(onEdge(run, thrower.id, thrower.node, thrower.scope), thrown);
  if (own !== undefined) return own;
  for (let scope = thrower.scope; ;) {
    const around = scope === null ? undefined : run.instances[scope];
    const edge =
      scope === null || around === undefined
        ? []
        : onEdge(run, scope, getNode(run, around.element, around.scope), around.scope);
    const found = choose([...inScope(run, scope), ...edge], thrown);
    if (found !== undefined || around === undefined) return found;
    scope = around.scope;
  }
}

/** Interrupts or starts what catches; the catching element itself is entered in its turn. */
export function catchThrown(run: Run, catcher: Catcher, thrown: Thrown, payload: JsonObject): void {
  const kind = thrown.kind === "error" ? "errorCaught" : "escalationCaught";
  if ("host" in catcher) {
    const { node, host } = catcher;
    const instance = run.instances[host];
    if (instance === undefined) throw new Error(`no instance ${host}`);
    const { scope } = instance;
    const id = nextId(run);
    mark(run, kind, { id, node, scope, variables: {} }, { code: thrown.code });
    if (node.interrupting) cancelInstance(run, host, "interrupted");
    run.queue.push({ element: node.id, scope, via: null, id, caught: payload });
    return;
  }
  const { node, scope } = catcher;
  mark(run, kind, { id: nextId(run), node, scope, variables: {} }, { code: thrown.code });
  if (node.interrupting) cancelScope(run, scope, "interrupted");
  if (node.scope !== null) run.queue.push({ element: node.scope, scope, via: null, caught: payload });
}

function onEdge(run: Run, id: InstanceId, node: PlanNode, scope: InstanceId | null): readonly Catcher[] {
  return node.boundaries.flatMap((element) => {
    const event = getNode(run, element, scope);
    return event.kind === "boundaryEvent" ? [{ node: event, host: id }] : [];
  });
}

/** A scope that an event subprocess has interrupted starts no other. */
function inScope(run: Run, scope: InstanceId | null): readonly Catcher[] {
  const starts = eventStartsOf(run, scope);
  if (starts.length === 0 || isInterrupted(run, scope, starts)) return [];
  return starts.map((node) => ({ node, scope }));
}

const isInterrupted = (run: Run, scope: InstanceId | null, starts: readonly EventStart[]): boolean =>
  Object.entries(run.instances).some(([id, instance]) => {
    if (instance.scope !== scope) return false;
    const { node } = livingOf(run, id, instance);
    return starts.some((start) => start.interrupting && start.scope === node.id);
  });

function choose(catchers: readonly Catcher[], { kind, code }: Thrown): Catcher | undefined {
  const fitting = catchers.flatMap((catcher) => {
    const { trigger } = catcher.node;
    return trigger.kind === kind ? [{ catcher, code: trigger.code }] : [];
  });
  const named = fitting.find((each) => each.code === code) ?? fitting.find((each) => each.code === null);
  return named?.catcher;
}
