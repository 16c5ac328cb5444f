import type { MatterResult } from "#district";
import { err, ok, problem, type Problem, type ProblemCode, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import { owedIn } from "../case/owed-in.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { followUpOf } from "./follow-up.ts";
import { measuredCertificate } from "./measured-certificate.ts";
import { cancelledCertificate } from "./cancelled-certificate.ts";
import { newCertificate } from "./new-certificate.ts";
import { newVersion } from "./new-version.ts";
import { resultDocument } from "./result-document.ts";

/**
 * Carries out the result a matter defines, whatever its kind: what is numbered, issued, changed or ended is fixed in
 * the deciding transaction (ADR 4), with the check that it opens (审管联动). Errors: JOB_DEFINITION_MISSING, DEFERRED_MATERIAL_OWED, those of the kind.
 */
export async function issueCertificate(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
): Promise<Result<JobResult, Problem>> {
  const { matter, identity, job } = call;
  const { result } = matter;
  if (result === null || !work.pack.organs.has(identity.organ)) {
    const missing = { matter: matter.id, element: job.element, what: result === null ? "result" : "organ" };
    return err(problem("JOB_DEFINITION_MISSING", missing));
  }
  const owed = owedIn(call.state.variables);
  if (owed !== null) {
    const names = owed.materials.map(({ name }) => `“${name}”`).join("、");
    return err(problem("DEFERRED_MATERIAL_OWED", { names, by: owed.by }));
  }
  const done = await resultOf(work, transaction, call, result);
  if (!done.ok) return done;
  const opened = followUpOf(work, call, done.value.variables);
  return ok({ ...done.value, records: [...done.value.records, ...opened] });
}

function resultOf(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
  result: MatterResult,
): Promise<Result<JobResult, Problem>> {
  switch (result.kind) {
    case "certificate":
      return newCertificate(work, transaction, call, result);
    case "document":
      return resultDocument(work, transaction, call, result);
    case "change":
    case "renew":
      return newVersion(work, transaction, call, result);
    case "cancel":
      return cancelledCertificate(work, transaction, call, result);
    case "measure":
      return measuredCertificate(work, transaction, call, result);
  }
}

/** What stands against a result, so that whoever decides must decide otherwise: no failure of the system. */
const REFUSALS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "CERTIFICATE_IDENTIFIER_INVALID",
  "CERTIFICATE_UNKNOWN",
  "CERTIFICATE_OTHER_KIND",
  "CERTIFICATE_NOT_YOURS",
  "CERTIFICATE_SUPERSEDED",
  "CERTIFICATE_SUSPENDED",
  "CERTIFICATE_REVOKED",
  "CERTIFICATE_EXPIRED",
  "RECORD_TO_CHANGE_MISSING",
  "MEASURE_NOT_POSSIBLE",
  "DEFERRED_MATERIAL_OWED",
]);

export const isRefusedResult = ({ code }: Problem): boolean => REFUSALS.has(code);
