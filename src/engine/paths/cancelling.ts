import { forgetInside, noteUndone } from "./compensating.ts";
import { scopeOfJoin } from "../state/joining.ts";
import { resumeOnInterruption } from "../time/legal-time.ts";
import { noteCancelledRun } from "./multi-instance.ts";
import { livingOf, mark, without, type Run } from "../state/run.ts";
import { instancesOf, isWatcher, type Wait } from "../state/state.ts";
import { closeStarts, closeWatchers, closingOf } from "../time/watching.ts";
import type { InstanceId } from "../state/types.ts";

/** Work inside a case ends before its time, or the case itself does: then nothing is given back that it had taken. */
type How = "interrupted" | "ended";

/** Ends an instance from outside, with all that is inside and around it. */
export function cancelInstance(run: Run, id: InstanceId, how: How): void {
  const instance = run.instances[id];
  if (instance === undefined) return;
  cancelScope(run, id, how);
  closeWatchers(run, id);
  forgetInside(run, id);
  delete run.instances[id];
  closeWait(run, id, instance.wait);
  noteCancelledRun(run, instance.scope);
  const living = livingOf(run, id, instance);
  if (how === "interrupted") resumeOnInterruption(run, living);
  mark(run, "cancelled", living);
  noteUndone(run, id);
}

/** Ends everything in a scope: its instances, the tokens on their way and those waiting to be joined. */
export function cancelScope(run: Run, scope: InstanceId | null, how: How): void {
  closeStarts(run, scope);
  for (const [id, instance] of instancesOf(run))
    if (instance.scope === scope && !isWatcher(instance.wait)) cancelInstance(run, id, how);
  run.queue = run.queue.filter((each) => "errand" in each || each.scope !== scope);
  for (const key of Object.keys(run.joins))
    if (scopeOfJoin(key) === scope) run.joins = without(run.joins, key);
}

/** Takes back what an instance asked of the outside. */
export function closeWait(run: Run, id: InstanceId, wait: Wait): void {
  switch (wait.kind) {
    case "inside":
    case "adHoc":
    case "multi":
    case "called":
    case "gateway":
    case "undoing":
      break;
    case "task":
      run.effects.push({ kind: "closeTask", task: id, how: "cancelled" });
      break;
    case "job":
      run.effects.push({ kind: "cancelJob", job: id });
      break;
    case "timer":
    case "message":
    case "signal":
      run.effects.push(...closingOf(id, wait));
      break;
    case "failed":
      run.effects.push({ kind: "clearFailure", failure: id });
      break;
  }
}
