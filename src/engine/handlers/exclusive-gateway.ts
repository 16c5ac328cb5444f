import { err, ok, problem } from "#kernel";
import { evaluateCondition, placeOf } from "../state/evaluate.ts";
import { planAt } from "../state/run.ts";
import { contextOf } from "../state/variables.ts";
import type { Handler } from "./handler.ts";

/** The first flow whose condition is true, else the default; a condition that is not a boolean fails. */
export const exclusiveGateway: Handler<"exclusiveGateway"> = {
  activate: () => ok({ kind: "complete", result: {} }),
  leave: (run, living, node) => {
    const context = contextOf(run, living);
    for (const id of node.outgoing) {
      if (id === node.defaultFlow) continue;
      const condition = planAt(run, living.scope).plan.flows[id]?.condition ?? null;
      if (condition === null) return ok([id]);
      const holds = evaluateCondition(run, node, { id, condition }, context);
      if (!holds.ok) return holds;
      if (holds.value) return ok([id]);
    }
    if (node.defaultFlow !== null) return ok([node.defaultFlow]);
    return err(problem("ENGINE_NO_FLOW_MATCHES", placeOf(node), placeOf(node)));
  },
};
