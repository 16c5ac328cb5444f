import { err, ok, problem } from "#kernel";
import { evaluateText, placeOf } from "../evaluate.ts";
import { contextOf } from "../variables.ts";
import type { Handler } from "./handler.ts";

/** The first flow whose condition is true, else the default; a condition that is not a boolean fails. */
export const exclusiveGateway: Handler<"exclusiveGateway"> = {
  activate: () => ok({ kind: "complete", result: {} }),
  leave: (run, living, node) => {
    const context = contextOf(run, living);
    for (const id of node.outgoing) {
      if (id === node.defaultFlow) continue;
      const condition = run.linked.plan.flows[id]?.condition ?? null;
      if (condition === null) return ok([id]);
      const found = evaluateText(run, node, condition, context);
      if (!found.ok) return found;
      if (found.value === true) return ok([id]);
      if (found.value !== false)
        return err(
          problem(
            "ENGINE_CONDITION_NOT_BOOLEAN",
            { ...placeOf(node), flow: id, text: condition, value: JSON.stringify(found.value) },
            { ...placeOf(node), flow: id },
          ),
        );
    }
    if (node.defaultFlow !== null) return ok([node.defaultFlow]);
    return err(problem("ENGINE_NO_FLOW_MATCHES", placeOf(node), placeOf(node)));
  },
};
