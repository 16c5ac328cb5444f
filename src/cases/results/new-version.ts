import type { ChangeResult, RenewalResult } from "#district";
import {
  err,
  ok,
  parseCertificateIdentifier,
  problem,
  type JsonObject,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { changeRecord } from "#registers";
import { holderOf } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import { sealOrder } from "../printing/document-job.ts";
import type { JobCall, JobResult } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { identifierOf, makeCertificate } from "./certificate-record.ts";
import { namedCertificate, type NamedCertificate } from "./named-certificate.ts";
import { lastDay } from "./new-certificate.ts";
import { feelValue, resultContext } from "../printing/result-context.ts";
import { recordBasics, writeRecords } from "./write-records.ts";

/** What a version of a certificate says of itself alone, and the next says anew. */
const OF_ONE_VERSION = ["personalDigest", "supersededBy", "supersedes", "document", "caseNo"];

/**
 * 变更、延续: the next version of a certificate under its number (GB/T 36904 version 002 …); the one before is
 * superseded in the same transaction. Errors: those of namedCertificate, CERTIFICATE_VERSIONS_USED_UP, those of
 * identifierOf and writeRecords.
 */
export async function newVersion(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
  result: ChangeResult | RenewalResult,
): Promise<Result<JobResult, Problem>> {
  const { identity, matter, at } = call;
  const base = resultContext(work, call);
  const text = String(feelValue(result.certificate, base, at) ?? "");
  const naming = { text, holder: holderOf(identity), at, receivedAt: identity.receivedAt };
  const named = await namedCertificate(work, transaction, matter, naming);
  if (!named.ok) return named;
  const { kind, record } = named.value;
  const licenceNo = String(record.data["licenceNo"] ?? "");
  const version = versionAfter(record.id);
  if (!version.ok) return version;
  const identifier = identifierOf(work, kind, { licenceNo, version: version.value, organ: identity.organ });
  if (!identifier.ok) return identifier;
  const period = periodOf(result, record.data, String(base["decidedOn"]) as LocalDate);
  const context: JsonObject = {
    ...base,
    licenceNo,
    identifier: identifier.value,
    ...period,
    certificate: record.data,
  };
  const { fields, particulars, lines } = result;
  const before = sayingOf(named.value);
  const made = makeCertificate(work, call, { kind, context, fields, particulars, lines, before });
  const superseded = changeRecord(record, {
    at,
    actor: recordBasics(call).actor,
    status: "superseded",
    set: { supersededBy: identifier.value },
    reason: `case:${identity.caseNo}`,
  });
  const written = await writeRecords(work, transaction, { rules: result.records, context, call });
  if (!written.ok) return written;
  return ok({
    variables: {
      licenceNo,
      identifier: identifier.value,
      documentId: made.document.id,
      validTo: period.validTo,
    },
    documents: [made.document],
    outbox: [sealOrder(made.document)],
    records: [{ ...superseded, byRule: true }, made.record, ...written.value.records],
    personal: [...made.personal, ...written.value.personal],
  });
}

function sayingOf({ record, personal }: NamedCertificate): JsonObject {
  const whole: JsonObject = Object.assign({}, record.data, ...personal.map(({ content }) => content));
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !OF_ONE_VERSION.includes(name)));
}

function versionAfter(identifier: string): Result<string, Problem> {
  const parsed = parseCertificateIdentifier(identifier);
  if (!parsed.ok) return parsed;
  const next = Number(parsed.value.version) + 1;
  return next > 999
    ? err(problem("CERTIFICATE_VERSIONS_USED_UP", { identifier }))
    : ok(String(next).padStart(3, "0"));
}

/** A change keeps the days; a renewal begins on the decision's day or right after the old period (art. 50). */
function periodOf(result: ChangeResult | RenewalResult, before: JsonObject, decidedOn: LocalDate) {
  const old = { validFrom: before["validFrom"] ?? null, validTo: before["validTo"] ?? null };
  if (result.kind === "change") return old;
  const until = typeof old.validTo === "string" ? old.validTo : decidedOn;
  const follows = Temporal.PlainDate.from(until).add({ days: 1 }).toString() as LocalDate;
  const from = result.from === "expiry" ? follows : decidedOn;
  return { validFrom: from, validTo: lastDay(from, result.validity) };
}
