import {
  err,
  isJsonObject,
  ok,
  problem,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { Register } from "#district";
import { changeRecord, type StoredRecord } from "#registers";
import { EXCHANGE } from "../case/exchange-orders.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction, OutboxItem } from "../case/ports.ts";

/** The job type that changes a record of a register in the same transaction as the step that calls it. */
export const AMEND_RECORD = "amend-record";

/**
 * Changes a record that stands already (header `register`; inputs `id`, and `status`, `set` or both). With the header
 * `tell` whoever the record belongs to is told what the header says: a topic, and a verdict behind a space. Personal fields cannot be set: they
 * never stand in the ledger. Errors: JOB_DEFINITION_MISSING, RECORD_UNKNOWN, RECORD_FIELD_UNFIT.
 */
export async function amendRecord(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
): Promise<Result<JobResult, Problem>> {
  const { job, matter, identity, at, actor } = call;
  const { id, status, set } = job.variables;
  const register = work.pack.registers.get(job.headers["register"] ?? "");
  if (register === undefined || typeof id !== "string")
    return err(
      problem("JOB_DEFINITION_MISSING", { matter: matter.id, element: job.element, what: "record" }),
    );
  // Whoever completes the task: another organ's people change what the case's own organ keeps.
  const stored = (await transaction.findRecordForRule(register.id, id))?.record;
  if (stored === undefined) return err(problem("RECORD_UNKNOWN", { register: register.id, id }));
  const unfit = unfitIn(register, status, set);
  if (unfit !== undefined) return err(problem("RECORD_FIELD_UNFIT", { register: register.id, field: unfit }));
  const change = changeRecord(stored, {
    at,
    actor: actor as unknown as Json,
    reason: `case:${identity.caseNo}`,
    ...(typeof status === "string" ? { status } : {}),
    ...(isJsonObject(set) ? { set } : {}),
  });
  const records = [{ ...change, byRule: true as const }];
  return ok({ variables: {}, documents: [], outbox: toldOf(call, stored), records, personal: [] });
}

/** A status that the register does not know, or a field that it does not have or keeps apart. */
export function unfitIn(
  register: Register,
  status: Json | undefined,
  set: Json | undefined,
): string | undefined {
  if (typeof status === "string" && !register.statuses.some((each) => each.id === status)) return status;
  const fields = register.fields.filter(({ personal }) => !personal).map(({ id }) => id);
  return Object.keys(isJsonObject(set) ? set : {}).find((field) => !fields.includes(field));
}

function toldOf(
  { job, identity, at }: JobCall,
  { register, id, holder }: StoredRecord,
): readonly OutboxItem[] {
  const about = job.headers["tell"];
  if (about === undefined || holder === null) return [];
  const { title, matterName } = identity;
  const [topic = about, verdict = ""] = about.split(" ");
  const content: JsonObject = {
    about: topic,
    verdict,
    record: `${register}:${id}`,
    caseNo: "",
    title,
    matterName,
  };
  const to = holder.includes(":") ? { account: "", knownAs: holder } : { account: holder, knownAs: null };
  return [{ id: `${identity.caseNo}/${job.id}/told`, kind: EXCHANGE.notice, payload: { to, at, content } }];
}
