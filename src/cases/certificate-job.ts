import {
  err,
  formatCertificateIdentifier,
  localDateOf,
  mod11And10,
  ok,
  problem,
  type Json,
  type JsonObject,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import type { MatterResult, NumberPart } from "#district";
import { changeRecord, createRecord, type RecordChange } from "#registers";
import { evaluateFeel } from "#rules";
import { holderOf } from "./case-head.ts";
import type { CaseWork } from "./case-work.ts";
import { commonData, sealOrder } from "./document-job.ts";
import type { CaseTransaction, NewDocument } from "./ports.ts";
import type { JobCall, JobResult } from "./job.ts";

/**
 * Issues the certificate a matter defines as its result: number and identifier (GB/T 36904) are fixed with
 * the decision, the certificate and what it licenses become records, the PDF follows through the outbox.
 * Errors: JOB_DEFINITION_MISSING.
 */
export async function issueCertificate(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
): Promise<Result<JobResult, Problem>> {
  const { matter, identity, job } = call;
  const { result } = matter;
  const organ = work.pack.organs.get(identity.organ);
  if (result === null || organ === undefined) {
    const missing = { matter: matter.id, element: job.element, what: result === null ? "result" : "organ" };
    return err(problem("JOB_DEFINITION_MISSING", missing));
  }
  const decidedOn = localDateOf(call.at);
  const context = {
    ...call.state.variables,
    form: call.personal,
    applicant: { account: identity.applicant, name: identity.applicantName },
    organ: organ.name.zh,
    division: identity.division,
    caseNo: identity.caseNo,
    decidedOn,
  };
  const licenceNo = await licenceNumber(transaction, result.number, matter.id, context, call);
  const identifier = formatCertificateIdentifier({
    type: result.typeCode,
    issuer: organ.creditCode,
    serial: licenceNo,
    version: "001",
  });
  if (!identifier.ok) return identifier;
  const issued: JsonObject = {
    ...context,
    licenceNo,
    identifier: identifier.value,
    validFrom: decidedOn,
    validTo: validTo(decidedOn, result.validity),
  };
  const fields = feelFields(result.fields, issued, call);
  const document = certificateDocument(work, call, result, {
    licenceNo,
    identifier: identifier.value,
    issued,
    fields,
  });
  const records = await otherRecords(transaction, result, issued, call);
  return ok({
    variables: {
      licenceNo,
      identifier: identifier.value,
      documentId: document.id,
      validTo: issued["validTo"] ?? null,
    },
    documents: [document],
    outbox: [sealOrder(document)],
    records: [
      createRecord({
        ...recordBasics(call),
        register: result.register,
        id: identifier.value,
        status: "valid",
        data: { ...fields, identifier: identifier.value, document: document.id, caseNo: identity.caseNo },
      }),
      ...records,
    ],
  });
}

async function licenceNumber(
  transaction: CaseTransaction,
  parts: readonly NumberPart[],
  matter: string,
  context: JsonObject,
  call: JobCall,
): Promise<string> {
  let number = "";
  for (const part of parts) {
    switch (part.kind) {
      case "text":
        number += part.text;
        break;
      case "feel":
        number += String(feelValue(part.feel, context, call) ?? "");
        break;
      case "sequence": {
        const period = part.per === "year" ? `:${localDateOf(call.at).slice(0, 4)}` : "";
        const next = await transaction.nextNumber(`licence:${matter}${period}`);
        number += String(next).padStart(part.width, "0");
        break;
      }
      case "check":
        number += mod11And10(number.replaceAll(/\D/g, ""));
        break;
    }
  }
  return number;
}

function certificateDocument(
  work: CaseWork,
  call: JobCall,
  result: MatterResult,
  made: {
    readonly licenceNo: string;
    readonly identifier: string;
    readonly issued: JsonObject;
    readonly fields: JsonObject;
  },
): NewDocument {
  const { identity, matter, at } = call;
  const title = result.name.zh;
  const common = commonData(work, matter, identity, {
    verify: made.identifier,
    number: made.licenceNo,
    title,
    sealText: "",
    at,
    form: call.state.variables["form"],
  });
  return {
    id: work.newId(),
    number: made.licenceNo,
    subject: identity.caseNo,
    kind: "certificate",
    template: result.template,
    title,
    organ: identity.organ,
    issuedAt: at,
    holder: holderOf(identity),
    data: {
      ...made.fields,
      ...common,
      certificateIdentifier: made.identifier,
      validUntil: made.issued["validTo"] ?? null,
    },
  };
}

async function otherRecords(
  transaction: CaseTransaction,
  result: MatterResult,
  issued: JsonObject,
  call: JobCall,
): Promise<readonly RecordChange[]> {
  const changes: RecordChange[] = [];
  for (const rule of result.records) {
    const id = String(feelValue(rule.id, issued, call));
    const data = { ...feelFields(rule.data, issued, call), caseNo: call.identity.caseNo };
    const known = await transaction.findRecord(rule.register, id);
    const { at, actor } = recordBasics(call);
    changes.push(
      known === undefined
        ? createRecord({ ...recordBasics(call), register: rule.register, id, status: rule.status, data })
        : changeRecord(known, {
            at,
            actor,
            status: rule.status,
            set: data,
            reason: `case:${call.identity.caseNo}`,
          }),
    );
  }
  return changes;
}

function recordBasics(call: JobCall) {
  const { identity, at, actor } = call;
  return {
    organ: identity.organ,
    division: identity.division,
    holder: holderOf(identity),
    at,
    actor: actor as unknown as Json,
    origin: { caseNo: identity.caseNo },
  };
}

/** A five-year licence of 12 October 2022 holds until 11 October 2027: the last day is the one before. */
function validTo(from: LocalDate, validity: string | null): LocalDate | null {
  if (validity === null) return null;
  return Temporal.PlainDate.from(from).add(validity).subtract({ days: 1 }).toString() as LocalDate;
}

function feelFields(
  fields: Readonly<Record<string, string>>,
  context: JsonObject,
  call: JobCall,
): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, expression]) => [name, feelValue(expression, context, call)]),
  );
}

function feelValue(expression: string, context: JsonObject, call: JobCall): Json {
  const answer = evaluateFeel(expression.replace(/^=/, ""), context, { now: call.at });
  return answer.ok ? answer.value.value : null;
}
