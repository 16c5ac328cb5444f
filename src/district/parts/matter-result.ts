import {
  bilingual,
  fieldName,
  identifier,
  listOf,
  mappingOf,
  matching,
  object,
  oneOf,
  optional,
  text,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import { feel } from "./material.ts";
import { measureParts, type MeasureResult } from "./result-measure.ts";
import { numberPart, type NumberPart } from "./result-number.ts";
import type { Bilingual } from "#kernel";

/** What every result may say beside itself. */
type ResultCommon = {
  readonly name: Bilingual;
  /**
   * What the decision prints of what is decided, in this order, by FEEL over the case's variables and the names of
   * `RESULT_NAMES`; the form without its personal fields.
   */
  readonly particulars: readonly Particular[];
  /** Other records that the decision writes, changes or ends, over the same names. */
  readonly records: readonly RecordRule[];
};

/** A line of a decision: its name, and FEEL for what stands beside it. */
export type Particular = { readonly name: Bilingual; readonly value: string };

/** What is printed on a certificate itself: lines over the whole form, personal fields included. */
type Printed = {
  /** Null: what `particulars` says. */
  readonly lines: readonly Particular[] | null;
  /**
   * Fields of the certificate's record by FEEL over {form, applicant, matter, organ, division, caseNo, decidedOn,
   * identifier, licenceNo, validFrom, validTo, holder …}, over those that the job gives by itself
   * (`FIELDS_OF_CERTIFICATE`).
   */
  readonly fields: Readonly<Record<string, string>>;
};

/** 证照: a new certificate, kept in a register. */
export type CertificateResult = ResultCommon &
  Printed & {
    readonly kind: "certificate";
    /** The register that keeps the certificate. */
    readonly register: string;
    /** 证照类型代码 of GB/T 36904: the defining organ's credit code and a 3-digit number, 21 characters. */
    readonly typeCode: string;
    readonly template: string;
    /** ISO 8601 period the certificate is valid for, e.g. `P5Y`; null = until cancelled. */
    readonly validity: string | null;
    readonly number: readonly NumberPart[];
  };

/** 决定、批文、备案回执: a numbered document without a certificate. */
export type DocumentResult = ResultCommon & {
  readonly kind: "document";
  readonly template: string;
  /** The number's own word, e.g. 水许: 鞍千农水许〔2026〕3号; not asked where `number` says all of it. */
  readonly word: string;
  readonly sealText: string;
  readonly number: readonly NumberPart[] | null;
};

/** The certificate that an act is on: which matter issued its kind, and the number or identifier that was named. */
type OnCertificate = {
  /** The matter whose `certificate` result defines the kind, its register and its template. */
  readonly of: string;
  /** FEEL over the case: the licence number or the identifier of GB/T 36904. */
  readonly certificate: string;
};

/** 变更: a new version of a certificate (版本号 002 …); the one before is shown as superseded. */
export type ChangeResult = ResultCommon & Printed & OnCertificate & { readonly kind: "change" };

/** 延续: a new version with a new validity (行政许可法第五十条). */
export type RenewalResult = ResultCommon &
  Printed &
  OnCertificate & {
    readonly kind: "renew";
    readonly validity: string;
    /** The new period begins on the day of the decision, or on the day after the old one ends. */
    readonly from: "decision" | "expiry";
    /** When one may apply, counted back from the last day of validity: not before `earliest`, no later than `latest`. */
    readonly apply: { readonly earliest: string | null; readonly latest: string };
  };

/** 注销: the certificate ends, by a numbered document. */
export type CancellationResult = ResultCommon &
  OnCertificate & {
    readonly kind: "cancel";
    readonly template: string;
    readonly word: string;
    readonly sealText: string;
    /** States that it may be cancelled from. */
    readonly from: readonly string[];
    readonly status: string;
  };

/** 撤销、撤回、注销、暂扣、吊销 and back: a measure on a certificate, by a numbered document. */
export type MeasuringResult = ResultCommon & MeasureResult & { readonly kind: "measure" };

/** What a granted case brings forth. The job `certificate` carries it out, whatever its kind. */
export type MatterResult =
  | CertificateResult
  | DocumentResult
  | ChangeResult
  | RenewalResult
  | CancellationResult
  | MeasuringResult;

/** A record that comes to exist, or changes, with the decision. `id`, `data` and `when` are FEEL. */
export type RecordRule = {
  readonly register: string;
  readonly id: string;
  readonly status: string;
  readonly data: Readonly<Record<string, string>>;
  /** `write`: made where it is not there yet. `change`: it must be there, and only what is named changes. */
  readonly act: "write" | "change";
  /** The rule holds only where this is true; null = always. */
  readonly when: string | null;
};

/** Fields that every certificate's record gets from the job, as far as its register has them. */
export const FIELDS_OF_CERTIFICATE = [
  "identifier",
  "certificateType",
  "certificateName",
  "matter",
  "licenceNo",
  "operator",
  "holderName",
  "creditCode",
  "organ",
  "division",
  "issuedOn",
  "validFrom",
  "validTo",
  "particulars",
  "supersedes",
  "caseNo",
  "document",
] as const;

/** What the FEEL of a result sees beside the case's variables; `certificate` is the one that an act is on. */
export const RESULT_NAMES = [
  "decidedOn",
  "identifier",
  "licenceNo",
  "validFrom",
  "validTo",
  "organPrefix",
  "year",
  "holder",
  "certificate",
] as const;

const period = matching(/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/, {
  zh: "形如 P5Y 的期限",
  en: "a period such as P5Y",
});

const daysBefore = matching(/^\d{1,4}(wd|d)$/, {
  zh: "形如 30wd、90d 的天数",
  en: "days such as 30wd or 90d",
});

const particulars = listOf(object<Particular>({ name: bilingual, value: feel }));

const common = {
  name: bilingual,
  particulars: optional(particulars, []),
  records: optional(
    listOf(
      object<RecordRule>({
        register: identifier,
        id: feel,
        status: fieldName,
        data: optional(mappingOf(feel), {}),
        act: optional(oneOf("write", "change"), "write"),
        when: optional(feel, null),
      }),
    ),
    [],
  ),
};

const printed = { lines: optional(particulars, null), fields: optional(mappingOf(feel), {}) };

const onCertificate = { of: identifier, certificate: feel };

const certificate = object<CertificateResult>({
  kind: oneOf("certificate"),
  ...common,
  ...printed,
  register: identifier,
  typeCode: matching(/^[0-9A-HJ-NPQRTUWXY]{18}\d{3}$/, {
    zh: "21位证照类型代码",
    en: "a 21-character certificate type code",
  }),
  template: identifier,
  validity: optional(period, null),
  number: listOf(numberPart),
});

const document = object<DocumentResult>({
  kind: oneOf("document"),
  ...common,
  template: identifier,
  word: optional(text, ""),
  sealText: optional(text, ""),
  number: optional(listOf(numberPart), null),
});

const change = object<ChangeResult>({ kind: oneOf("change"), ...common, ...printed, ...onCertificate });

const renewal = object<RenewalResult>({
  kind: oneOf("renew"),
  ...common,
  ...printed,
  ...onCertificate,
  validity: period,
  from: optional(oneOf("decision", "expiry"), "decision"),
  // 行政许可法第五十条：有效期届满三十日前提出；第八十二条：该法的期限以工作日计算。
  apply: optional(
    object<RenewalResult["apply"]>({
      earliest: optional(daysBefore, null),
      latest: optional(daysBefore, "30wd"),
    }),
    { earliest: null, latest: "30wd" },
  ),
});

const cancellation = object<CancellationResult>({
  kind: oneOf("cancel"),
  ...common,
  ...onCertificate,
  template: optional(identifier, "cancellation"),
  word: text,
  sealText: optional(text, ""),
  from: optional(listOf(fieldName), ["valid"]),
  status: optional(fieldName, "cancelled"),
});

const measuring = object<MeasuringResult>({ kind: oneOf("measure"), ...common, ...measureParts });

export const matterResult: Shape<MatterResult> = (node) => {
  const kind = (node.value as { readonly kind?: unknown } | null | undefined)?.kind;
  switch (kind) {
    case "certificate":
      return certificate(node);
    case "document":
      return document(node);
    case "change":
      return change(node);
    case "renew":
      return renewal(node);
    case "cancel":
      return cancellation(node);
    case "measure":
      return measuring(node);
    default:
      return wrong(node, {
        zh: "kind 为 certificate、document、change、renew、cancel 或 measure 的结果",
        en: "a result whose kind is certificate, document, change, renew, cancel or measure",
      });
  }
};
