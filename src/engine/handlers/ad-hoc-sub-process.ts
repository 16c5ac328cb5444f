import { ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { AdHocSubProcess } from "#process";
import { evaluateText, evaluateValue, placeOf, unexpected } from "../state/evaluate.ts";
import type { Living, Run } from "../state/run.ts";
import { contextOf } from "../state/variables.ts";
import type { Handler } from "./handler.ts";

/** Begins the elements that are named; more may begin later (`activateElements`), in any order and any number. */
export const adHocSubProcess: Handler<"adHocSubProcess"> = {
  activate: (run, living, node) => {
    const active = node.active === null ? ok([]) : evaluateValue(run, living, node.active);
    if (!active.ok) return active;
    const attribute = "zeebe:adHoc activeElementsCollection";
    const names = Array.isArray(active.value) ? active.value.map(String) : null;
    if (names === null) return unexpected(node, attribute, active.value);
    if (!names.every((name) => node.offered.includes(name))) return unexpected(node, attribute, active.value);
    return ok({
      kind: "wait",
      wait: { kind: "adHoc", open: node.completion !== null },
      effects: [],
      begin: names.map((element) => ({ element })),
      ...(node.output === null ? {} : { variables: { ...living.variables, [node.output.collection]: [] } }),
    });
  },
};

/** The list the paths made leaves the scope; what else is the scope's own stays in it. */
export function resultOfOffered({ node, variables }: Living): {
  readonly variables: JsonObject;
  readonly result: JsonObject;
} {
  const list = node.kind === "adHocSubProcess" ? (node.output?.collection ?? null) : null;
  if (list === null) return { variables, result: {} };
  const { [list]: made = [], ...own } = variables;
  return { variables: own, result: { [list]: made } };
}

/** The refusal of the first element that may not begin there. Code: ENGINE_ELEMENT_NOT_OFFERED. */
export function findNotOffered(node: AdHocSubProcess, elements: readonly string[]): Problem | null {
  const element = elements.find((each) => !node.offered.includes(each));
  return element === undefined
    ? null
    : problem("ENGINE_ELEMENT_NOT_OFFERED", { ...placeOf(node), other: element });
}

/**
 * A path inside ends: what it made joins the list and the completion condition is asked. Errors: those of the two
 * expressions.
 */
export function endOfferedPath(
  run: Run,
  living: Living,
  body: Living,
): Result<() => "enough" | "more", Problem> {
  const { id, node, scope } = body;
  if (node.kind !== "adHocSubProcess") throw new Error(`${node.id} is no ad-hoc subprocess`);
  const made = listOf(run, living, body, node);
  if (!made.ok) return made;
  const variables = { ...body.variables, ...made.value };
  const holds = isComplete(run, living, node, made.value);
  if (!holds.ok) return holds;
  const open = node.completion !== null && !holds.value;
  return ok(() => {
    const due = run.instances[id]?.due;
    const limited = due === undefined ? {} : { due };
    run.instances[id] = {
      element: node.id,
      scope,
      variables,
      wait: { kind: "adHoc", open },
      ...limited,
    };
    return holds.value && node.cancelRemaining ? "enough" : "more";
  });
}

function listOf(
  run: Run,
  living: Living,
  { variables }: Living,
  { output }: AdHocSubProcess,
): Result<JsonObject, Problem> {
  if (output === null) return ok({});
  const made = evaluateValue(run, living, output.element);
  if (!made.ok) return made;
  const list = variables[output.collection];
  return ok({ [output.collection]: [...(Array.isArray(list) ? list : []), made.value] });
}

function isComplete(
  run: Run,
  living: Living,
  node: AdHocSubProcess,
  made: JsonObject,
): Result<boolean, Problem> {
  if (node.completion?.kind !== "feel") return ok(false);
  const found = evaluateText(run, node, node.completion.text, { ...contextOf(run, living), ...made });
  if (!found.ok) return found;
  return typeof found.value === "boolean"
    ? ok(found.value)
    : unexpected(node, "completionCondition", found.value);
}
