import { err, isJsonObject, ok, problem, type Json, type Problem, type Result } from "#kernel";
import { createRecord } from "#registers";
import { unfitIn } from "./amend-record-job.ts";
import { holderOf } from "./case-head.ts";
import type { CaseWork } from "./case-work.ts";
import type { JobCall, JobResult } from "./job.ts";
import type { CaseTransaction } from "./ports.ts";

/** The job type that makes a record of a register in the same transaction as the step that calls it. */
export const ENTER_RECORD = "enter-record";

/**
 * Enters something in a register (header `register`; inputs `id`, `status` and `data`), held by whom the case is for.
 * What is there already under the id stays as it is. Personal fields cannot be set: they never stand in the ledger.
 * Errors: JOB_DEFINITION_MISSING, RECORD_FIELD_UNFIT.
 */
export async function enterRecord(
  { pack }: CaseWork,
  transaction: CaseTransaction,
  { job, matter, identity, at, actor }: JobCall,
): Promise<Result<JobResult, Problem>> {
  const { id, status, data } = job.variables;
  const register = pack.registers.get(job.headers["register"] ?? "");
  if (register === undefined || typeof id !== "string" || typeof status !== "string")
    return err(
      problem("JOB_DEFINITION_MISSING", { matter: matter.id, element: job.element, what: "record" }),
    );
  const unfit = unfitIn(register, status, data);
  if (unfit !== undefined) return err(problem("RECORD_FIELD_UNFIT", { register: register.id, field: unfit }));
  const { caseNo, organ, division } = identity;
  const made = createRecord({
    register: register.id,
    id,
    status,
    organ,
    division,
    holder: holderOf(identity),
    data: { ...(isJsonObject(data) ? data : {}), caseNo },
    at,
    actor: actor as unknown as Json,
    origin: { caseNo },
  });
  const known = await transaction.findRecord(register.id, id);
  const records = known === undefined ? [made] : [];
  return ok({ variables: { recordId: id }, documents: [], outbox: [], records, personal: [] });
}
