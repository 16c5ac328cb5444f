import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";

/** A line of a roll of payments (发放名册); the amount in 分. Numbers are starred. */
export const RollLine = Type.Object({
  id: Type.String(),
  name: Type.String(),
  idNo: Type.String(),
  kind: Bilingual,
  place: Bilingual,
  organ: Bilingual,
  amount: Type.Number(),
  bank: Type.String(),
  account: Type.String(),
});
export type RollLine = Static<typeof RollLine>;

/** A register that keeps rolls. */
export const RollRegister = Type.Object({ id: Type.String(), name: Bilingual });

/** GET /api/desk/rolls — the registers that keep rolls, and this month. */
export const RollsAnswer = Type.Object({ registers: Type.Array(RollRegister), month: Type.String() });
export type RollsAnswer = Static<typeof RollsAnswer>;

/** What a roll comes to by kind, in 分. */
export const RollSum = Type.Object({
  value: Type.String(),
  name: Bilingual,
  count: Type.Number(),
  total: Type.Number(),
});
export type RollSum = Static<typeof RollSum>;

/** GET /api/desk/rolls/:register?month=YYYY-MM&kind=&cursor= — the roll of a month, as of a moment. */
export const RollPage = Type.Intersect([
  page(RollLine),
  Type.Object({
    register: RollRegister,
    month: Type.String(),
    asOf: Type.String(),
    /** Of the kind that is asked for, or of all. */
    count: Type.Number(),
    total: Type.Number(),
    sums: Type.Array(RollSum),
    /** The reader may take it out with whole numbers. */
    pays: Type.Boolean(),
  }),
]);
export type RollPage = Static<typeof RollPage>;
