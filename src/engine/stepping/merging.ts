import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import { cancelScope, closeWait } from "../paths/cancelling.ts";
import { openJobOf } from "../handlers/job-task.ts";
import { openTaskOf } from "../state/open-task.ts";
import { livingOf, type Run } from "../state/run.ts";
import { instancesOf, type ElementInstance, type MergedState } from "../state/state.ts";
import type { CaseEvent, InstanceId } from "../state/types.ts";
import { openingOf, seekMessage } from "../time/watching.ts";

type EventOf<Kind extends CaseEvent["kind"]> = Extract<CaseEvent, { readonly kind: Kind }>;
type Applied = Result<null, Problem>;

/**
 * The case goes with another: all that waits in it is laid aside as it stands, and the case waits at one element of
 * its own process instead. Its clocks run on. What is sent to it meanwhile finds nothing that waits. Errors:
 * ENGINE_CASE_MERGED, ENGINE_MERGE_IMPOSSIBLE (no such element, or one that waits inside a scope).
 */
export function mergeCase(run: Run, { into, waitAt, variables, reason }: EventOf<"merge">): Applied {
  if (run.merged !== null) return err(problem("ENGINE_CASE_MERGED", { into: run.merged.into }));
  const { nodes } = run.linked.plan;
  const target = Object.hasOwn(nodes, waitAt) ? nodes[waitAt] : undefined;
  if (target === undefined || target.scope !== null || "attachedTo" in target)
    return err(problem("ENGINE_MERGE_IMPOSSIBLE", { waitAt }));
  const { joins, state } = run;
  run.merged = { into, state, joins, instances: { ...run.instances }, before: beforeOf(run, variables) };
  for (const [id, { wait }] of instancesOf(run)) {
    delete run.instances[id];
    closeWait(run, id, wait);
  }
  run.joins = {};
  run.variables = { ...run.variables, ...variables };
  run.marks.push({ kind: "merged", detail: { into, ...(reason === undefined ? {} : { reason }) } });
  run.queue.push({ element: waitAt, scope: null, via: null });
  return ok(null);
}

/**
 * The case stands on its own again, where it stood: the same work under the same ids, by the same dates. What had come
 * due meanwhile is due at once. Errors: ENGINE_CASE_NOT_MERGED.
 */
export function unmergeCase(run: Run, { reason }: EventOf<"unmerge">): Applied {
  const { merged } = run;
  if (merged === null) return err(problem("ENGINE_CASE_NOT_MERGED"));
  cancelScope(run, null, "ended");
  run.merged = null;
  run.joins = merged.joins;
  run.variables = withBefore(run.variables, merged.before);
  run.marks.push({ kind: "unmerged", detail: { into: merged.into, reason } });
  if (run.state !== merged.state && merged.state !== null)
    run.marks.push({ kind: "stateChanged", detail: { state: merged.state } });
  run.state = merged.state;
  Object.assign(run.instances, merged.instances);
  for (const [id, instance] of instancesOf(merged)) reopen(run, id, instance);
  return ok(null);
}

function beforeOf({ variables }: Run, set: JsonObject): MergedState["before"] {
  return Object.entries(set).map(([name]) =>
    Object.hasOwn(variables, name) ? { name, value: variables[name] ?? null } : { name },
  );
}

function withBefore(variables: JsonObject, before: MergedState["before"]): JsonObject {
  const names = new Set(before.map(({ name }) => name));
  const others = Object.entries(variables).filter(([name]) => !names.has(name));
  const values = before.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return Object.fromEntries([...others, ...values]);
}

/** Asks of the outside again what an instance had asked of it. */
function reopen(run: Run, id: InstanceId, instance: ElementInstance): void {
  const { wait } = instance;
  switch (wait.kind) {
    case "task":
      run.effects.push({ kind: "openTask", task: openTaskOf(livingOf(run, id, instance), wait) });
      break;
    case "job": {
      const living = livingOf(run, id, instance);
      if (living.node.kind !== "jobTask") throw new Error(`${living.node.id} waits as a job but is none`);
      run.effects.push({
        kind: "callJob",
        job: openJobOf(run, living, living.node, wait.type, wait.retries),
      });
      break;
    }
    case "timer":
    case "message":
    case "signal":
      run.effects.push(...openingOf(id, livingOf(run, id, instance).node, wait));
      seekMessage(run, id, wait);
      break;
    case "failed":
      run.effects.push({
        kind: "raiseFailure",
        failure: { id, element: instance.element, problem: wait.problem },
      });
      break;
    case "inside":
    case "adHoc":
    case "multi":
    case "called":
    case "gateway":
    case "undoing":
      break;
  }
}
