import type { EventStart, Plan, PlanNode } from "#process";
import { upstreamOf } from "./upstream.ts";

/** A plan made ready to run: its nodes by id, and what the drawing leaves to be worked out. */
export type RunnablePlan = {
  readonly plan: Plan;
  /** Of an activity that runs several times, this is the body around its runs. */
  readonly nodes: ReadonlyMap<string, PlanNode>;
  /** The single run of an activity that runs several times. */
  readonly each: ReadonlyMap<string, PlanNode>;
  /** The start events of event subprocesses, by the scope that they concern (null = the process). */
  readonly eventStarts: ReadonlyMap<string | null, readonly EventStart[]>;
  /**
   * For each joining inclusive gateway and each of its incoming flows: the nodes from which a token could
   * still come by that flow without passing the gateway itself.
   */
  readonly upstream: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
};

export function runnable(plan: Plan): RunnablePlan {
  const all = Object.values(plan.nodes);
  const repeated = all.filter(({ loop }) => loop !== undefined);
  const joins = all.filter(({ kind, incoming }) => kind === "inclusiveGateway" && incoming.length > 1);
  return {
    plan,
    nodes: new Map(all.map((node) => [node.id, node.loop === undefined ? node : bodyOf(node)])),
    each: new Map(repeated.map((node) => [node.id, eachOf(node)])),
    eventStarts: eventStartsOf(plan),
    upstream: new Map(joins.map(({ id }) => [id, upstreamOf(plan, id)])),
  };
}

function eventStartsOf(plan: Plan): ReadonlyMap<string | null, readonly EventStart[]> {
  const found = new Map<string | null, EventStart[]>();
  for (const node of Object.values(plan.nodes)) {
    const start = node.kind === "eventSubProcess" ? plan.nodes[node.start] : undefined;
    if (start?.kind === "eventStart") found.set(node.scope, [...(found.get(node.scope) ?? []), start]);
  }
  return found;
}

/** Mappings and limits are those of each run (Camunda 8); clocks, state, boundary events and flows those of the body. */
function bodyOf(node: PlanNode): PlanNode {
  const { deadline: _deadline, ...body } = node;
  return { ...body, inputs: [], outputs: [] } as PlanNode;
}

function eachOf(node: PlanNode): PlanNode {
  const { loop: _loop, ...each } = node;
  return { ...each, incoming: [], outgoing: [], boundaries: [], clocks: [], state: null } as PlanNode;
}
