import type { Living } from "./run.ts";
import type { Wait } from "./state.ts";
import type { OpenTask } from "./types.ts";

export type TaskWait = Extract<Wait, { readonly kind: "task" }>;

/** The task as people see it. */
export function openTaskOf({ id, node, variables }: Living, wait: TaskWait): OpenTask {
  const { kind: _kind, ...task } = wait;
  return { id, element: node.id, variables, ...task };
}
