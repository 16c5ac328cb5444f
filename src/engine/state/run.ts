import type { Clock } from "#calendar";
import type { Instant, JsonObject } from "#kernel";
import type { PlanNode } from "#process";
import type { LinkedPlan } from "./link.ts";
import type { RunnablePlan } from "./runnable-plan.ts";
import type {
  BufferedMessage,
  CaseState,
  Compensation,
  ElementInstance,
  MergedState,
  ThrownMessage,
} from "./state.ts";
import type { CaseEvent, CaseStatus, Effect, InstanceId, Mark, Returned } from "./types.ts";

/** A token under way: the element it enters next and the flow it comes by. */
export type Token = {
  readonly element: string;
  readonly scope: InstanceId | null;
  readonly via: string | null;
  /** What the instance that it begins has of its own from the start: one run of several its item. */
  readonly variables?: JsonObject;
  /** The instance's id, where something else must know it beforehand. */
  readonly id?: InstanceId;
  /** What the event that it enters by has brought: it does not wait for it. */
  readonly caught?: JsonObject;
  /** There where it goes back (退回) instead of on. */
  readonly returned?: Returned;
};

/** What is done in its turn among the tokens. */
export type Errand =
  | { readonly errand: "broadcast"; readonly name: string; readonly variables: JsonObject }
  | { readonly errand: "publish"; readonly message: ThrownMessage }
  | { readonly errand: "seek"; readonly subscription: InstanceId }
  | { readonly errand: "finish"; readonly instance: InstanceId };

/** An element instance in hand; it is put into the state only when it has to wait. */
export type Living = {
  readonly id: InstanceId;
  readonly node: PlanNode;
  readonly scope: InstanceId | null;
  /** What its token went back for. */
  readonly returned?: Returned;
  variables: JsonObject;
};

/** One step in the making: a draft that never touches the state it began from. */
export type Run = {
  readonly linked: LinkedPlan;
  readonly event: CaseEvent;
  readonly at: Instant;
  /** The plan that the case ran under before this step. */
  readonly plan: string;
  readonly marks: Mark[];
  readonly effects: Effect[];
  readonly instances: Record<InstanceId, ElementInstance>;
  /** Scopes begun somewhere inside (`startAt`) rather than at their start event. */
  readonly entered: Set<InstanceId>;
  /** Scopes in which a token came to its end in this step. */
  readonly ended: Set<InstanceId | null>;
  queue: (Token | Errand)[];
  status: CaseStatus;
  state: string | null;
  outcome: string | null;
  variables: JsonObject;
  clocks: Readonly<Record<string, Clock>>;
  joins: CaseState["joins"];
  messages: readonly BufferedMessage[];
  /** Messages thrown in this step that nothing in the case has taken so far. */
  thrown: readonly ThrownMessage[];
  compensations: readonly Compensation[];
  /** What it has laid aside, while it is merged into another case. */
  merged: MergedState | null;
  climbed: NonNullable<CaseState["climbed"]>;
  doneBy: CaseState["doneBy"];
  next: number;
  hops: number;
};

export function beginRun(linked: LinkedPlan, state: CaseState | null, event: CaseEvent): Run {
  return {
    linked,
    event,
    at: event.at,
    plan: state?.plan ?? linked.plan.hash,
    marks: [],
    effects: [],
    instances: { ...state?.instances },
    entered: new Set(),
    ended: new Set(),
    queue: [],
    status: state?.status ?? "active",
    state: state?.state ?? null,
    outcome: state?.outcome ?? null,
    variables: state?.variables ?? {},
    clocks: state?.clocks ?? {},
    joins: state?.joins ?? {},
    // Instants sort as text.
    messages: (state?.messages ?? []).filter(({ until }) => until > event.at),
    thrown: [],
    compensations: state?.compensations ?? [],
    merged: state?.merged ?? null,
    climbed: state?.climbed ?? [],
    doneBy: state?.doneBy ?? {},
    next: state?.next ?? 1,
    hops: 0,
  };
}

export function endRun(run: Run, startedAt: Instant): CaseState {
  return {
    plan: run.linked.plan.hash,
    startedAt,
    status: run.status,
    state: run.state,
    outcome: run.outcome,
    variables: run.variables,
    clocks: run.clocks,
    next: run.next,
    instances: run.instances,
    joins: run.joins,
    doneBy: run.doneBy,
    ...(run.messages.length === 0 ? {} : { messages: run.messages }),
    ...(run.compensations.length === 0 ? {} : { compensations: run.compensations }),
    ...(run.merged === null ? {} : { merged: run.merged }),
    ...(run.climbed.length === 0 ? {} : { climbed: run.climbed }),
  };
}

export function nextId(run: Run): InstanceId {
  const id = `e${run.next}`;
  run.next += 1;
  return id;
}

/** What stands where, in a step or between two. */
type Standing = {
  readonly linked: LinkedPlan;
  readonly instances: Readonly<Record<InstanceId, ElementInstance>>;
};

/** One call of a process: by which activity, and the plan that was called. */
export type Call = { readonly by: string; readonly plan: string };

/** The calls that a scope stands in, the outermost first; none in the case's own process. */
export function callsAround({ instances }: Pick<Standing, "instances">, scope: InstanceId | null): Call[] {
  const calls: Call[] = [];
  for (let id = scope; id !== null;) {
    const instance = instances[id];
    if (instance === undefined) break;
    if (instance.wait.kind === "called") calls.unshift({ by: instance.element, plan: instance.wait.plan });
    id = instance.scope;
  }
  return calls;
}

/** The plan that a scope's elements stand in: that of the process called around it, else the case's own. */
export function planAt(run: Standing, scope: InstanceId | null): RunnablePlan {
  for (let id = scope; id !== null;) {
    const instance = run.instances[id];
    if (instance === undefined) break;
    if (instance.wait.kind === "called") {
      const called = run.linked.plans.get(instance.wait.plan);
      if (called === undefined) throw new Error(`called plan not linked: ${instance.wait.plan}`);
      return called;
    }
    id = instance.scope;
  }
  return run.linked.root;
}

/** An element as it runs in a scope: inside the body of several runs it is the single run. */
export function getNode(run: Standing, element: string, scope: InstanceId | null = null): PlanNode {
  const { plan, nodes, each } = planAt(run, scope);
  const around = scope === null ? undefined : run.instances[scope];
  const single = around?.wait.kind === "multi" && around.element === element;
  const node = single ? each.get(element) : nodes.get(element);
  if (node === undefined) throw new Error(`plan ${plan.id} has no element ${element}`);
  return node;
}

export function livingOf(run: Run, id: InstanceId, instance: ElementInstance): Living {
  const { element, scope, variables } = instance;
  return { id, node: getNode(run, element, scope), scope, variables };
}

/** The body of several runs is told apart from the runs, which have the same name. */
const bodyMark = ({ loop }: PlanNode): JsonObject => (loop === undefined ? {} : { body: true });

/**
 * Adds a mark about an element; `instance` tells two runs of one element apart, `calls` elements of called
 * processes from those of the case's own.
 */
export function mark(run: Run, kind: Mark["kind"], living: Living, detail: JsonObject = {}): void {
  const { id, node, scope } = living;
  const calls = scope === null ? [] : callsAround(run, scope);
  run.marks.push({
    kind,
    element: node.id,
    name: node.name,
    detail: { instance: id, ...bodyMark(node), ...(calls.length === 0 ? {} : { calls }), ...detail },
  });
}

/** An object without one of its keys. */
export function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
