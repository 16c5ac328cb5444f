import {
  err,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { parseTimerDate, type Mapping, type PlanNode, type Value } from "#process";
import { evaluateFeel } from "#rules";
import type { Living, Run } from "./run.ts";
import { contextOf, pick, withPath } from "./variables.ts";

/** The JSON of a FEEL text that the plan holds. Errors: ENGINE_EXPRESSION_FAILED. */
export function evaluateText(
  run: Run,
  node: PlanNode,
  text: string,
  context: JsonObject,
): Result<Json, Problem> {
  const expression = run.linked.feel.get(text);
  if (expression === undefined) throw new Error(`expression not linked: ${text}`);
  const answer = evaluateFeel(expression, context, { now: run.at });
  if (answer.ok) return ok(answer.value.value);
  const reason = answer.error.message.en;
  return err(problem("ENGINE_EXPRESSION_FAILED", { ...placeOf(node), text, reason }, placeOf(node)));
}

export function evaluateValue(run: Run, living: Living, value: Value): Result<Json, Problem> {
  if (value.kind === "literal") return ok(value.value);
  return evaluateText(run, living.node, value.text, contextOf(run, living));
}

/** Whether a flow's condition holds. Errors: ENGINE_CONDITION_NOT_BOOLEAN, ENGINE_EXPRESSION_FAILED. */
export function evaluateCondition(
  run: Run,
  node: PlanNode,
  { id, condition }: { readonly id: string; readonly condition: string },
  context: JsonObject,
): Result<boolean, Problem> {
  const found = evaluateText(run, node, condition, context);
  if (!found.ok) return found;
  if (typeof found.value === "boolean") return ok(found.value);
  return err(
    problem(
      "ENGINE_CONDITION_NOT_BOOLEAN",
      { ...placeOf(node), flow: id, text: condition, value: JSON.stringify(found.value) },
      { ...placeOf(node), flow: id },
    ),
  );
}

/** A value that must be text (or a number written as text). Errors: ENGINE_VALUE_UNEXPECTED. */
export function evaluateString(
  run: Run,
  living: Living,
  value: Value,
  attribute: string,
): Result<string, Problem> {
  const found = evaluateValue(run, living, value);
  if (!found.ok) return found;
  if (typeof found.value === "string" || typeof found.value === "number") return ok(String(found.value));
  return unexpected(living.node, attribute, found.value);
}

/** A moment as ISO 8601; null stays null. Errors: ENGINE_VALUE_UNEXPECTED. */
export function evaluateInstant(
  run: Run,
  living: Living,
  value: Value | null,
  attribute: string,
): Result<Instant | null, Problem> {
  if (value === null) return ok(null);
  const found = evaluateValue(run, living, value);
  if (!found.ok || found.value === null) return found.ok ? ok(null) : found;
  const moment = typeof found.value === "string" ? parseTimerDate(found.value) : undefined;
  return moment === undefined ? unexpected(living.node, attribute, found.value) : ok(moment);
}

/**
 * The variables that mappings make, each seeing those before it (Camunda 8). `base` holds what a nested
 * target such as `a.b` is set into.
 */
export function evaluateMappings(
  run: Run,
  node: PlanNode,
  mappings: readonly Mapping[],
  context: JsonObject,
  base: JsonObject,
): Result<JsonObject, Problem> {
  let made: JsonObject = {};
  for (const { source, target } of mappings) {
    const found =
      source.kind === "literal"
        ? ok(source.value)
        : evaluateText(run, node, source.text, { ...context, ...made });
    if (!found.ok) return found;
    const name = target[0] ?? "";
    const start = Object.hasOwn(made, name) ? made : { ...made, ...pick(base, name) };
    made = withPath(start, target, found.value);
  }
  return ok(made);
}

export function unexpected(node: PlanNode, attribute: string, value: Json): Result<never, Problem> {
  const shown = JSON.stringify(value).slice(0, 200);
  return err(
    problem("ENGINE_VALUE_UNEXPECTED", { ...placeOf(node), attribute, value: shown }, placeOf(node)),
  );
}

/** How a problem names an element. */
export const placeOf = (node: PlanNode): { readonly element: string; readonly name: string } => ({
  element: node.id,
  name: node.name === "" ? node.id : node.name,
});
