import { bilingual, flag, listOf, matching, object, optional, type Shape } from "../shape/shape.ts";
import { fieldName } from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/**
 * How a matter is decided on a signed promise (告知承诺, 国办发〔2020〕42号): what the organ tells at once and in
 * writing, what is promised, what need not be shown then, and what follows.
 */
export type MatterCommitment = {
  readonly conditions: readonly Bilingual[];
  readonly standards: readonly Bilingual[];
  readonly consequences: readonly Bilingual[];
  readonly promise: Bilingual;
  /** Materials that are not demanded of who promises. */
  readonly waives: readonly string[];
  /** Within which it is checked after the decision, e.g. `30d`. */
  readonly checkWithin: string;
  /** How long a false promise bars from promising again, as an ISO 8601 duration. */
  readonly bars: string;
};

const limitText = matching(/^\d{1,4}(wd|d)$/, {
  zh: "形如 30d、20wd 的期限",
  en: "a limit such as 30d or 20wd",
});
const durationText = matching(/^P(\d+Y)?(\d+M)?(\d+D)?$/, {
  zh: "形如 P1Y 的期间",
  en: "a duration such as P1Y",
});

export const matterCommitment: Shape<MatterCommitment> = object<MatterCommitment>({
  conditions: listOf(bilingual),
  standards: optional(listOf(bilingual), []),
  consequences: listOf(bilingual),
  promise: bilingual,
  waives: optional(listOf(fieldName), []),
  checkWithin: limitText,
  bars: durationText,
});

/** A matter of such risk that it is never decided on a promise. */
export const highRisk = optional(flag, false);
