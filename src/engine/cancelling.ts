import { ok, type Problem, type Result } from "#kernel";
import { scopeOfJoin } from "./joining.ts";
import { resumeOnInterruption } from "./legal-time.ts";
import { noteCancelledRun } from "./multi-instance.ts";
import { getNode, livingOf, mark, nextId, without, type Living, type Run } from "./run.ts";
import { instancesOf, type Wait } from "./state.ts";
import { timerWait, type TimerWait } from "./timers.ts";
import type { InstanceId } from "./types.ts";

/**
 * Works out the boundary timers of an activity; calling the answer starts them. Errors: those of the
 * timer's expression, so that the activity fails as a whole.
 */
export function startBoundaries(run: Run, host: Living): Result<() => void, Problem> {
  const started: { readonly element: string; readonly wait: TimerWait }[] = [];
  for (const element of host.node.boundaries) {
    const node = getNode(run, element, host.scope);
    if (node.kind !== "timerBoundary") continue;
    const wait = timerWait(run, { ...host, node }, node, host.id);
    if (!wait.ok) return wait;
    started.push({ element, wait: wait.value });
  }
  return ok(() => {
    for (const { element, wait } of started) startBoundary(run, host.scope, element, wait);
  });
}

export function startBoundary(run: Run, scope: InstanceId | null, element: string, wait: TimerWait): void {
  const id = nextId(run);
  run.instances[id] = { element, scope, variables: {}, wait };
  run.effects.push({ kind: "startTimer", timer: { id, element, dueAt: wait.dueAt } });
}

/** Ends what watches an activity that is over. */
export function cancelBoundaries(run: Run, host: InstanceId): void {
  for (const [id, { wait }] of instancesOf(run)) {
    if (wait.kind !== "timer" || wait.host !== host) continue;
    delete run.instances[id];
    run.effects.push({ kind: "cancelTimer", timer: id });
  }
}

/** Ends an instance from outside, with all that is inside and around it. */
export function cancelInstance(run: Run, id: InstanceId, how: "interrupted" | "ended"): void {
  const instance = run.instances[id];
  if (instance === undefined) return;
  cancelScope(run, id);
  cancelBoundaries(run, id);
  delete run.instances[id];
  closeWait(run, id, instance.wait);
  noteCancelledRun(run, instance.scope);
  const living = livingOf(run, id, instance);
  if (how === "interrupted") resumeOnInterruption(run, living);
  mark(run, "cancelled", living);
}

/** Ends everything in a scope: its instances, the tokens on their way and those waiting to be joined. */
export function cancelScope(run: Run, scope: InstanceId | null): void {
  const watching = instancesOf(run).filter(([, { wait }]) => wait.kind === "timer" && wait.host !== null);
  const boundaries = new Set(watching.map(([id]) => id));
  for (const [id, instance] of instancesOf(run))
    if (instance.scope === scope && !boundaries.has(id)) cancelInstance(run, id, "ended");
  run.queue = run.queue.filter((token) => token.scope !== scope);
  for (const key of Object.keys(run.joins))
    if (scopeOfJoin(key) === scope) run.joins = without(run.joins, key);
}

function closeWait(run: Run, id: InstanceId, wait: Wait): void {
  switch (wait.kind) {
    case "inside":
    case "adHoc":
    case "multi":
    case "called":
      break;
    case "task":
      run.effects.push({ kind: "closeTask", task: id, how: "cancelled" });
      break;
    case "job":
      run.effects.push({ kind: "cancelJob", job: id });
      break;
    case "timer":
      run.effects.push({ kind: "cancelTimer", timer: id });
      break;
    case "failed":
      run.effects.push({ kind: "clearFailure", failure: id });
      break;
  }
}
