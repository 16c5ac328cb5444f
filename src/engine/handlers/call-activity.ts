import { err, ok, problem, type JsonObject } from "#kernel";
import type { CallActivity } from "#process";
import { evaluateString, placeOf } from "../state/evaluate.ts";
import type { LinkedPlan } from "../state/link.ts";
import { planAt, type Living, type Run } from "../state/run.ts";
import type { RunnablePlan } from "../state/runnable-plan.ts";
import type { InstanceId } from "../state/types.ts";
import { visibleFrom } from "../state/variables.ts";
import type { Handler } from "./handler.ts";

/** Processes calling each other deeper than this call themselves without end. */
const DEPTH_BOUND = 50;

/** Runs the called process inside this case: its elements stand in the activity's scope, under its own plan. */
export const callActivity: Handler<"callActivity"> = {
  activate: (run, living, node) => {
    const process = evaluateString(run, living, node.process, "zeebe:calledElement processId");
    if (!process.ok) return process;
    const place = { ...placeOf(node), process: process.value };
    const called = findCalled(run.linked, planAt(run, living.scope).plan.hash, process.value, node.binding);
    if (called === undefined) return err(problem("ENGINE_PROCESS_NOT_CALLABLE", place, place));
    if (depthOf(run, living.scope) >= DEPTH_BOUND)
      return err(problem("ENGINE_CALLS_TOO_DEEP", { ...place, limit: DEPTH_BOUND }, place));
    const { variables } = living;
    return ok({
      kind: "wait",
      wait: { kind: "called", plan: called.plan.hash, own: variables },
      effects: [],
      begin: [{ element: called.plan.start }],
      variables: node.propagateParent ? { ...visibleFrom(run, living.scope), ...variables } : variables,
    });
  },
};

/** What comes back: all variables of the called process, for the output mappings where there are any. */
export function resultOfCall({ node, variables }: Living): JsonObject {
  if (node.kind !== "callActivity") throw new Error(`${node.id} calls nothing`);
  return node.propagateChild || node.outputs.length > 0 ? variables : {};
}

function findCalled(
  linked: LinkedPlan,
  caller: string,
  process: string,
  binding: CallActivity["binding"],
): RunnablePlan | undefined {
  const deployment = deploymentOf(linked, caller);
  return [...linked.plans.values()].findLast(({ plan }) => {
    if (plan.id !== process || plan.start === "") return false;
    if (binding.kind === "versionTag") return plan.versionTag === binding.tag;
    return binding.kind === "latest" || deployment === null || deployment.has(plan.hash);
  });
}

/** What was published together with the process that calls: with the case's own where that holds it, else the latest. */
function deploymentOf(
  { plan, deployment, deployments }: LinkedPlan,
  caller: string,
): LinkedPlan["deployment"] {
  if (deployment === null || caller === plan.hash || deployment.has(caller)) return deployment;
  return deployments.findLast((each) => each.has(caller)) ?? deployment;
}

function depthOf(run: Run, scope: InstanceId | null): number {
  const instance = scope === null ? undefined : run.instances[scope];
  if (instance === undefined) return 0;
  return depthOf(run, instance.scope) + (instance.wait.kind === "called" ? 1 : 0);
}
