import type { LinkedPlan } from "../state/link.ts";
import { planAt } from "../state/run.ts";
import { instancesOf, type CaseState } from "../state/state.ts";
import type { Instant } from "#kernel";
import type { Failure, InstanceId, OpenScope, OpenTask, OpenTimer, Period } from "../state/types.ts";

/** The tasks people can do now, oldest first. */
export function openTasks(state: CaseState): readonly OpenTask[] {
  return instancesOf(state).flatMap(([id, { element, variables, wait }]) => {
    if (wait.kind !== "task") return [];
    const { kind: _kind, ...task } = wait;
    return [{ id, element, variables, ...task }];
  });
}

/**
 * When the time for a task runs out, and the legal period that ends then, where it is one. `dueAt` is null while a
 * pause of the clock that the period counts by leaves it unknown.
 */
export type Deadline = { readonly dueAt: Instant | null; readonly period: Period | null };

/** A task's own limit, else the first timer on its edge; null where neither is there. */
export function deadlineOf(state: CaseState, task: OpenTask): Deadline | null {
  if (task.dueAt !== null || task.period !== undefined)
    return { dueAt: task.dueAt, period: task.period ?? null };
  const timers = instancesOf(state).flatMap(([, { wait }]) =>
    wait.kind === "timer" && wait.host === task.id && wait.rung === undefined
      ? [{ dueAt: wait.dueAt, period: wait.period ?? null }]
      : [],
  );
  return timers.toSorted((left, right) => (isEarlier(left.dueAt, right.dueAt) ? -1 : 1))[0] ?? null;
}

/** What stands still comes last. Instants sort as text. */
const isEarlier = (left: Instant | null, right: Instant | null): boolean =>
  left !== null && (right === null || left < right);

/** The scopes that have limits of their own, oldest first. */
export function openScopes(state: CaseState): readonly OpenScope[] {
  return instancesOf(state).flatMap(([id, { element, due }]) =>
    due === undefined ? [] : [{ id, element, statutoryDueAt: due.statutory, promisedDueAt: due.promised }],
  );
}

/** The timers that run, oldest first; not those that stand still in a pause. */
export function openTimers(state: CaseState): readonly OpenTimer[] {
  return instancesOf(state).flatMap(([id, { element, wait }]) =>
    wait.kind === "timer" && wait.dueAt !== null ? [{ id, element, dueAt: wait.dueAt }] : [],
  );
}

/** What waits for a person to resolve it, oldest first. */
export function openFailures(state: CaseState): readonly Failure[] {
  return instancesOf(state).flatMap(([id, { element, wait }]) =>
    wait.kind === "failed" ? [{ id, element, problem: wait.problem }] : [],
  );
}

/**
 * The earlier tasks that an open one may be returned to (退回): those the process allows that have been done.
 * `endsReview`: it is one run of a joint review, which goes back as a whole.
 */
export function returnsOf(
  linked: LinkedPlan,
  state: CaseState,
  task: InstanceId,
): readonly { readonly element: string; readonly name: string; readonly endsReview: boolean }[] {
  const instance = Object.hasOwn(state.instances, task) ? state.instances[task] : undefined;
  if (instance === undefined) return [];
  const { plan, nodes } = planAt({ linked, instances: state.instances }, instance.scope);
  const node = nodes.get(instance.element);
  const allowed = node?.kind === "userTask" ? (node.returnTo ?? []) : [];
  const endsReview = node?.loop?.review !== undefined;
  const duty = (element: string): string => (plan === linked.plan ? element : `${plan.id}#${element}`);
  return allowed
    .filter((element) => Object.hasOwn(state.doneBy, duty(element)))
    .map((element) => ({ element, name: nodes.get(element)?.name ?? element, endsReview }));
}

/** The versions of called processes that a case stands in, or has laid aside (并案), by hash. */
export function calledPlans(state: CaseState): readonly string[] {
  const all = [...instancesOf(state), ...(state.merged === undefined ? [] : instancesOf(state.merged))];
  const called = all.flatMap(([, { wait }]) => (wait.kind === "called" ? [wait.plan] : []));
  return [...new Set(called)];
}

/** Accounts that completed each user task so far, for the separation of duties. */
export function completedBy(state: CaseState): Readonly<Record<string, readonly string[]>> {
  return state.doneBy;
}
