import {
  bilingual,
  fieldName,
  identifier,
  listOf,
  matching,
  object,
  oneOf,
  optional,
  text,
  wholeNumber,
  type Shape,
} from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/**
 * A material a matter asks for (domain §1.2). `shared` is told in the guide but never asked of the
 * applicant, because a register answers for it; `deferrable` is 容缺后补.
 */
export type Material = {
  readonly id: string;
  readonly name: Bilingual;
  readonly necessity: "required" | "optional" | "deferrable" | "shared";
  /** Asked only where this FEEL condition over `form` holds; `when` says it in words. */
  readonly condition: string | null;
  readonly when: Bilingual | null;
  readonly kind: "certificate" | "formDocument" | "other";
  readonly medium: "original" | "copy" | "electronic";
  readonly copies: number;
  readonly source: "applicant" | "government" | "other";
  /** The register that answers for it, when it can be shared. */
  readonly sharedFrom: string | null;
  /** Type codes or names of certificates of this district, of which a valid one of the applicant's stands for it. */
  readonly certificateTypes: readonly string[];
  /** What it is called wherever it is asked, so that an upload for one matter is offered for another; its name else. */
  readonly kindId: string | null;
  /** Allowed media types by content, e.g. application/pdf. */
  readonly types: readonly MaterialType[];
  readonly maxBytes: number;
  /** 填报须知. */
  readonly note: Bilingual | null;
  /** 受理标准: what the clerk checks. */
  readonly standard: Bilingual | null;
};

export type MaterialType = "application/pdf" | "image/jpeg" | "image/png";

export const feel: Shape<string> = matching(/^=\s*\S/, {
  zh: "以 = 开头的 FEEL 表达式",
  en: "a FEEL expression beginning with =",
});

export const material: Shape<Material> = object<Material>({
  id: fieldName,
  name: bilingual,
  necessity: oneOf("required", "optional", "deferrable", "shared"),
  condition: optional(feel, null),
  when: optional(bilingual, null),
  kind: oneOf("certificate", "formDocument", "other"),
  medium: oneOf("original", "copy", "electronic"),
  copies: optional(wholeNumber, 1),
  source: oneOf("applicant", "government", "other"),
  sharedFrom: optional(identifier, null),
  certificateTypes: optional(listOf(text), []),
  kindId: optional(identifier, null),
  types: optional(listOf(oneOf("application/pdf", "image/jpeg", "image/png")), []),
  maxBytes: optional(wholeNumber, 0),
  note: optional(bilingual, null),
  standard: optional(bilingual, null),
});
