import type { CancellationResult } from "#district";
import { ok, type JsonObject, type Problem, type Result } from "#kernel";
import { changeRecord } from "#registers";
import { holderOf } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import { numberedDocument, sealOrder } from "../printing/document-job.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { namedCertificate } from "./named-certificate.ts";
import { feelValue, linesOf, openContext, resultContext } from "../printing/result-context.ts";
import { recordBasics, writeRecords } from "./write-records.ts";

/** 注销: the certificate ends by a numbered document. Errors: those of namedCertificate and writeRecords. */
export async function cancelledCertificate(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
  result: CancellationResult,
): Promise<Result<JobResult, Problem>> {
  const { identity, matter, at } = call;
  const base = resultContext(work, call);
  const text = String(feelValue(result.certificate, base, at) ?? "");
  const naming = { text, holder: holderOf(identity), at, receivedAt: identity.receivedAt };
  const named = await namedCertificate(work, transaction, matter, naming);
  if (!named.ok) return named;
  const { kind, record } = named.value;
  const licenceNo = String(record.data["licenceNo"] ?? "");
  const context: JsonObject = { ...base, licenceNo, identifier: record.id, certificate: record.data };
  const document = await numberedDocument(work, transaction, call, {
    template: result.template,
    title: result.name.zh,
    word: result.word,
    sealText: result.sealText,
    kind: "notice",
    data: {
      certificateName: kind.result.name.zh,
      certificateNumber: licenceNo,
      certificateHolder: record.data["operator"] ?? null,
      certificateFrom: record.data["validFrom"] ?? null,
      certificateTo: record.data["validTo"] ?? null,
      particulars: linesOf(result.particulars, openContext(context, call), at),
    },
  });
  const ended = changeRecord(record, {
    at,
    actor: recordBasics(call).actor,
    status: result.status,
    set: { endedOn: base["decidedOn"] ?? null, endedBy: document.number },
    reason: `case:${identity.caseNo}`,
  });
  const written = await writeRecords(work, transaction, { rules: result.records, context, call });
  if (!written.ok) return written;
  return ok({
    variables: { number: document.number, documentId: document.id, licenceNo, identifier: record.id },
    documents: [document],
    outbox: [sealOrder(document)],
    records: [{ ...ended, byRule: true }, ...written.value.records],
    personal: written.value.personal,
  });
}
