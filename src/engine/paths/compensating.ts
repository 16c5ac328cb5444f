import { getNode, mark, nextId, planAt, type Living, type Run, type Token } from "../state/run.ts";
import type { Compensation } from "../state/state.ts";
import type { InstanceId } from "../state/types.ts";

/**
 * An activity has been completed: it can be undone where it has a compensation event on its edge, or, being a
 * subprocess, where it or something in it says how. What happened inside any other scope is beyond undoing.
 */
export function noteCompleted(run: Run, { id, node, scope, variables }: Living): void {
  const boundary = node.boundaries.find((each) => getNode(run, each, scope).kind === "compensationBoundary");
  const holds = run.compensations.some((each) => each.scope === id);
  const isScope = node.kind === "subProcess";
  if (holds && !isScope) forgetInside(run, id);
  const starts = isScope ? (planAt(run, scope).eventStarts.get(node.id) ?? []) : [];
  const eventScope = starts.find(({ trigger }) => trigger.kind === "compensation")?.scope ?? undefined;
  if (boundary === undefined && eventScope === undefined && !(holds && isScope)) return;
  const record: Compensation = {
    instance: id,
    element: node.id,
    scope,
    ...(isScope && Object.keys(variables).length > 0 ? { variables } : {}),
    ...(boundary === undefined ? {} : { boundary }),
    ...(eventScope === undefined ? {} : { eventScope }),
  };
  run.compensations = [...run.compensations, record];
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

/** From inside an event subprocess it is the scope around it that is undone, or the one that it undoes itself. */
function scopeToUndo(run: Run, scope: InstanceId | null): InstanceId | null {
  const around = scope === null ? undefined : run.instances[scope];
  if (scope === null || around === undefined) return null;
  const undone = run.compensations.find(
    ({ handler, eventScope }) => handler === scope && eventScope !== undefined,
  );
  if (undone !== undefined) return undone.instance;
  const { kind } = getNode(run, around.element, around.scope);
  return kind === "eventSubProcess" ? scopeToUndo(run, around.scope) : scope;
}

const undoable = (run: Run, scope: InstanceId | null): readonly Compensation[] =>
  run.compensations.filter((each) => each.scope === scope && each.by === undefined).toReversed();

function undo(run: Run, thrower: Living, found: Compensation, outer: Compensation["variables"]): void {
  run.compensations = run.compensations.filter((each) => each !== found);
  const variables = { ...outer, ...found.variables };
  const { boundary, eventScope, ...bare } = found;
  const call = (token: Pick<Token, "element" | "caught">, record: Compensation): void => {
    const handler = nextId(run);
    const own = Object.keys(variables).length === 0 ? {} : { variables };
    run.queue.push({ ...token, scope: thrower.scope, via: null, id: handler, ...own });
    run.compensations = [...run.compensations, { ...record, by: thrower.id, handler }];
  };
  if (boundary !== undefined) call({ element: passEdge(run, thrower, boundary) }, bare);
  if (eventScope !== undefined) return call({ element: eventScope, caught: {} }, { ...bare, eventScope });
  for (const inside of undoable(run, found.instance)) undo(run, thrower, inside, variables);
}

/** The compensation event on the edge of what is undone shows as passed; the answer is the handler it leads to. */
function passEdge(run: Run, { scope }: Living, boundary: string): string {
  const node = getNode(run, boundary, scope);
  if (node.kind !== "compensationBoundary") throw new Error(`${node.id} leads to no handler`);
  const edge = { id: nextId(run), node, scope, variables: {} };
  mark(run, "entered", edge);
  mark(run, "completed", edge);
  return node.handler;
}

/** An instance is over: if it undid something and was the last to do so, the event that threw goes on. */
export function noteUndone(run: Run, id: InstanceId): void {
  const record = run.compensations.find(({ handler }) => handler === id);
  if (record?.by === undefined) return;
  run.compensations = run.compensations.filter((each) => each !== record);
  if (record.eventScope !== undefined) forgetInside(run, record.instance);
  if (run.compensations.some(({ by }) => by === record.by)) return;
  run.queue.push({ errand: "finish", instance: record.by });
}
