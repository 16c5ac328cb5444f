import type { Principal } from "#access";
import type { JsonObject, Problem, Result } from "#kernel";
import type { Batch, BatchLine } from "./batch.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { CaseDone } from "../running/act-on-case.ts";
import { completeTask } from "./complete-task.ts";
import { partPersonalData } from "../case/personal-data.ts";

/**
 * Does one line of a batch as the person who ordered it, with the rights that they have now and in the version that
 * they saw. Done again after an interruption it answers what it answered before. Errors: those of completeTask.
 */
export function signLine(
  work: CaseWork,
  principal: Principal,
  batch: Pick<Batch, "id" | "values">,
  { caseNo, task, version }: BatchLine,
): Promise<Result<CaseDone, Problem>> {
  const { id, values } = batch;
  const idempotencyKey = `${id} ${caseNo} ${task}`;
  return completeTask(work, principal, { caseNo, task, version, values, idempotencyKey, batch: id });
}

/** What of a batch's answer stays once it has ended: nothing personal. */
export function valuesToKeep(work: CaseWork, { form, values }: Pick<Batch, "form" | "values">): JsonObject {
  const known = work.pack.forms.get(form);
  return known === undefined ? {} : partPersonalData(known.schema, values).open;
}
