import { ok, type Problem, type Result } from "#kernel";
import type { NodeOf } from "#process";
import { evaluateString, evaluateValue } from "../evaluate.ts";
import type { Living, Run } from "../run.ts";
import type { Activation, Handler } from "./handler.ts";

export const noneEnd: Handler<"noneEnd"> = { activate: reachEnd };

/** An end event states the outcome it declares, if any; null leaves the outcome as it was. */
export function reachEnd(
  run: Run,
  living: Living,
  node: NodeOf<"noneEnd" | "terminateEnd">,
): Result<Activation, Problem> {
  if (node.outcome === null) return ok({ kind: "complete", result: {} });
  const found = evaluateValue(run, living, node.outcome);
  if (!found.ok) return found;
  if (found.value === null) return ok({ kind: "complete", result: {} });
  const outcome = evaluateString(run, living, node.outcome, "yiwang:outcome value");
  return outcome.ok ? ok({ kind: "complete", result: {}, outcome: outcome.value }) : outcome;
}
