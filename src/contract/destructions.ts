import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/** A list of what is destroyed (销毁清册) and how far it is. */
export const DestructionList = Type.Object({
  list: Type.String(),
  /** proposed, approved, rejected, destroyed. */
  state: Type.String(),
  stateName: Bilingual,
  cases: Type.Number(),
  files: Type.Number(),
  documents: Type.Number(),
  proposer: Type.String(),
  proposedOn: Type.String(),
  decider: NullableString,
  decidedOn: NullableString,
  reason: NullableString,
  destroyedOn: NullableString,
  destroyed: Type.Union([Type.Number(), Type.Null()]),
  shared: Type.Union([Type.Number(), Type.Null()]),
  /** SHA-256 over everything on it, as it was drawn up. */
  digest: Type.String(),
  /** The reader may approve or reject it. */
  mine: Type.Boolean(),
});
export type DestructionList = Static<typeof DestructionList>;

/** GET /api/admin/destructions: the lists, the newest first; and whether the reader may draw one up. */
export const DestructionsAnswer = Type.Object({
  items: Type.Array(DestructionList),
  next: NullableString,
  proposes: Type.Boolean(),
});
export type DestructionsAnswer = Static<typeof DestructionsAnswer>;

/** POST /api/admin/destructions: the number of the list that was drawn up. */
export const DestructionMade = Type.Object({ list: Type.String() });
export type DestructionMade = Static<typeof DestructionMade>;

/** GET /api/admin/destructions/:list: one list with a page of what stands on it. */
export const DestructionAnswer = Type.Object({
  list: DestructionList,
  items: Type.Array(
    Type.Object({
      place: Type.Number(),
      caseNo: Type.String(),
      name: Bilingual,
      kind: Type.Union([Type.Literal("file"), Type.Literal("document")]),
      hash: NullableString,
      basis: Bilingual,
      state: Type.String(),
      at: Type.String(),
    }),
  ),
  next: NullableString,
});
export type DestructionAnswer = Static<typeof DestructionAnswer>;

/** POST /api/admin/destructions/:list/decision, by somebody else than who drew it up. */
export const DestructionDecision = Type.Object(
  { approve: Type.Boolean(), reason: Type.String({ minLength: 2, maxLength: 500 }) },
  { additionalProperties: false },
);
export type DestructionDecision = Static<typeof DestructionDecision>;
