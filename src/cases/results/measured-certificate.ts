import type { MeasuringResult } from "#district";
import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import { changeRecord, type StoredRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import { numberedDocument, sealOrder } from "../printing/document-job.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { feelValue, linesOf, openContext, resultContext } from "../printing/result-context.ts";
import { recordBasics, writeRecords } from "./write-records.ts";

/**
 * 撤销、撤回、注销、暂扣、吊销、恢复: the certificate takes the state that the measure leads to, by a numbered document with
 * its ground. Errors: CERTIFICATE_UNKNOWN, MEASURE_UNKNOWN, MEASURE_NOT_POSSIBLE, those of writeRecords.
 */
export async function measuredCertificate(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
  result: MeasuringResult,
): Promise<Result<JobResult, Problem>> {
  const { at, identity } = call;
  const base = resultContext(work, call);
  const identifier = String(feelValue(result.certificate, base, at) ?? "");
  const found = await transaction.findRecordForRule(result.register, identifier);
  if (found === undefined)
    return err(problem("CERTIFICATE_UNKNOWN", { name: "证照", nameEn: "certificate", number: identifier }));
  const { record } = found;
  const measured = measureOn(work, result, record, String(feelValue(result.measure, base, at) ?? ""));
  if (!measured.ok) return measured;
  const { status, title, word } = measured.value;
  const context: JsonObject = { ...base, identifier, certificate: record.data };
  const document = await numberedDocument(work, transaction, call, {
    template: result.template,
    title,
    word,
    sealText: result.sealText,
    kind: "notice",
    data: {
      ...certificateFacts(record),
      measure: measured.value.name.zh,
      particulars: linesOf(result.particulars, openContext(context, call), at),
    },
  });
  const ends = status !== "valid" && status !== "suspended";
  const changed = changeRecord(record, {
    at,
    actor: recordBasics(call).actor,
    status,
    set: { endedOn: ends ? (base["decidedOn"] ?? null) : null, endedBy: ends ? document.number : null },
    reason: `case:${identity.caseNo}`,
  });
  const written = await writeRecords(work, transaction, { rules: result.records, context, call });
  if (!written.ok) return written;
  return ok({
    variables: { number: document.number, documentId: document.id, identifier },
    documents: [document],
    outbox: [sealOrder(document)],
    records: [{ ...changed, byRule: true }, ...written.value.records],
    personal: written.value.personal,
  });
}

/** A measure that a certificate's present state allows. Errors: MEASURE_UNKNOWN, MEASURE_NOT_POSSIBLE. */
export function measureOn(
  { pack }: Pick<CaseWork, "pack">,
  result: MeasuringResult,
  record: StoredRecord,
  id: string,
) {
  const measure = result.measures[id];
  if (measure === undefined) return err(problem("MEASURE_UNKNOWN"));
  if (measure.from.includes(record.status)) return ok(measure);
  const register = pack.registers.get(record.register);
  const state = register?.statuses.find((each) => each.id === record.status)?.name;
  return err(
    problem("MEASURE_NOT_POSSIBLE", {
      number: String(record.data["licenceNo"] ?? record.id),
      state: state?.zh ?? record.status,
      stateEn: state?.en ?? record.status,
      measure: measure.name.zh,
      measureEn: measure.name.en,
    }),
  );
}

/** What notices say of the certificate that they are about. */
const certificateFacts = ({ data, id }: StoredRecord): JsonObject => ({
  certificateName: data["certificateName"] ?? null,
  certificateNumber: data["licenceNo"] ?? id,
  certificateHolder: data["operator"] ?? null,
  certificateFrom: data["validFrom"] ?? null,
  certificateTo: data["validTo"] ?? null,
});
