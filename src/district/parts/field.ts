import type { Bilingual } from "#kernel";
import { bilingual, fieldName, identifier, listOf, object, optional, type Shape } from "../shape/shape.ts";

/** field.yaml: who works with the field face (现场), what an incident is reported by, and whom to ask. */
export type FieldRules = {
  readonly roles: readonly string[];
  /** The matter. */
  readonly report: string | null;
  readonly helpline: Bilingual;
};

export const fieldRules: Shape<FieldRules> = object<FieldRules>({
  roles: listOf(fieldName),
  report: optional(identifier, null),
  helpline: bilingual,
});

export const NO_FIELD: FieldRules = {
  roles: [],
  report: null,
  helpline: { zh: "本单位的管理员", en: "your organ's administrator" },
};
