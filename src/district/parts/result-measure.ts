import {
  bilingual,
  fieldName,
  flag,
  identifier,
  listOf,
  mappingOf,
  object,
  optional,
  text,
} from "../shape/shape.ts";
import { feel } from "./material.ts";
import type { Bilingual } from "#kernel";

/** A ground in law for a measure, such as 行政许可法第六十九条第一款第（四）项. */
export type MeasureGround = { readonly id: string; readonly name: Bilingual; readonly article: Bilingual };

/** One measure on a certificate (暂扣、恢复、撤销、撤回、注销、吊销): from which states to which, and by what document. */
export type Measure = {
  readonly name: Bilingual;
  /** What it brings about, said before it is proposed. */
  readonly effect: Bilingual;
  readonly from: readonly string[];
  readonly status: string;
  readonly title: string;
  /** The number's own word. */
  readonly word: string;
  /** The holder is told first and may state his case or ask for a hearing. */
  readonly heard: boolean;
  /** The number of an earlier decision must be named, such as that of a penalty. */
  readonly needsDecision: boolean;
  readonly grounds: readonly MeasureGround[];
};

/** 证照后续处理: a measure on any certificate of a register, that staff propose from its page. */
export type MeasureResult = {
  readonly register: string;
  /** FEEL over the case: the certificate's identifier, and which measure it is. */
  readonly certificate: string;
  readonly measure: string;
  readonly template: string;
  readonly sealText: string;
  readonly measures: Readonly<Record<string, Measure>>;
};

export const measureParts = {
  register: identifier,
  certificate: feel,
  measure: feel,
  template: optional(identifier, "certificate-measure"),
  sealText: optional(text, ""),
  measures: mappingOf(
    object<Measure>({
      name: bilingual,
      effect: bilingual,
      from: listOf(fieldName),
      status: fieldName,
      title: text,
      word: text,
      heard: optional(flag, false),
      needsDecision: optional(flag, false),
      grounds: listOf(object<MeasureGround>({ id: fieldName, name: bilingual, article: bilingual })),
    }),
  ),
};
