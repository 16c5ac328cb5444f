import { ok, type Problem, type Result } from "#kernel";
import type { UserTask, Value } from "#process";
import { asClimbed } from "../time/climbing.ts";
import { evaluateInstant, evaluateValue, unexpected } from "../state/evaluate.ts";
import { names } from "../state/evaluate-names.ts";
import { dueOfLimit } from "../time/limits.ts";
import { openTaskOf, type TaskWait } from "../state/open-task.ts";
import type { Living, Run } from "../state/run.ts";
import type { Handler } from "./handler.ts";

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
    const organ = organOf(run, living, node);
    if (!organ.ok) return organ;
    const priority = priorityOf(run, living, node.priority);
    if (!priority.ok) return priority;
    const due = dueOfTask(run, living, node);
    if (!due.ok) return due;
    const followUpAt = evaluateInstant(run, living, node.followUpDate, "followUpDate");
    if (!followUpAt.ok) return followUpAt;
    const opened: TaskWait = {
      kind: "task",
      name: node.name,
      formId: node.formId,
      optional: node.optional,
      separateFrom: node.separateFrom,
      assignee: assignee.value,
      candidateGroups: candidateGroups.value,
      candidateUsers: candidateUsers.value,
      ...organ.value,
      priority: priority.value,
      openedAt: run.at,
      ...due.value,
      followUpAt: followUpAt.value,
      ...(living.returned === undefined ? {} : { returned: living.returned }),
    };
    const wait = asClimbed(run, living.scope, opened);
    return ok({ kind: "wait", wait, effects: [{ kind: "openTask", task: openTaskOf(living, wait) }] });
  },
};

/** What gives no organ of the district fails: a task that nobody could see would wait for ever. */
function organOf(run: Run, living: Living, { organ }: UserTask): Result<Pick<TaskWait, "organ">, Problem> {
  if (organ === undefined) return ok({});
  const found = evaluateValue(run, living, organ);
  if (!found.ok) return found;
  const { organs } = run.linked;
  const isKnown = typeof found.value === "string" && (organs === null || organs.has(found.value));
  return isKnown
    ? ok({ organ: String(found.value) })
    : unexpected(living.node, "yiwang:task organ", found.value);
}

function dueOfTask(
  run: Run,
  living: Living,
  node: UserTask,
): Result<Pick<TaskWait, "dueAt" | "period">, Problem> {
  if (node.limit !== null) {
    // What the organ has promised is what it is held to.
    const value = node.deadline?.promised ?? node.limit.value;
    const due = dueOfLimit(run, living, { ...node.limit, value });
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

function priorityOf(run: Run, living: Living, value: Value | null): Result<number, Problem> {
  if (value === null) return ok(USUAL_PRIORITY);
  const found = evaluateValue(run, living, value);
  if (!found.ok) return found;
  const priority = Number(found.value ?? Number.NaN);
  if (Number.isInteger(priority) && priority >= 0 && priority <= 100) return ok(priority);
  return unexpected(living.node, "priority", found.value);
}
