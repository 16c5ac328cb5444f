import type { CertificateResult } from "#district";
import { ok, type JsonObject, type LocalDate, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { sealOrder } from "../printing/document-job.ts";
import { identifierOf, makeCertificate } from "./certificate-record.ts";
import { numberOf, resultContext } from "../printing/result-context.ts";
import { writeRecords } from "./write-records.ts";

/**
 * A new certificate (证照): number and identifier (GB/T 36904, version 001) are fixed with the decision, it and what it
 * licenses become records, the PDF follows through the outbox. Errors: those of identifierOf and writeRecords.
 */
export async function newCertificate(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
  result: CertificateResult,
): Promise<Result<JobResult, Problem>> {
  const base = resultContext(work, call);
  const licenceNo = await numberOf(transaction, result.number, base, call);
  const kind = { matter: call.matter, result };
  const identifier = identifierOf(work, kind, { licenceNo, version: "001", organ: call.identity.organ });
  if (!identifier.ok) return identifier;
  const until = lastDay(String(base["decidedOn"]) as LocalDate, result.validity);
  const context: JsonObject = { ...base, licenceNo, identifier: identifier.value, validTo: until };
  const { fields, particulars, lines } = result;
  const made = makeCertificate(work, call, { kind, context, fields, particulars, lines, before: {} });
  const written = await writeRecords(work, transaction, { rules: result.records, context, call });
  if (!written.ok) return written;
  return ok({
    variables: { licenceNo, identifier: identifier.value, documentId: made.document.id, validTo: until },
    documents: [made.document],
    outbox: [sealOrder(made.document)],
    records: [made.record, ...written.value.records],
    personal: [...made.personal, ...written.value.personal],
  });
}

/** A five-year licence of 12 October 2022 holds until 11 October 2027: the last day is the one before. */
export function lastDay(from: LocalDate, validity: string | null): LocalDate | null {
  if (validity === null) return null;
  return Temporal.PlainDate.from(from).add(validity).subtract({ days: 1 }).toString() as LocalDate;
}
