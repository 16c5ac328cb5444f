import { ok, type Json, type Problem, type Result } from "#kernel";
import type { UserTask, Value } from "#process";
import { evaluateInstant, evaluateValue, unexpected } from "../evaluate.ts";
import { dueOfLimit } from "../limits.ts";
import type { Living, Run } from "../run.ts";
import type { Wait } from "../state.ts";
import type { OpenTask } from "../types.ts";
import type { Handler } from "./handler.ts";

type TaskWait = Extract<Wait, { readonly kind: "task" }>;

/** Camunda 8's priority of a task that names none. */
const USUAL_PRIORITY = 50;

export const userTask: Handler<"userTask"> = {
  activate: (run, living, node) => {
    const assignee = textOrNull(run, living, node.assignee, "assignee");
    if (!assignee.ok) return assignee;
    const candidateGroups = names(run, living, node.candidateGroups, "candidateGroups");
    if (!candidateGroups.ok) return candidateGroups;
    const candidateUsers = names(run, living, node.candidateUsers, "candidateUsers");
    if (!candidateUsers.ok) return candidateUsers;
    const priority = priorityOf(run, living, node.priority);
    if (!priority.ok) return priority;
    const due = dueOfTask(run, living, node);
    if (!due.ok) return due;
    const followUpAt = evaluateInstant(run, living, node.followUpDate, "followUpDate");
    if (!followUpAt.ok) return followUpAt;
    const wait: TaskWait = {
      kind: "task",
      name: node.name,
      formId: node.formId,
      optional: node.optional,
      separateFrom: node.separateFrom,
      assignee: assignee.value,
      candidateGroups: candidateGroups.value,
      candidateUsers: candidateUsers.value,
      priority: priority.value,
      openedAt: run.at,
      ...due.value,
      followUpAt: followUpAt.value,
      ...(living.returned === undefined ? {} : { returned: living.returned }),
    };
    return ok({ kind: "wait", wait, effects: [{ kind: "openTask", task: openTaskOf(living, wait) }] });
  },
};

/** The task as people see it. */
export function openTaskOf({ id, node, variables }: Living, wait: TaskWait): OpenTask {
  const { kind: _kind, ...task } = wait;
  return { id, element: node.id, variables, ...task };
}

function dueOfTask(
  run: Run,
  living: Living,
  node: UserTask,
): Result<Pick<TaskWait, "dueAt" | "period">, Problem> {
  if (node.limit !== null) {
    const due = dueOfLimit(run, living, node.limit);
    return due.ok ? ok({ dueAt: due.value.dueAt, period: due.value.period }) : due;
  }
  const dueAt = evaluateInstant(run, living, node.dueDate, "dueDate");
  return dueAt.ok ? ok({ dueAt: dueAt.value }) : dueAt;
}

function textOrNull(
  run: Run,
  living: Living,
  value: Value | null,
  attribute: string,
): Result<string | null, Problem> {
  if (value === null) return ok(null);
  const found = evaluateValue(run, living, value);
  if (!found.ok) return found;
  if (found.value === null || typeof found.value === "string") return ok(found.value);
  return unexpected(living.node, attribute, found.value);
}

/** A comma-separated text or a FEEL list of texts. Errors: ENGINE_VALUE_UNEXPECTED, ENGINE_EXPRESSION_FAILED. */
export function names(
  run: Run,
  living: Living,
  value: Value | null,
  attribute: string,
): Result<readonly string[], Problem> {
  if (value === null) return ok([]);
  const found = evaluateValue(run, living, value);
  if (!found.ok) return found;
  if (found.value === null) return ok([]);
  if (typeof found.value === "string")
    return ok(
      found.value
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== ""),
    );
  if (Array.isArray(found.value) && found.value.every(isText)) return ok(found.value);
  return unexpected(living.node, attribute, found.value);
}

const isText = (value: Json): value is string => typeof value === "string";

function priorityOf(run: Run, living: Living, value: Value | null): Result<number, Problem> {
  if (value === null) return ok(USUAL_PRIORITY);
  const found = evaluateValue(run, living, value);
  if (!found.ok) return found;
  const priority = Number(found.value ?? Number.NaN);
  if (Number.isInteger(priority) && priority >= 0 && priority <= 100) return ok(priority);
  return unexpected(living.node, "priority", found.value);
}
