import type { Instant } from "#kernel";
import type { PlanNode } from "#process";
import type { LinkedPlan } from "../state/link.ts";
import { planAt } from "../state/run.ts";
import { instancesOf, type CaseState } from "../state/state.ts";
import { step } from "./step.ts";
import type { InstanceId, OpenTask } from "../state/types.ts";

/** An open ad-hoc subprocess (临时子流程) and what may begin in it, in the order drawn. */
export type Offer = {
  readonly scope: InstanceId;
  readonly node: PlanNode;
  readonly elements: readonly {
    readonly node: PlanNode;
    /** The task that would open, where one would; the step is tried and not kept. */
    readonly task: OpenTask | null;
    /** How often it is open now. */
    readonly open: number;
  }[];
};

const TRYING = { kind: "system", name: "preview" } as const;

/** The ad-hoc subprocesses of a case in which a person may begin something now, the oldest first. */
export function offersOf(linked: LinkedPlan, state: CaseState, at: Instant): readonly Offer[] {
  return instancesOf(state).flatMap(([scope, { element, scope: around, wait }]) => {
    if (wait.kind !== "adHoc") return [];
    const { nodes } = planAt({ linked, instances: state.instances }, around);
    const node = nodes.get(element);
    if (node?.kind !== "adHocSubProcess") return [];
    const elements = node.offered.flatMap((id) => {
      const offered = nodes.get(id);
      if (offered === undefined) return [];
      const open = Object.values(state.instances).filter(
        (each) => each.scope === scope && each.element === id,
      ).length;
      return [{ node: offered, task: taskOf(linked, state, { scope, element: id, at }), open }];
    });
    return [{ scope, node, elements }];
  });
}

function taskOf(
  linked: LinkedPlan,
  state: CaseState,
  { scope, element, at }: { readonly scope: InstanceId; readonly element: string; readonly at: Instant },
): OpenTask | null {
  const event = { kind: "activateElements", scope, elements: [element], at, actor: TRYING } as const;
  const tried = step(linked, state, event);
  for (const effect of tried.ok ? tried.value.effects : [])
    if (effect.kind === "openTask" && effect.task.element === element) return effect.task;
  return null;
}
