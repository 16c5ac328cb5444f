import {
  fieldName,
  flag,
  identifier,
  listOf,
  matching,
  object,
  optional,
  type Shape,
} from "../shape/shape.ts";

/** Who a need is of: the case's own organ, the town or subdistrict that covers the place, any other organ asked. */
export const OWN_ORGAN = "own";
export const TOWN_ORGAN = "town";
export const ASKED_ORGAN = "asked";

/**
 * What some of those who handle a matter's cases need to know of them (个人信息保护法第六条：最小必要). Where a need
 * speaks of somebody, they see what the needs that hold for them name and nothing else; of whom none speaks, the own
 * organ's see the whole and another organ's see nothing of form, materials and documents.
 */
export type MatterNeed = {
  /** `own`, `town`, `asked` or ids of organs; empty: whichever. */
  readonly organs: readonly string[];
  /** Roles; empty: whichever. */
  readonly roles: readonly string[];
  /** Elements of the drawing: it holds while one of them is theirs to do, and for who has done one; empty: always. */
  readonly tasks: readonly string[];
  readonly whole: boolean;
  /** Sections of the form, and single fields beside them. */
  readonly groups: readonly string[];
  readonly fields: readonly string[];
  readonly materials: readonly string[];
  /** Whether the case's notices and certificates are theirs to read. */
  readonly documents: boolean;
  /** Elements whose answers they read in the history. */
  readonly findings: readonly string[];
};

const element = matching(/^[A-Za-z_][\w-]*$/, { zh: "流程图中的环节编号", en: "the id of a drawn element" });

export const matterNeeds: Shape<readonly MatterNeed[]> = optional(
  listOf(
    object<MatterNeed>({
      organs: optional(listOf(identifier), []),
      roles: optional(listOf(fieldName), []),
      tasks: optional(listOf(element), []),
      whole: optional(flag, false),
      groups: optional(listOf(fieldName), []),
      fields: optional(listOf(fieldName), []),
      materials: optional(listOf(fieldName), []),
      documents: optional(flag, false),
      findings: optional(listOf(element), []),
    }),
  ),
  [],
);
