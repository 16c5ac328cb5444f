import { ok, type Problem, type Result } from "#kernel";
import { endOfferedPath } from "../handlers/ad-hoc-sub-process.ts";
import { endRunOf } from "./multi-instance.ts";
import { livingOf, type Living, type Run } from "../state/run.ts";

/** What the end of a path means to its scope: it may be enough for the scope to end, whatever is still inside. */
type Ending = Result<() => "enough" | "more", Problem>;

const MORE: Ending = ok(() => "more");

/** An element is about to end without a flow to leave by. Errors: those of the scope's own expressions. */
export function endPath(run: Run, living: Living): Ending {
  const { scope } = living;
  const around = scope === null ? undefined : run.instances[scope];
  if (scope === null || around === undefined) return MORE;
  // What an event began, or what undoes something, is no path of the scope's own.
  if (
    living.node.kind === "eventSubProcess" ||
    run.compensations.some(({ handler }) => handler === living.id)
  )
    return MORE;
  const { wait } = around;
  if (wait.kind === "multi") return endRunOf(run, living, livingOf(run, scope, around), wait);
  if (wait.kind === "adHoc") return endOfferedPath(run, living, livingOf(run, scope, around));
  return MORE;
}
