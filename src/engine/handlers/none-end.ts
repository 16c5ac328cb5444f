import { ok, type Problem, type Result } from "#kernel";
import type { NodeOf, Value } from "#process";
import { evaluateString, evaluateValue } from "../state/evaluate.ts";
import type { Living, Run } from "../state/run.ts";
import type { Activation, Handler } from "./handler.ts";

export const noneEnd: Handler<"noneEnd"> = { activate: reachEnd };

/** An end event states the outcome it declares, if any; null leaves the outcome as it was. */
export function reachEnd(
  run: Run,
  living: Living,
  node: NodeOf<"noneEnd" | "terminateEnd">,
): Result<Activation, Problem> {
  const outcome = outcomeOf(run, living, node.outcome);
  return outcome.ok ? ok({ kind: "complete", result: {}, ...outcome.value }) : outcome;
}

export function outcomeOf(
  run: Run,
  living: Living,
  written: Value | null,
): Result<{ readonly outcome?: string }, Problem> {
  if (written === null) return ok({});
  const found = evaluateValue(run, living, written);
  if (!found.ok) return found;
  if (found.value === null) return ok({});
  const outcome = evaluateString(run, living, written, "yiwang:outcome value");
  return outcome.ok ? ok({ outcome: outcome.value }) : outcome;
}
