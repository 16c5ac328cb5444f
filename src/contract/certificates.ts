import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

/** A measure that may be proposed on a certificate now, with its grounds in law. */
export const OfferedMeasure = Type.Object({
  id: Type.String(),
  name: Bilingual,
  /** What it brings about. */
  effect: Bilingual,
  /** The holder is told first and may ask for a hearing. */
  heard: Type.Boolean(),
  needsDecision: Type.Boolean(),
  grounds: Type.Array(Type.Object({ id: Type.String(), name: Bilingual, article: Bilingual })),
});
export type OfferedMeasure = Static<typeof OfferedMeasure>;

/** POST /api/records/:register/:id/measures — proposes a measure; answers its case. */
export const ProposeMeasureRequest = Type.Object({
  measure: Type.String({ maxLength: 40 }),
  ground: Type.String({ maxLength: 40 }),
  facts: Type.String({ minLength: 2, maxLength: 1000 }),
  /** The number of the decision that it rests on. */
  decision: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
});
export const ProposeMeasureAnswer = Type.Object({ caseNo: Type.String() });
export type ProposeMeasureAnswer = Static<typeof ProposeMeasureAnswer>;
