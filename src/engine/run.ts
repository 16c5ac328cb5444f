import type { Clock } from "#calendar";
import type { Instant, JsonObject } from "#kernel";
import type { PlanNode } from "#process";
import type { LinkedPlan } from "./link.ts";
import type { CaseState, ElementInstance } from "./state.ts";
import type { CaseEvent, CaseStatus, Effect, InstanceId, Mark } from "./types.ts";

/** A token under way: the element it enters next and the flow it comes by. */
export type Token = {
  readonly element: string;
  readonly scope: InstanceId | null;
  readonly via: string | null;
};

/** An element instance in hand; it is put into the state only when it has to wait. */
export type Living = {
  readonly id: InstanceId;
  readonly node: PlanNode;
  readonly scope: InstanceId | null;
  variables: JsonObject;
};

/** One step in the making: a draft that never touches the state it began from. */
export type Run = {
  readonly linked: LinkedPlan;
  readonly event: CaseEvent;
  readonly at: Instant;
  readonly marks: Mark[];
  readonly effects: Effect[];
  readonly instances: Record<InstanceId, ElementInstance>;
  /** Scopes begun somewhere inside (`startAt`) rather than at their start event. */
  readonly entered: Set<InstanceId>;
  /** Scopes in which a token came to its end in this step. */
  readonly ended: Set<InstanceId | null>;
  queue: Token[];
  status: CaseStatus;
  state: string | null;
  outcome: string | null;
  variables: JsonObject;
  clocks: Readonly<Record<string, Clock>>;
  joins: CaseState["joins"];
  doneBy: CaseState["doneBy"];
  next: number;
  hops: number;
};

export function beginRun(linked: LinkedPlan, state: CaseState | null, event: CaseEvent): Run {
  return {
    linked,
    event,
    at: event.at,
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
  };
}

export function nextId(run: Run): InstanceId {
  const id = `e${run.next}`;
  run.next += 1;
  return id;
}

export function getNode(run: Run, element: string): PlanNode {
  const nodes = run.linked.plan.nodes;
  const node = Object.hasOwn(nodes, element) ? nodes[element] : undefined;
  if (node === undefined) throw new Error(`plan ${run.linked.plan.id} has no element ${element}`);
  return node;
}

export function livingOf(run: Run, id: InstanceId, instance: ElementInstance): Living {
  return { id, node: getNode(run, instance.element), scope: instance.scope, variables: instance.variables };
}

/** Adds a mark about an element; `instance` tells two runs of one element apart. */
export function mark(run: Run, kind: Mark["kind"], living: Living, detail: JsonObject = {}): void {
  const { id, node } = living;
  run.marks.push({ kind, element: node.id, name: node.name, detail: { instance: id, ...detail } });
}

/** An object without one of its keys. */
export function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
