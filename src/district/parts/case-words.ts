import type { Bilingual } from "#kernel";
import { bilingual, mappingOf, object, type Shape } from "../shape/shape.ts";

/** states.yaml: what states and outcomes of the district's own are called, by their ids. */
export type CaseWords = {
  readonly states: Readonly<Record<string, Bilingual>>;
  readonly outcomes: Readonly<Record<string, Bilingual>>;
};

export const caseWords: Shape<CaseWords> = object<CaseWords>({
  states: mappingOf(bilingual),
  outcomes: mappingOf(bilingual),
});

export const NO_CASE_WORDS: CaseWords = { states: {}, outcomes: {} };
