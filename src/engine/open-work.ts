import type { LinkedPlan } from "./link.ts";
import { openJobOf } from "./handlers/job-task.ts";
import { openTaskOf } from "./handlers/user-task.ts";
import { beginRun, livingOf } from "./run.ts";
import { instancesOf, type CaseState } from "./state.ts";
import type { Failure, OpenJob, OpenTask, OpenTimer } from "./types.ts";

/** Everything a case waits for, oldest first: what a store's task, timer and job rows must agree with. */
export type OpenWork = {
  readonly tasks: readonly OpenTask[];
  readonly jobs: readonly OpenJob[];
  readonly timers: readonly OpenTimer[];
  readonly failures: readonly Failure[];
};

export function openWork(linked: LinkedPlan, state: CaseState): OpenWork {
  const tasks: OpenTask[] = [];
  const jobs: OpenJob[] = [];
  const timers: OpenTimer[] = [];
  const failures: Failure[] = [];
  // Only what can be seen is asked of the run; nothing happens in it.
  const run = beginRun(linked, state, {
    kind: "resolveFailure",
    at: state.startedAt,
    actor: { kind: "system", name: "open work" },
    instance: "",
  });
  for (const [id, instance] of instancesOf(state)) {
    const living = livingOf(run, id, instance);
    const { node } = living;
    const { element, wait } = instance;
    if (wait.kind === "task" && node.kind === "userTask") tasks.push(openTaskOf(living, node, wait));
    if (wait.kind === "job" && node.kind === "jobTask")
      jobs.push(openJobOf(run, living, node, wait.type, wait.retries));
    if (wait.kind === "timer") timers.push({ id, element, dueAt: wait.dueAt });
    if (wait.kind === "failed") failures.push({ id, element, problem: wait.problem });
  }
  return { tasks, jobs, timers, failures };
}
