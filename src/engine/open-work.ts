import { instancesOf, type CaseState } from "./state.ts";
import type { Failure, OpenScope, OpenTask, OpenTimer } from "./types.ts";

/** The tasks people can do now, oldest first. */
export function openTasks(state: CaseState): readonly OpenTask[] {
  return instancesOf(state).flatMap(([id, { element, variables, wait }]) => {
    if (wait.kind !== "task") return [];
    const { kind: _kind, ...task } = wait;
    return [{ id, element, variables, ...task }];
  });
}

/** The scopes that have limits of their own, oldest first. */
export function openScopes(state: CaseState): readonly OpenScope[] {
  return instancesOf(state).flatMap(([id, { element, due }]) =>
    due === undefined ? [] : [{ id, element, statutoryDueAt: due.statutory, promisedDueAt: due.promised }],
  );
}

/** The timers that run, oldest first. */
export function openTimers(state: CaseState): readonly OpenTimer[] {
  return instancesOf(state).flatMap(([id, { element, wait }]) =>
    wait.kind === "timer" ? [{ id, element, dueAt: wait.dueAt }] : [],
  );
}

/** What waits for a person to resolve it, oldest first. */
export function openFailures(state: CaseState): readonly Failure[] {
  return instancesOf(state).flatMap(([id, { element, wait }]) =>
    wait.kind === "failed" ? [{ id, element, problem: wait.problem }] : [],
  );
}

/** Accounts that completed each user task so far, for the separation of duties. */
export function completedBy(state: CaseState): Readonly<Record<string, readonly string[]>> {
  return state.doneBy;
}
