import type { Bilingual } from "#kernel";
import {
  bilingual,
  fieldName,
  identifier,
  listOf,
  matching,
  object,
  optional,
  type Shape,
} from "../shape/shape.ts";

/** field.yaml: who works with the field face (现场), what an incident is reported by, and whom to ask. */
export type FieldRules = {
  readonly roles: readonly string[];
  /** The matter. */
  readonly report: string | null;
  readonly helpline: Bilingual;
  /** Between which times of a day a phone may note where a patrol goes; null where it never does. */
  readonly tracking: { readonly from: string; readonly to: string } | null;
};

const timeOfDay = matching(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, {
  zh: "时刻，如06:00",
  en: "a time such as 06:00",
});

export const fieldRules: Shape<FieldRules> = object<FieldRules>({
  roles: listOf(fieldName),
  report: optional(identifier, null),
  helpline: bilingual,
  tracking: optional(object<NonNullable<FieldRules["tracking"]>>({ from: timeOfDay, to: timeOfDay }), null),
});

export const NO_FIELD: FieldRules = {
  roles: [],
  report: null,
  helpline: { zh: "本单位的管理员", en: "your organ's administrator" },
  tracking: null,
};
