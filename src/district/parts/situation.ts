import {
  bilingual,
  fieldName,
  identifier,
  json,
  listOf,
  mappingOf,
  object,
  optional,
  text,
  type Shape,
} from "../shape/shape.ts";
import { feel } from "./material.ts";
import type { Bilingual, Json } from "#kernel";

/** A question of a situational guide (情形引导), answered by one of its choices. */
export type SituationQuestion = {
  readonly id: string;
  readonly ask: Bilingual;
  readonly note: Bilingual | null;
  /** Asked only where this FEEL condition over the answers so far holds. */
  readonly when: string | null;
  readonly choices: readonly { readonly value: Json; readonly name: Bilingual }[];
  /** By matter the form's field that the answer fills in. */
  readonly fields: Readonly<Record<string, string>>;
};

/** What somebody has in mind (开饭店), told apart by a few questions: which matters and materials apply. */
export type SituationDefinition = {
  readonly id: string;
  readonly name: Bilingual;
  readonly note: Bilingual | null;
  /** What people say of it. */
  readonly words: readonly string[];
  /** The decision of the folder's DMN that answers: a list of {matter, order, material, zh, en}. */
  readonly decision: string;
  readonly questions: readonly SituationQuestion[];
};

export const situationDefinition: Shape<SituationDefinition> = object<SituationDefinition>({
  id: identifier,
  name: bilingual,
  note: optional(bilingual, null),
  words: optional(listOf(text), []),
  decision: fieldName,
  questions: listOf(
    object<SituationQuestion>({
      id: fieldName,
      ask: bilingual,
      note: optional(bilingual, null),
      when: optional(feel, null),
      choices: listOf(object({ value: json, name: bilingual })),
      fields: optional(mappingOf(fieldName), {}),
    }),
  ),
});
