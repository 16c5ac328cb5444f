import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { Plan } from "#process";
import { enter } from "./life-cycle.ts";
import { getNode, nextId, type Run } from "../state/run.ts";
import type { InstanceId } from "../state/types.ts";

/** Scopes by the element they are a run of; null is the process itself, which is an instance where it was called. */
export type OpenScopes = Map<string | null, InstanceId | null>;

/**
 * The scope that an element of a plan stands in, opened with those around it where it is not open yet; several
 * beginnings inside share it. Errors: ENGINE_START_ELEMENT_UNKNOWN inside several runs, as nothing says which is
 * meant; those of the scope's own mappings and timers.
 */
export function openScope(
  run: Run,
  plan: Plan,
  element: string | null,
  scopes: OpenScopes,
): Result<InstanceId | null, Problem> {
  const known = scopes.get(element);
  if (known !== undefined) return ok(known);
  const drawn = element === null ? undefined : plan.nodes[element];
  if (element === null || drawn === undefined || drawn.loop !== undefined)
    return err(problem("ENGINE_START_ELEMENT_UNKNOWN", { element: String(element) }));
  const around = openScope(run, plan, drawn.scope, scopes);
  if (!around.ok) return around;
  const id = nextId(run);
  scopes.set(element, id);
  run.entered.add(id);
  enter(run, { id, node: getNode(run, element, around.value), scope: around.value, variables: {} });
  const wait = run.instances[id]?.wait;
  return wait?.kind === "failed" ? err(wait.problem) : ok(id);
}
