import { bilingual, identifier, listOf, object, oneOf, optional, type Shape } from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/** The register that holds ratings (好差评). */
export const RATING_REGISTER = "rating";

/** What can be ticked beside a grade: `good` with grades 3 to 5, `bad` with 1 and 2. */
export type RatingLabel = {
  readonly id: string;
  readonly name: Bilingual;
  readonly for: "good" | "bad";
};

/** ratings.yaml: what a rating (好差评) may say beside its grade. */
export type Ratings = {
  readonly labels: readonly RatingLabel[];
  /** What a bad rating leads to and by when, as the district promises it; null where it promises nothing. */
  readonly badNote: Bilingual | null;
};

export const NO_RATINGS: Ratings = { labels: [], badNote: null };

export const ratings: Shape<Ratings> = object<Ratings>({
  labels: listOf(object<RatingLabel>({ id: identifier, name: bilingual, for: oneOf("good", "bad") })),
  badNote: optional(bilingual, null),
});

/** The five grades (好差评): 1 and 2 are bad. 国办发〔2019〕51号. */
export const GRADE_NAMES: Readonly<Record<string, Bilingual>> = {
  "5": { zh: "非常满意", en: "very satisfied" },
  "4": { zh: "满意", en: "satisfied" },
  "3": { zh: "基本满意", en: "fairly satisfied" },
  "2": { zh: "不满意", en: "dissatisfied" },
  "1": { zh: "非常不满意", en: "very dissatisfied" },
};

/** Whether a grade begins a rectification (差评). */
export const isBadGrade = (grade: number): boolean => grade <= 2;
