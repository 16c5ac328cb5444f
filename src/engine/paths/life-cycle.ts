import { problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { NodeKind, NodeOf, PlanNode } from "#process";
import { cancelScope } from "./cancelling.ts";
import { noteCompleted, noteUndone } from "./compensating.ts";
import { evaluateMappings, placeOf } from "../state/evaluate.ts";
import type { Activation, Deed } from "../handlers/handler.ts";
import { handlerOf } from "../handlers/handlers.ts";
import { turnClocks } from "../time/legal-time.ts";
import { limitScope } from "../time/scope-limit.ts";
import { beginRuns } from "./multi-instance.ts";
import { endPath } from "./end-path.ts";
import { getNode, mark, nextId, planAt, type Living, type Run, type Token } from "../state/run.ts";
import type { Phase, Walked } from "../state/state.ts";
import { throwFrom } from "./throwing.ts";
import { contextOf, propagate, propagateFrom, visibleFrom } from "../state/variables.ts";
import { closeWatchers, seekMessage, watchersOf } from "../time/watching.ts";

/**
 * More elements than this in one step is a loop without a wait. The longest honest step we know of, a
 * script counting to a thousand, takes three thousand.
 */
const HOP_BOUND = 10_000;

/** Where a phase leads: the next one, a wait, the end of the instance, or a failure that keeps its phase. */
type Next =
  | { readonly kind: "phase"; readonly phase: Walked; readonly result: JsonObject }
  | { readonly kind: "waiting" }
  | { readonly kind: "gone" }
  | { readonly kind: "failed"; readonly problem: Problem };

const failed = (found: Problem): Next => ({ kind: "failed", problem: found });
const goOn = (phase: Walked, result: JsonObject = {}): Next => ({ kind: "phase", phase, result });

/** A token reaches an element: it waits there to be joined, or a new instance begins. */
export function arrive(run: Run, token: Token): void {
  const node = getNode(run, token.element, token.scope);
  if (!admits(run, token, node)) return;
  run.hops += 1;
  const { scope, variables = {}, caught, returned } = token;
  const back = returned === undefined ? {} : { returned };
  const living: Living = { id: token.id ?? nextId(run), node, scope, variables, ...back };
  const from = caught === undefined || node.kind === "eventSubProcess" ? "enter" : "caught";
  enter(run, living, from, caught);
}

/** Begins an instance, unless the step has already gone round in circles. `payload` is what an event brought. */
export function enter(
  run: Run,
  living: Living,
  from: "enter" | "caught" = "enter",
  payload: JsonObject = {},
): void {
  mark(run, "entered", living);
  if (run.hops > HOP_BOUND)
    return fail(run, living, from, payload, problem("ENGINE_LOOP_WITHOUT_WAIT", placeOf(living.node)));
  proceed(run, living, from, payload);
}

/** Takes an instance through its phases from one of them until it waits, fails or is gone. */
export function proceed(run: Run, living: Living, from: Phase, result: JsonObject): void {
  let phase: Walked = from === "job" || from === "watch" ? "activate" : from;
  let made = result;
  for (;;) {
    const next = PHASES[phase](run, living, made);
    if (next.kind === "waiting" || next.kind === "gone") return;
    if (next.kind === "failed") return fail(run, living, phase, made, next.problem);
    phase = next.phase;
    made = next.result;
  }
}

/** Keeps the instance as a failure for a person. */
export function fail(
  run: Run,
  living: Living,
  phase: Phase,
  result: JsonObject,
  found: Problem,
  jobType?: string,
): void {
  const { id, node, scope, variables } = living;
  run.instances[id] = {
    element: node.id,
    scope,
    variables,
    wait: { kind: "failed", phase, problem: found, result, ...(jobType === undefined ? {} : { jobType }) },
  };
  run.effects.push({ kind: "raiseFailure", failure: { id, element: node.id, problem: found } });
  mark(run, "failed", living, { code: found.code });
}

const PHASES: Readonly<Record<Walked, (run: Run, living: Living, result: JsonObject) => Next>> = {
  enter: (run, living, payload) => mapInputs(run, living, goOn("activate", payload)),
  caught: (run, living, payload) => mapInputs(run, living, goOn("complete", payload)),
  activate,
  complete: mapOutputs,
  clocks: turnLast,
  leave,
};

function mapInputs(run: Run, living: Living, next: Next): Next {
  const { node } = living;
  const before = living.variables;
  const made = evaluateMappings(run, node, node.inputs, contextOf(run, living), {});
  if (!made.ok) return failed(made.error);
  living.variables = { ...before, ...made.value };
  const trouble = turnClocks(run, living, "enter");
  if (trouble !== null) {
    living.variables = before;
    return failed(trouble);
  }
  if (node.state !== null && node.state !== run.state) {
    mark(run, "stateChanged", living, { state: node.state, from: run.state });
    run.state = node.state;
  }
  return next;
}

function activate(run: Run, living: Living, payload: JsonObject): Next {
  const activation = activationOf(run, living, living.node.kind, payload);
  if (!activation.ok) return failed(activation.error);
  const { value } = activation;
  if (value.kind === "wait") return settleDown(run, living, value);
  if (value.outcome !== undefined) run.outcome = value.outcome;
  if (value.kind === "throw") return throwOut(run, living, value.deed);
  if (value.decided !== undefined) mark(run, "decided", living, value.decided);
  return goOn("complete", value.result);
}

function settleDown(run: Run, living: Living, found: Extract<Activation, { readonly kind: "wait" }>): Next {
  const { id, node, scope, variables } = living;
  const { wait, effects, begin = [] } = found;
  const limited = limitScope(run, living);
  if (!limited.ok) return failed(limited.error);
  const due = limited.value === null ? {} : { due: limited.value.due };
  run.instances[id] = { element: node.id, scope, variables: found.variables ?? variables, wait, ...due };
  const watchers = watchersOf(run, living);
  if (!watchers.ok) return failed(watchers.error);
  run.effects.push(...effects);
  watchers.value();
  limited.value?.open();
  if ("host" in wait) seekMessage(run, id, wait);
  for (const each of begin) run.queue.push({ ...each, scope: id, via: null });
  return { kind: "waiting" };
}

function throwOut(run: Run, living: Living, deed: Deed): Next {
  const thrower = throwFrom(run, living, deed);
  switch (thrower.kind) {
    case "goesOn":
      return goOn("complete");
    case "gone":
      return { kind: "gone" };
    case "fails":
      return failed(thrower.problem);
    case "waits": {
      const { id, node, scope, variables } = living;
      run.instances[id] = { element: node.id, scope, variables, wait: { kind: "undoing" } };
      return { kind: "waiting" };
    }
  }
}

function mapOutputs(run: Run, living: Living, result: JsonObject): Next {
  const { node } = living;
  if (node.outputs.length === 0) {
    propagate(run, living, result);
  } else {
    const context = { ...contextOf(run, living), ...result };
    const made = evaluateMappings(run, node, node.outputs, context, visibleFrom(run, living.scope));
    if (!made.ok) return failed(made.error);
    living.variables = { ...living.variables, ...result };
    for (const [name, value] of Object.entries(made.value)) propagateFrom(run, living.scope, name, value);
  }
  closeWatchers(run, living.id);
  return goOn("clocks");
}

function turnLast(run: Run, living: Living): Next {
  const trouble = turnClocks(run, living, "leave");
  return trouble === null ? goOn("leave") : failed(trouble);
}

function leave(run: Run, living: Living): Next {
  const { id, node, scope } = living;
  const flows = flowsOf(run, living, node.kind);
  if (!flows.ok) return failed(flows.error);
  const ending = flows.value.length === 0 ? endPath(run, living) : null;
  if (ending !== null && !ending.ok) return failed(ending.error);
  delete run.instances[id];
  mark(run, "completed", living);
  noteCompleted(run, living);
  noteUndone(run, id);
  if (handlerOf(node.kind).endsScope === true)
    cancelScope(run, scope, scope === null ? "ended" : "interrupted");
  if (ending !== null) {
    run.ended.add(scope);
    if (ending.value() === "enough" && scope !== null) cancelScope(run, scope, "interrupted");
  }
  for (const flow of flows.value) {
    const to = planAt(run, scope).plan.flows[flow]?.to;
    if (to !== undefined) run.queue.push({ element: to, scope, via: flow });
  }
  return { kind: "gone" };
}

function activationOf<Kind extends NodeKind>(
  run: Run,
  living: Living,
  kind: Kind,
  payload: JsonObject,
): Result<Activation, Problem> {
  if (living.node.loop !== undefined) return beginRuns(run, living, living.node.loop);
  return handlerOf(kind).activate(run, living, narrow(living.node, kind), payload);
}

function flowsOf<Kind extends NodeKind>(
  run: Run,
  living: Living,
  kind: Kind,
): Result<readonly string[], Problem> {
  const { leave: choose } = handlerOf(kind);
  if (choose === undefined) return { ok: true, value: living.node.outgoing };
  return choose(run, living, narrow(living.node, kind));
}

function admits(run: Run, token: Token, node: PlanNode): boolean {
  return admitsAs(run, token, node, node.kind);
}

function admitsAs<Kind extends NodeKind>(run: Run, token: Token, node: PlanNode, kind: Kind): boolean {
  return handlerOf(kind).admit?.(run, token.scope, token.via, narrow(node, kind)) ?? true;
}

/** A node as its own kind: the kind was read from the node itself. */
function narrow<Kind extends NodeKind>(node: PlanNode, kind: Kind): NodeOf<Kind> {
  if (isOfKind(node, kind)) return node;
  throw new Error(`${node.id} is a ${node.kind}, not a ${kind}`);
}

const isOfKind = <Kind extends NodeKind>(node: PlanNode, kind: Kind): node is NodeOf<Kind> =>
  node.kind === kind;
