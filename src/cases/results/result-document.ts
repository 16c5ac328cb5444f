import type { DocumentResult } from "#district";
import { ok, type JsonObject, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import { nextDocumentNumber, numberedDocument, sealOrder } from "../printing/document-job.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { linesOf, numberOf, openContext, resultContext } from "../printing/result-context.ts";
import { writeRecords } from "./write-records.ts";

/** 决定、批文、备案回执: a numbered document, and the records it brings. Errors: those of writeRecords. */
export async function resultDocument(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
  result: DocumentResult,
): Promise<Result<JobResult, Problem>> {
  const base = resultContext(work, call);
  const number =
    result.number === null
      ? await nextDocumentNumber(work, transaction, call, result.word)
      : await numberOf(transaction, result.number, base, call);
  const context: JsonObject = { ...base, number, licenceNo: number };
  const document = await numberedDocument(work, transaction, call, {
    template: result.template,
    title: result.name.zh,
    word: result.word,
    sealText: result.sealText,
    kind: "notice",
    number,
    data: { particulars: linesOf(result.particulars, openContext(context, call), call.at) },
  });
  const rules = { rules: result.records, context: { ...context, documentId: document.id }, call };
  const written = await writeRecords(work, transaction, rules);
  if (!written.ok) return written;
  return ok({
    variables: { number, licenceNo: number, documentId: document.id, issuedOn: base["decidedOn"] ?? null },
    documents: [document],
    outbox: [sealOrder(document)],
    records: written.value.records,
    personal: written.value.personal,
  });
}
