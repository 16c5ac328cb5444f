import type { Instant, Problem, Result } from "#kernel";
import type { Plan, PlanNode } from "#process";
import type { LinkedPlan } from "../state/link.ts";
import { planAt } from "../state/run.ts";
import { instancesOf, isWatcher, type CaseState, type Wait } from "../state/state.ts";
import { step } from "./step.ts";
import type { Actor, InstanceId } from "../state/types.ts";

/** Where a case stands: an element that something waits at, in the plan that it is an element of. */
export type Standing = {
  readonly id: InstanceId;
  readonly node: PlanNode;
  readonly plan: Plan;
  readonly wait: Wait["kind"];
};

/**
 * Where a case stands, oldest first: what waits for something of its own and may be moved. Several runs of one
 * activity are one place, as moving one of them ends them all; what only watches, is on offer, or is around something
 * else is none.
 */
export function standingsOf(linked: LinkedPlan, state: CaseState): readonly Standing[] {
  const all = instancesOf(state);
  const around = new Set(all.flatMap(([, { scope, wait }]) => (isWatcher(wait) ? [] : [scope])));
  const places = new Map<string, Standing>();
  for (const [id, { element, scope, wait }] of all) {
    if (isWatcher(wait) || around.has(id) || (wait.kind === "task" && wait.optional)) continue;
    const { plan, nodes } = planAt({ linked, instances: state.instances }, scope);
    const node = nodes.get(element);
    const body = scope === null ? undefined : state.instances[scope];
    const key = body?.wait.kind === "multi" && scope !== null ? scope : id;
    if (node !== undefined && !places.has(key)) places.set(key, { id, node, plan, wait: wait.kind });
  }
  return [...places.values()];
}

/** What the engine refuses of a move, tried and not kept. Errors: those of `step` for `moveToken`. */
export function tryMove(
  linked: LinkedPlan,
  state: CaseState,
  move: {
    readonly instance: InstanceId;
    readonly to: string;
    readonly at: Instant;
    readonly actor: Actor;
  },
): Result<unknown, Problem> {
  return step(linked, state, { kind: "moveToken", reason: "", ...move });
}

/** The element that an instance of a state is a run of. */
export function nodeOf(linked: LinkedPlan, state: CaseState, id: InstanceId): PlanNode | undefined {
  const instance = Object.hasOwn(state.instances, id) ? state.instances[id] : undefined;
  if (instance === undefined) return undefined;
  return planAt({ linked, instances: state.instances }, instance.scope).nodes.get(instance.element);
}
