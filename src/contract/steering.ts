import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

/** Why something out of the ordinary is done; it stands in the case's history. */
export const Reason = Type.String({ minLength: 2, maxLength: 300, pattern: "\\S.*\\S" });

/** The version of the case that the person sees: an act on an older one is refused. */
const Version = Type.Object({ version: Type.Number() });

/** POST /api/cases/:caseNo/tasks/:task/claim (领取) and /give-back (放回), with header `idempotency-key`. */
export const OnTaskRequest = Version;
export type OnTaskRequest = Static<typeof OnTaskRequest>;

/** A post of the case's organ, whoever holds it. */
const Seat = Type.Object({
  role: Type.String({ maxLength: 40 }),
  division: Type.String({ maxLength: 20 }),
});

/** POST /api/cases/:caseNo/tasks/:task/transfer (转办), with header `idempotency-key`. */
export const TransferRequest = Type.Object({
  version: Type.Number(),
  to: Type.Union([Type.Object({ account: Type.String({ maxLength: 200 }) }), Type.Object({ post: Seat })]),
  reason: Reason,
});
export type TransferRequest = Static<typeof TransferRequest>;

/** POST /api/cases/:caseNo/tasks/:task/return (退回) to an earlier task, with header `idempotency-key`. */
export const ReturnRequest = Type.Object({
  version: Type.Number(),
  to: Type.String({ maxLength: 200 }),
  reason: Reason,
});
export type ReturnRequest = Static<typeof ReturnRequest>;

/** POST /api/cases/:caseNo/cancel (终止), with header `idempotency-key`. */
export const CancelRequest = Type.Object({ version: Type.Number(), reason: Reason });
export type CancelRequest = Static<typeof CancelRequest>;

/** GET /api/cases/:caseNo/tasks/:task/receivers — whom a task may be passed on to. */
export const ReceiversAnswer = Type.Object({
  people: Type.Array(
    Type.Object({
      account: Type.String(),
      name: Type.String(),
      /** The posts that let them do it. */
      posts: Type.Array(Bilingual),
    }),
  ),
  posts: Type.Array(Type.Object({ post: Seat, name: Bilingual, holders: Type.Array(Type.String()) })),
});
export type ReceiversAnswer = Static<typeof ReceiversAnswer>;
