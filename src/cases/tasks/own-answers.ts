import type { TaskForm } from "#district";
import type { OpenTask } from "#engine";
import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";

/**
 * What a task itself answers in a batch: the fields that its form marks `x-batch: own`, by the variables of these names
 * that its process gives it. Errors: BATCH_OWN_MISSING where it gives none.
 */
export function ownAnswers(
  form: Pick<TaskForm, "batch" | "fields"> | undefined,
  task: Pick<OpenTask, "variables">,
): Result<JsonObject, Problem> {
  const own = form?.batch?.own ?? [];
  const known = own.flatMap((name) => {
    const value = task.variables[name] ?? null;
    return value === null || value === "" ? [] : [[name, value] as const];
  });
  const missing = own.find((name) => !known.some(([each]) => each === name));
  if (missing === undefined) return ok(Object.fromEntries(known));
  const { zh, en } = form?.fields.find(({ name }) => name === missing)?.label ?? { zh: missing, en: missing };
  return err(problem("BATCH_OWN_MISSING", { field: zh, fieldEn: en }));
}
