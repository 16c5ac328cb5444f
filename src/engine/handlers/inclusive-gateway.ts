import { err, ok, problem, type Problem, type Result } from "#kernel";
import { evaluateCondition, placeOf } from "../state/evaluate.ts";
import { planAt } from "../state/run.ts";
import { contextOf } from "../state/variables.ts";
import { waitToJoin } from "../state/joining.ts";
import type { Handler } from "./handler.ts";

/**
 * Leaves by every flow whose condition is true, by the default where none is. A token that arrives waits until
 * no other can still come (`releaseInclusive`).
 */
export const inclusiveGateway: Handler<"inclusiveGateway"> = {
  activate: () => ok({ kind: "complete", result: {} }),
  admit: (run, scope, via, node) => {
    if (via === null || node.incoming.length < 2) return true;
    waitToJoin(run, scope, node.id, via);
    return false;
  },
  leave: (run, living, node): Result<readonly string[], Problem> => {
    const context = contextOf(run, living);
    const taken: string[] = [];
    for (const id of node.outgoing) {
      if (id === node.defaultFlow) continue;
      const condition = planAt(run, living.scope).plan.flows[id]?.condition ?? null;
      const holds = condition === null ? ok(true) : evaluateCondition(run, node, { id, condition }, context);
      if (!holds.ok) return holds;
      if (holds.value) taken.push(id);
    }
    if (taken.length > 0) return ok(taken);
    if (node.defaultFlow !== null) return ok([node.defaultFlow]);
    return err(problem("ENGINE_NO_FLOW_MATCHES", placeOf(node), placeOf(node)));
  },
};
