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
  wholeNumber,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import { feel } from "./material.ts";
import type { Bilingual } from "#kernel";

/**
 * One piece of a licence number, in order: fixed text, a FEEL value over the case, the next number of a
 * gapless sequence of this matter padded to `width`, or a check digit over all digits before it.
 */
export type NumberPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "feel"; readonly feel: string }
  | { readonly kind: "sequence"; readonly width: number; readonly per: "matter" | "year" }
  | { readonly kind: "check"; readonly method: "mod-11-10" };

/** What a granted case brings forth: a certificate (证照) kept in a register. */
export type MatterResult = {
  readonly kind: "certificate";
  readonly name: Bilingual;
  /** The register that keeps the certificate. */
  readonly register: string;
  /** 证照类型代码 of GB/T 36904: the defining organ's credit code and a 3-digit number, 21 characters. */
  readonly typeCode: string;
  readonly template: string;
  /** ISO 8601 period the certificate is valid for, e.g. `P5Y`; null = until cancelled. */
  readonly validity: string | null;
  readonly number: readonly NumberPart[];
  /**
   * Fields of the certificate record by FEEL over {form, applicant, matter, organ, division, caseNo,
   * decidedOn, identifier, licenceNo, validFrom, validTo}.
   */
  readonly fields: Readonly<Record<string, string>>;
  /**
   * What the decision prints of what is licensed, in this order, by FEEL over the case's variables and the same
   * names; the form without its personal fields.
   */
  readonly particulars: readonly Particular[];
  /** Other records that the decision writes, over the same names. */
  readonly records: readonly RecordRule[];
};

/** A line of a decision: its name, and FEEL for what stands beside it. */
type Particular = { readonly name: Bilingual; readonly value: string };

/** A record that comes to exist, or changes, with the decision. `id` and `data` are FEEL. */
export type RecordRule = {
  readonly register: string;
  readonly id: string;
  readonly status: string;
  readonly data: Readonly<Record<string, string>>;
};

const numberPart: Shape<NumberPart> = (node) => {
  const kind = (node.value as { readonly kind?: unknown } | null | undefined)?.kind;
  switch (kind) {
    case "text":
      return object<NumberPart & { kind: "text" }>({ kind: oneOf("text"), text })(node);
    case "feel":
      return object<NumberPart & { kind: "feel" }>({ kind: oneOf("feel"), feel })(node);
    case "sequence":
      return object<NumberPart & { kind: "sequence" }>({
        kind: oneOf("sequence"),
        width: wholeNumber,
        per: oneOf("matter", "year"),
      })(node);
    case "check":
      return object<NumberPart & { kind: "check" }>({ kind: oneOf("check"), method: oneOf("mod-11-10") })(
        node,
      );
    default:
      return wrong(node, {
        zh: "kind 为 text、feel、sequence 或 check 的一段",
        en: "a part whose kind is text, feel, sequence or check",
      });
  }
};

export const matterResult: Shape<MatterResult> = object<MatterResult>({
  kind: oneOf("certificate"),
  name: bilingual,
  register: identifier,
  typeCode: matching(/^[0-9A-HJ-NPQRTUWXY]{18}\d{3}$/, {
    zh: "21位证照类型代码",
    en: "a 21-character certificate type code",
  }),
  template: identifier,
  validity: optional(
    matching(/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/, { zh: "形如 P5Y 的期限", en: "a period such as P5Y" }),
    null,
  ),
  number: listOf(numberPart),
  fields: mappingOf(feel),
  particulars: optional(listOf(object<Particular>({ name: bilingual, value: feel })), []),
  records: optional(
    listOf(object<RecordRule>({ register: identifier, id: feel, status: fieldName, data: mappingOf(feel) })),
    [],
  ),
});
