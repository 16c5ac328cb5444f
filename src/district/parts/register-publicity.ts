import { bilingual, fieldName, listOf, object, optional, text, type Shape } from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/** 公示: in which states the records of a register can be read by anybody, and what of them. */
export type RegisterPublicity = {
  readonly title: Bilingual;
  /** What whoever reads it may do, or how it ends, in words. */
  readonly note: Bilingual;
  readonly status: readonly string[];
  /** Fields that are shown, in this order; none that is personal. */
  readonly fields: readonly string[];
  /** The field that holds the number of the notice, whose sealed paper can be opened; null where none is shown. */
  readonly number: string | null;
  /** Where anybody may object: the open task of the record's case (`caseNo`), and its fields for the words and for who. */
  readonly objection: { readonly task: string; readonly words: string; readonly from: string } | null;
};

export const registerPublicity: Shape<RegisterPublicity> = object<RegisterPublicity>({
  title: bilingual,
  note: bilingual,
  status: listOf(fieldName),
  fields: listOf(fieldName),
  number: optional(fieldName, null),
  objection: optional(
    object<NonNullable<RegisterPublicity["objection"]>>({
      task: text,
      words: fieldName,
      from: fieldName,
    }),
    null,
  ),
});
