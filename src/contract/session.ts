import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

/** GET /api/session: who I am, what I may do, and how this installation presents itself. */
export const SessionAnswer = Type.Object({
  district: Type.Object({ code: Type.String(), name: Bilingual }),
  demo: Type.Boolean(),
  /** Sent back as header `x-csrf-token` with everything that changes something (also POST /sign-out). */
  csrf: Type.Union([Type.String(), Type.Null()]),
  account: Type.Union([
    Type.Null(),
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      kind: Type.Union([Type.Literal("resident"), Type.Literal("enterprise"), Type.Literal("staff")]),
      posts: Type.Array(
        Type.Object({
          id: Type.String(),
          role: Type.String(),
          roleName: Bilingual,
          organ: Type.String(),
          organName: Bilingual,
          division: Type.String(),
          /** Name of the absent person stood in for (AB 角). */
          standsInFor: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
      /** The faces this account may open. */
      faces: Type.Array(
        Type.Union([
          Type.Literal("portal"),
          Type.Literal("desk"),
          Type.Literal("command"),
          Type.Literal("field"),
          Type.Literal("screen"),
          Type.Literal("admin"),
        ]),
      ),
    }),
  ]),
});
export type SessionAnswer = Static<typeof SessionAnswer>;
