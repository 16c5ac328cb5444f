import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";

/** A look of somebody at the reader's data: when, who, why, and the case it was at. */
export const LookAnswer = Type.Object({
  id: Type.String(),
  at: Type.String(),
  who: Type.String(),
  why: Bilingual,
  caseNo: Type.String(),
});
export type LookAnswer = Static<typeof LookAnswer>;

/** GET /api/my/looks?cursor= — who looked at my data, the latest first. */
export const LookPage = page(LookAnswer);
export type LookPage = Static<typeof LookPage>;

/**
 * GET /api/my/data — what is kept of the reader: the account, what it is known as with its personal fields, its cases
 * with form, materials, documents and history, and its records (个人信息保护法第四十五条).
 */
export const MyData = Type.Object({
  madeAt: Type.String(),
  account: Type.Object({ id: Type.String(), name: Type.String(), kind: Type.String() }),
  knownAs: Type.Array(
    Type.Object({
      register: Type.String(),
      name: Bilingual,
      data: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  cases: Type.Array(Type.Unknown()),
  /** Older cases are left out: their list is taken out by itself. */
  moreCases: Type.Boolean(),
  records: Type.Array(
    Type.Object({
      register: Type.String(),
      name: Bilingual,
      status: Bilingual,
      data: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
});
export type MyData = Static<typeof MyData>;
