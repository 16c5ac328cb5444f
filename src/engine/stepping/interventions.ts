import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { Plan, PlanNode } from "#process";
import { cancelInstance, cancelScope } from "../paths/cancelling.ts";
import { placeOf } from "../state/evaluate.ts";
import { find } from "../state/find.ts";
import { findNotOffered } from "../handlers/ad-hoc-sub-process.ts";
import { openTaskOf } from "../state/open-task.ts";
import { stopClocks } from "../time/legal-time.ts";
import { openScope, type OpenScopes } from "../paths/open-scope.ts";
import { livingOf, mark, planAt, type Living, type Run } from "../state/run.ts";
import { isWatcher } from "../state/state.ts";
import type { CaseEvent, InstanceId } from "../state/types.ts";
import { propagateFrom } from "../state/variables.ts";

type EventOf<Kind extends CaseEvent["kind"]> = Extract<CaseEvent, { readonly kind: Kind }>;
type Applied = Result<null, Problem>;

const done = ok(null);

/** All work ends, and with it the case; what clocks had counted stands. */
export function cancelCase(run: Run, { reason, state, outcome }: EventOf<"cancel">): Applied {
  cancelScope(run, null, "ended");
  stopClocks(run);
  run.status = "terminated";
  run.state = state ?? run.state;
  run.outcome = outcome ?? run.outcome;
  run.effects.push({ kind: "closeCase", status: "terminated", outcome: run.outcome });
  run.marks.push({ kind: "closed", detail: { status: "terminated", outcome: run.outcome, reason } });
  return done;
}

export function transferTask(run: Run, event: EventOf<"transferTask">): Applied {
  const found = find(run, event.task, "task");
  if (found === undefined) return err(problem("ENGINE_TASK_NOT_OPEN", { task: event.task }));
  const { living } = found;
  const { candidateGroups, assignee = null, reason } = event;
  const from = found.wait.candidateGroups;
  const candidateUsers = assignee === null ? [] : found.wait.candidateUsers;
  const wait = { ...found.wait, candidateGroups, candidateUsers, assignee };
  run.instances[living.id] = { ...found.instance, wait };
  run.effects.push({ kind: "changeTask", task: openTaskOf(living, wait) });
  const { organ } = wait;
  const named = {
    ...(assignee === null ? {} : { assignee }),
    ...(organ === undefined ? {} : { organ }),
  };
  mark(run, "transferred", living, { from: [...from], to: [...candidateGroups], ...named, reason });
  return done;
}

/**
 * The compiler has seen to it that the way back crosses no split or join. Out of one run of a joint review the whole
 * review goes back: the other runs are cancelled, and no vote stands.
 */
export function returnTask(run: Run, event: EventOf<"returnTask">): Applied {
  const found = find(run, event.task, "task");
  if (found === undefined) return err(problem("ENGINE_TASK_NOT_OPEN", { task: event.task }));
  const { living } = found;
  const { node } = living;
  const review = bodyAround(run, living);
  const scope = review === undefined ? living.scope : review.scope;
  const { to, reason } = event;
  if (node.kind !== "userTask" || !(node.returnTo ?? []).includes(to))
    return err(problem("ENGINE_RETURN_NOT_ALLOWED", { ...placeOf(node), to: nameAt(run, scope, to) }));
  const ended = review === undefined ? {} : { ended: review.runs - 1 };
  mark(run, "returned", living, { to, toName: nameAt(run, scope, to), reason, ...ended });
  cancelInstance(run, review?.id ?? living.id, "interrupted");
  for (const [name, value] of Object.entries(event.variables ?? {})) propagateFrom(run, scope, name, value);
  const returned = { from: node.id, name: node.name, reason };
  run.queue.push({ element: to, scope, via: null, returned });
  return done;
}

type Body = { readonly id: InstanceId; readonly scope: InstanceId | null; readonly runs: number };

/** The body of the runs that an instance is one of, with how many of them are open; undefined where it is none. */
function bodyAround({ instances }: Run, { node, scope: id }: Living): Body | undefined {
  const body = id === null ? undefined : instances[id];
  if (id === null || body?.wait.kind !== "multi" || body.element !== node.id) return undefined;
  const runs = Object.values(instances).filter((each) => each.scope === id && !isWatcher(each.wait)).length;
  return { id, scope: body.scope, runs };
}

function nameAt(run: Run, scope: InstanceId | null, element: string): string {
  const node = planAt(run, scope).nodes.get(element);
  return node === undefined ? element : placeOf(node).name;
}

export function activateElements(run: Run, event: EventOf<"activateElements">): Applied {
  const found = find(run, event.scope, "adHoc");
  if (found === undefined) return err(problem("ENGINE_SCOPE_NOT_OPEN", { scope: event.scope }));
  const { living } = found;
  const { node, id } = living;
  if (node.kind !== "adHocSubProcess") throw new Error(`${node.id} is no ad-hoc subprocess`);
  const refused = findNotOffered(node, event.elements);
  if (refused !== null) return err(refused);
  const { elements, reason } = event;
  const names = elements.map((element) => nameAt(run, id, element));
  mark(run, "begun", living, { elements: [...elements], names, ...(reason === undefined ? {} : { reason }) });
  for (const element of event.elements) run.queue.push({ element, scope: id, via: null });
  return done;
}

export function moveToken(run: Run, { instance: id, to, reason }: EventOf<"moveToken">): Applied {
  if (run.merged !== null) return err(problem("ENGINE_CASE_MERGED", { into: run.merged.into }));
  const instance = Object.hasOwn(run.instances, id) ? run.instances[id] : undefined;
  if (instance === undefined) return err(problem("ENGINE_INSTANCE_NOT_OPEN", { instance: id }));
  const living = livingOf(run, id, instance);
  const { plan } = planAt(run, living.scope);
  const target = Object.hasOwn(plan.nodes, to) ? plan.nodes[to] : undefined;
  if (target === undefined || isCalledUp(plan, target) || isCalledUp(plan, living.node))
    return err(problem("ENGINE_MOVE_IMPOSSIBLE", { ...placeOf(living.node), to }));
  const scopes = scopesAround(run, living.scope);
  mark(run, "moved", living, { to, toName: placeOf(target).name, reason });
  cancelInstance(run, outermost(run, id, nearestOpen(plan.nodes, target, scopes)), "interrupted");
  const scope = openScope(run, plan, target.scope, scopes);
  if (!scope.ok) return scope;
  run.queue.push({ element: to, scope: scope.value, via: null });
  return done;
}

/**
 * What no token comes to by a flow: a boundary event is begun by what it is attached to, an event subprocess and its
 * start by their event, a compensation handler by what is undone.
 */
function isCalledUp({ nodes }: Plan, { id, type, kind }: PlanNode): boolean {
  if (type === "boundaryEvent" || kind === "eventSubProcess") return true;
  if (type === "startEvent" && kind !== "noneStart") return true;
  return Object.values(nodes).some((each) => each.kind === "compensationBoundary" && each.handler === id);
}

/** The scopes an instance stands in, up to the process it belongs to. */
function scopesAround(run: Run, scope: InstanceId | null): OpenScopes {
  const scopes: OpenScopes = new Map();
  for (let id = scope; id !== null;) {
    const instance = run.instances[id];
    if (instance === undefined) break;
    if (instance.wait.kind === "called") return scopes.set(null, id);
    // The body around several runs is named like the runs and holds nothing but them.
    if (instance.wait.kind !== "multi") scopes.set(instance.element, id);
    id = instance.scope;
  }
  return scopes.set(null, null);
}

/** The innermost of the open scopes that also holds the target. */
function nearestOpen(
  nodes: Readonly<Record<string, PlanNode>>,
  target: PlanNode,
  scopes: OpenScopes,
): InstanceId | null {
  for (let scope = target.scope; scope !== null; scope = nodes[scope]?.scope ?? null) {
    const open = scopes.get(scope);
    if (open !== undefined) return open;
  }
  return scopes.get(null) ?? null;
}

/** The instance itself, or the scope around it that stands directly in another scope. */
function outermost(run: Run, id: InstanceId, within: InstanceId | null): InstanceId {
  const around = run.instances[id]?.scope ?? null;
  return around === within || around === null ? id : outermost(run, around, within);
}
