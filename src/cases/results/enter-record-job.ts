import { err, isJsonObject, ok, problem, type Json, type Problem, type Result } from "#kernel";
import { changeRecord, createRecord } from "#registers";
import { unfitIn } from "./amend-record-job.ts";
import { holderOf } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";

/** The job type that makes a record of a register in the same transaction as the step that calls it. */
export const ENTER_RECORD = "enter-record";

/**
 * Enters something in a register (header `register`; inputs `id`, `status` and `data`), held by whom the case is for.
 * What is there already under the id is amended. Personal fields cannot be set: they never stand in the ledger.
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
  const by = { at, actor: actor as unknown as Json };
  const entered = { ...(isJsonObject(data) ? data : {}), caseNo };
  const known = (await transaction.findRecordForRule(register.id, id))?.record;
  const change =
    known === undefined
      ? createRecord({
          ...by,
          register: register.id,
          id,
          status,
          organ,
          division,
          holder: holderOf(identity),
          data: entered,
          origin: { caseNo },
        })
      : changeRecord(known, { ...by, status, set: entered, reason: `case:${caseNo}` });
  const records = [{ ...change, byRule: true as const }];
  return ok({ variables: { recordId: id }, documents: [], outbox: [], records, personal: [] });
}
