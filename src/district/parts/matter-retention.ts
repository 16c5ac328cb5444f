import { bilingual, matching, object, optional, type Shape } from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/** How long a case's personal data is kept after the case is over (个人信息保护法第十九条、第四十七条). */
export type MatterRetention = {
  /** ISO 8601, e.g. `P10Y`. */
  readonly keep: string;
  /** What demands so long, e.g. the rules on archives. */
  readonly basis: Bilingual;
};

export const matterRetention: Shape<MatterRetention | null> = optional(
  object<MatterRetention>({
    keep: matching(/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/, { zh: "形如 P10Y 的期限", en: "a period such as P10Y" }),
    basis: bilingual,
  }),
  null,
);
