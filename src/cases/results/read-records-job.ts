import type { Register } from "#district";
import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { StoredRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";

/** The job type that reads records of a register, so that a paper says what they say and nobody types it. */
export const READ_RECORDS = "read-records";

/**
 * Answers `records`: of each id of the input `ids` that the register (header `register`) has, or of each record with
 * the input `of` in the field of its `lookup` that the header `by` names, its id, status and open fields, organs also by
 * name (`organ` gives `organName`). Errors: JOB_DEFINITION_MISSING.
 */
export async function readRecords(
  { pack }: CaseWork,
  transaction: CaseTransaction,
  { job, matter }: JobCall,
): Promise<Result<JobResult, Problem>> {
  const register = pack.registers.get(job.headers["register"] ?? "");
  const ids = register === undefined ? undefined : await idsFor(transaction, register.id, job);
  if (register === undefined || ids === undefined)
    return err(
      problem("JOB_DEFINITION_MISSING", { matter: matter.id, element: job.element, what: "records" }),
    );
  const records: JsonObject[] = [];
  for (const id of ids) {
    const found = await transaction.findRecordForRule(register.id, String(id));
    if (found !== undefined) records.push(openOf(found.record, register, pack.organs));
  }
  return ok({ variables: { records }, documents: [], outbox: [], records: [], personal: [] });
}

async function idsFor(
  transaction: CaseTransaction,
  register: string,
  { headers, variables }: JobCall["job"],
): Promise<readonly unknown[] | undefined> {
  const { ids, of } = variables;
  const field = headers["by"];
  if (field === undefined) return Array.isArray(ids) ? ids : undefined;
  return typeof of === "string" ? transaction.findRecordIdsBy({ register, field, value: of }) : undefined;
}

function openOf(
  { id, status, data }: StoredRecord,
  { fields }: Register,
  organs: CaseWork["pack"]["organs"],
): JsonObject {
  const names = fields.flatMap((field) => {
    const organ = field.type === "organ" ? organs.get(String(data[field.id])) : undefined;
    return organ === undefined ? [] : [[`${field.id}Name`, organ.name.zh] as const];
  });
  return { ...data, ...Object.fromEntries(names), id, status };
}
