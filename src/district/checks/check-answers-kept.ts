import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import type { UserTask } from "#process";

/**
 * What a task is given under a name stands in the task alone, and so does what a person answers under that name,
 * unless an output brings it out: a choice that was only proposed would silently be lost. What is only told is safe.
 */
export function checkAnswersKept(task: UserTask, draft: Draft, file: string, report: FaultSink): void {
  const fields = task.formId === null ? [] : (draft.forms?.get(task.formId)?.fields ?? []);
  const given = new Set(task.inputs.map(({ target }) => target[0]));
  const kept = new Set(task.outputs.map(({ target }) => target[0]));
  for (const { name, schema } of fields)
    if (given.has(name) && !kept.has(name) && schema["readOnly"] !== true)
      report(faultOf(file, task.id, "TASK_ANSWER_LOST", { field: name }));
}
