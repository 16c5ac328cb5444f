import { type CertificateKind, type Particular } from "#district";
import {
  err,
  formatCertificateIdentifier,
  problem,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { createRecord, partRecord, type PersonalRow, type RecordChange } from "#registers";
import { holderOf } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import { commonData } from "../printing/document-job.ts";
import type { JobCall } from "../case/job.ts";
import type { NewDocument } from "../case/ports.ts";
import { feelFields, linesOf, lineText, openContext, type Holder } from "../printing/result-context.ts";
import { recordBasics } from "./write-records.ts";

/** What makes a certificate's record and document, for a first version and for every later one. */
export type CertificateMaking = {
  readonly kind: CertificateKind;
  /** The result's context with the certificate's own number, identifier and days put in. */
  readonly context: JsonObject;
  readonly fields: Readonly<Record<string, string>>;
  readonly particulars: readonly Particular[];
  readonly lines: readonly Particular[] | null;
  /** What the version before said, personal fields included; empty for a first version. */
  readonly before: JsonObject;
};

/**
 * The identifier of GB/T 36904. Its serial holds digits and capitals only, so what else a number is written with is
 * left out of it. Errors: CERTIFICATE_IDENTIFIER_INVALID, JOB_DEFINITION_MISSING.
 */
export function identifierOf(
  work: CaseWork,
  { result }: CertificateKind,
  {
    licenceNo,
    version,
    organ,
  }: { readonly licenceNo: string; readonly version: string; readonly organ: string },
): Result<string, Problem> {
  const issuer = work.pack.organs.get(organ);
  if (issuer === undefined)
    return err(problem("JOB_DEFINITION_MISSING", { matter: organ, element: "certificate", what: "organ" }));
  return formatCertificateIdentifier({
    type: result.typeCode,
    issuer: issuer.creditCode,
    serial: licenceNo.replaceAll(/[^0-9A-Z]/g, ""),
    version,
  });
}

/** A version of a certificate: its record, what of it is personal, and the document that is sealed. */
export function makeCertificate(
  work: CaseWork,
  call: JobCall,
  making: CertificateMaking,
): {
  readonly record: RecordChange;
  readonly personal: readonly PersonalRow[];
  readonly document: NewDocument;
} {
  const { kind, context, before } = making;
  const register = work.pack.registers.get(kind.result.register);
  if (register === undefined)
    throw new Error(`the pack was checked, yet has no register ${kind.result.register}`);
  const identifier = String(context["identifier"]);
  const particulars = linesOf(making.particulars, openContext(context, call), call.at);
  const given = givenFields(call, kind, { context, particulars: particulars.map(lineText) });
  const known = (name: string): boolean => register.fields.some(({ id }) => id === name);
  const fields: JsonObject = {
    ...before,
    ...Object.fromEntries(Object.entries(given).filter(([name]) => known(name))),
    ...feelFields(making.fields, context, call.at),
  };
  const document = certificateDocument(work, call, {
    kind,
    context,
    fields,
    particulars,
    lines: making.lines,
  });
  const whole = { ...fields, document: document.id, caseNo: call.identity.caseNo };
  const parted = partRecord(register, identifier, whole, work.newSalt());
  const record = createRecord({
    ...recordBasics(call),
    register: register.id,
    id: identifier,
    status: "valid",
    data: parted.data,
  });
  return { record, personal: parted.personal, document };
}

/** What the job knows of every certificate by itself (FIELDS_OF_CERTIFICATE). */
function givenFields(
  { identity }: JobCall,
  { matter, result }: CertificateKind,
  { context, particulars }: { readonly context: JsonObject; readonly particulars: readonly string[] },
): JsonObject {
  const holder = context["holder"] as unknown as Holder;
  const before = context["certificate"] as JsonObject | null;
  const given: Record<string, Json> = {
    identifier: context["identifier"] ?? null,
    certificateType: result.typeCode,
    certificateName: result.name.zh,
    matter: matter.id,
    licenceNo: context["licenceNo"] ?? null,
    operator: holder.shown,
    holderName: holder.person ? holder.name : null,
    creditCode: holder.creditCode,
    organ: context["organ"] ?? null,
    division: identity.division,
    issuedOn: context["decidedOn"] ?? null,
    validFrom: context["validFrom"] ?? null,
    validTo: context["validTo"] ?? null,
    particulars,
    supersedes: before?.["identifier"] ?? null,
  };
  return given;
}

function certificateDocument(
  work: CaseWork,
  call: JobCall,
  made: {
    readonly kind: CertificateKind;
    readonly context: JsonObject;
    readonly fields: JsonObject;
    readonly particulars: readonly JsonObject[];
    readonly lines: readonly Particular[] | null;
  },
): NewDocument {
  const { identity, matter, at, state } = call;
  const { kind, context } = made;
  const title = kind.result.name.zh;
  const [number, identifier] = [String(context["licenceNo"]), String(context["identifier"])];
  const form = state.variables["form"];
  const common = commonData(work, matter, identity, {
    verify: identifier,
    number,
    title,
    sealText: "",
    at,
    form,
  });
  const holder = context["holder"] as unknown as Holder;
  return {
    id: work.newId(),
    number,
    subject: identity.caseNo,
    kind: "certificate",
    template: kind.result.template,
    title,
    organ: identity.organ,
    issuedAt: at,
    holder: holderOf(identity),
    data: {
      ...made.fields,
      ...common,
      holder: holder.name,
      lines: made.lines === null ? made.particulars : linesOf(made.lines, context, at),
      certificateIdentifier: identifier,
      validSince: context["validFrom"] ?? null,
      validUntil: context["validTo"] ?? null,
    },
  };
}
