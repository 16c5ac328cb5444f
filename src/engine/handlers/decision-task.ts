import { err, ok, problem } from "#kernel";
import { evaluateString, placeOf } from "../state/evaluate.ts";
import { contextOf } from "../state/variables.ts";
import type { Handler } from "./handler.ts";

export const decisionTask: Handler<"decisionTask"> = {
  activate: (run, living, node) => {
    const decision = evaluateString(run, living, node.decision, "zeebe:calledDecision decisionId");
    if (!decision.ok) return decision;
    const { decisions } = run.linked;
    if (decisions === null)
      return err(problem("ENGINE_DECISION_MISSING", { ...placeOf(node), decision: decision.value }));
    const decided = decisions(decision.value, contextOf(run, living), { now: run.at });
    if (!decided.ok) return decided;
    return ok({
      kind: "complete",
      result: { [node.resultVariable]: decided.value.value },
      decided: { decision: decision.value, ...decided.value.detail },
    });
  },
};
