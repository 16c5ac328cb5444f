import { messageEnd } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import { EXCHANGE } from "../case/exchange-orders.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction, OutboxItem } from "../case/ports.ts";
import { messageOf } from "../case/record-message.ts";
import { checkProposal, measuringMatter } from "./proposed-measure.ts";

/** The job type by which a case, such as a check, proposes a measure on a certificate to the organ that issued it. */
export const PROPOSE_MEASURE = "propose-measure";

/** The message that begins a measure; its key is the certificate, so that one is under way at a time. */
const MEASURE_PROPOSED = "measure-proposed";

/**
 * Proposes 撤销、撤回、吊销 … on a certificate (header `register`; inputs `id`, `measure`, `ground`, `facts`, and
 * `decision` where the measure carries one out). The measure's own case begins by the message `measure-proposed`, in
 * the name of whom this case is for. Errors: JOB_DEFINITION_MISSING, CERTIFICATE_UNKNOWN, those of checkProposal.
 */
export async function proposeMeasureByJob(
  work: CaseWork,
  transaction: CaseTransaction,
  { job, matter, identity, at }: JobCall,
): Promise<Result<JobResult, Problem>> {
  const text = (name: string): string => {
    const value = job.variables[name];
    return typeof value === "string" ? value : "";
  };
  const measuring = measuringMatter(work, job.headers["register"] ?? "");
  if (measuring === undefined) {
    const missing = { matter: matter.id, element: job.element, what: "measure" };
    return err(problem("JOB_DEFINITION_MISSING", missing));
  }
  const found = await transaction.findRecordForRule(measuring.result.register, text("id"));
  if (found === undefined)
    return err(problem("CERTIFICATE_UNKNOWN", { name: "证照", nameEn: "certificate", number: text("id") }));
  const proposal = checkProposal(work, measuring.result, found.record, {
    measure: text("measure"),
    ground: text("ground"),
    facts: text("facts"),
    decision: text("decision"),
  });
  if (!proposal.ok) return proposal;
  const { applicant: account, inNameOf, applicantName: name, caseNo } = identity;
  const order: OutboxItem = {
    id: `${caseNo}/${job.id}/proposed`,
    kind: EXCHANGE.message,
    subject: caseNo,
    payload: {
      name: MEASURE_PROPOSED,
      key: found.record.id,
      variables: messageOf(found.record, { ...proposal.value, party: { account, inNameOf, name } }),
      from: caseNo,
      until: messageEnd(at),
    },
  };
  return ok({ variables: {}, documents: [], outbox: [order], records: [], personal: [] });
}
