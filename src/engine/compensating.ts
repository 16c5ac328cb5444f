import { mark, nextId, getNode, type Living, type Run } from "./run.ts";
import type { Compensation } from "./state.ts";
import type { InstanceId } from "./types.ts";

/**
 * An activity has been completed: it can be undone where it has a compensation event on its edge, or, being a
 * subprocess, something in it can. What happened inside any other scope is beyond undoing.
 */
export function noteCompleted(run: Run, { id, node, scope, variables }: Living): void {
  const boundary = node.boundaries.find((each) => getNode(run, each, scope).kind === "compensationBoundary");
  const holds = run.compensations.some((each) => each.scope === id);
  if (holds && node.kind !== "subProcess") forgetInside(run, id);
  if (boundary === undefined && !(holds && node.kind === "subProcess")) return;
  const own = holds && Object.keys(variables).length > 0 ? { variables } : {};
  const edge = boundary === undefined ? {} : { boundary };
  run.compensations = [...run.compensations, { instance: id, element: node.id, scope, ...own, ...edge }];
}

/** A scope has been cancelled: what was completed in it can no longer be undone. */
export function forgetInside(run: Run, scope: InstanceId): void {
  const inside = run.compensations.filter((each) => each.scope === scope);
  if (inside.length === 0) return;
  run.compensations = run.compensations.filter((each) => each.scope !== scope);
  for (const { instance } of inside) forgetInside(run, instance);
}

/**
 * Calls the handlers of everything completed in the thrower's scope (or of one activity there), the latest
 * first and all at once, as Camunda 8 does; false where there is nothing to undo.
 */
export function compensate(run: Run, thrower: Living, activity: string | null): boolean {
  const scope = scopeToUndo(run, thrower.scope);
  const chosen = undoable(run, scope).filter(({ element }) => activity === null || element === activity);
  for (const each of chosen) undo(run, thrower, each, {});
  return run.compensations.some(({ by }) => by === thrower.id);
}

/** From inside an event subprocess it is the scope around it that is undone. */
function scopeToUndo(run: Run, scope: InstanceId | null): InstanceId | null {
  const around = scope === null ? undefined : run.instances[scope];
  if (scope === null || around === undefined) return null;
  const { kind } = getNode(run, around.element, around.scope);
  return kind === "eventSubProcess" ? scopeToUndo(run, around.scope) : scope;
}

const undoable = (run: Run, scope: InstanceId | null): readonly Compensation[] =>
  run.compensations.filter((each) => each.scope === scope && each.by === undefined).toReversed();

function undo(run: Run, thrower: Living, found: Compensation, outer: Compensation["variables"]): void {
  run.compensations = run.compensations.filter((each) => each !== found);
  const seen = { ...outer, ...found.variables };
  if (found.boundary !== undefined) {
    const node = getNode(run, found.boundary, thrower.scope);
    if (node.kind !== "compensationBoundary") throw new Error(`${node.id} leads to no handler`);
    const edge = { id: nextId(run), node, scope: thrower.scope, variables: {} };
    mark(run, "entered", edge);
    mark(run, "completed", edge);
    const handler = nextId(run);
    const token = { element: node.handler, scope: thrower.scope, via: null, id: handler };
    run.queue.push(Object.keys(seen).length === 0 ? token : { ...token, variables: seen });
    run.compensations = [...run.compensations, { ...found, by: thrower.id, handler }];
  }
  for (const inside of undoable(run, found.instance)) undo(run, thrower, inside, seen);
}

/** An instance is over: if it undid something and was the last to do so, the event that threw goes on. */
export function noteUndone(run: Run, id: InstanceId): void {
  const record = run.compensations.find(({ handler }) => handler === id);
  if (record?.by === undefined) return;
  run.compensations = run.compensations.filter((each) => each !== record);
  if (run.compensations.some(({ by }) => by === record.by)) return;
  run.queue.push({ errand: "finish", instance: record.by });
}
