import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

/** 经办授权, as the firm that granted it and the person who holds it see it. */
export const MandateAnswer = Type.Object({
  id: Type.String(),
  /** `register:key` of who granted it, and its name. */
  principal: Type.String(),
  principalName: Type.String(),
  agentName: Type.String(),
  /** The names of its matters; none: every matter that the firm may apply for. */
  matters: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  from: Type.String(),
  to: Type.String(),
  state: Type.Union([Type.Literal("inForce"), Type.Literal("withdrawn"), Type.Literal("over")]),
  withdrawnAt: Type.Union([Type.String(), Type.Null()]),
});
export type MandateAnswer = Static<typeof MandateAnswer>;

/** GET /api/my/mandates — what the reader has granted and what it holds, and for whom it may grant. */
export const MandatesAnswer = Type.Object({
  granted: Type.Array(MandateAnswer),
  held: Type.Array(MandateAnswer),
  principals: Type.Array(
    Type.Object({
      principal: Type.String(),
      name: Type.String(),
      matters: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
    }),
  ),
});
export type MandatesAnswer = Static<typeof MandatesAnswer>;

/** POST /api/my/mandates. */
export const GrantMandateRequest = Type.Object({
  principal: Type.String({ maxLength: 200 }),
  name: Type.String({ minLength: 2, maxLength: 50 }),
  idNo: Type.String({ minLength: 15, maxLength: 18 }),
  matters: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200 }),
  to: Type.String({ format: "date" }),
});
export type GrantMandateRequest = Static<typeof GrantMandateRequest>;
