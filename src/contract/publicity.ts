import { type Static, Type } from "typebox";
import { Bilingual, ShownField } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/** GET /api/public/publicity — what can be read now without signing in (公示), the latest first. */
export const PublicityAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      register: Type.String(),
      id: Type.String(),
      kind: Bilingual,
      title: Bilingual,
      organName: Bilingual,
      since: Type.String(),
    }),
  ),
});
export type PublicityAnswer = Static<typeof PublicityAnswer>;

/** GET /api/public/publicity/:register/:id — what its register lets anybody read, until when, and whether one may object. */
export const PublicityPage = Type.Object({
  kind: Bilingual,
  note: Bilingual,
  title: Bilingual,
  organName: Bilingual,
  fields: Type.Array(ShownField),
  /** The last day, where the notice names one. */
  ends: NullableString,
  hasPaper: Type.Boolean(),
  objection: Type.Boolean(),
});
export type PublicityPage = Static<typeof PublicityPage>;

/** POST /api/public/publicity/:register/:id/objection with header `idempotency-key`. */
export const ObjectionRequest = Type.Object({
  words: Type.String({ minLength: 5, maxLength: 1000, pattern: "\\S" }),
  name: Type.String({ minLength: 2, maxLength: 30, pattern: "\\S" }),
  mobile: Type.String({ pattern: "^1[3-9]\\d{9}$" }),
});
export type ObjectionRequest = Static<typeof ObjectionRequest>;
export const ObjectionAnswer = Type.Object({ said: Bilingual });
export type ObjectionAnswer = Static<typeof ObjectionAnswer>;
