import { type Static, Type } from "typebox";
import { Bilingual, ClockAnswer, NamedElement } from "./common.ts";

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

/**
 * GET /api/cases/:caseNo/moves — where a case stands, and to which elements of the same process each place may be moved
 * by hand (移动), for whoever may move it.
 */
export const MovesAnswer = Type.Object({
  version: Type.Number(),
  standings: Type.Array(
    Type.Object({
      instance: Type.String(),
      ...NamedElement.properties,
      /** It failed, and waits for a person. */
      failed: Type.Boolean(),
      targets: Type.Array(NamedElement),
      /** The others, by why they are none. */
      refused: Type.Array(
        Type.Object({ why: Bilingual, next: Bilingual, elements: Type.Array(NamedElement) }),
      ),
    }),
  ),
});
export type MovesAnswer = Static<typeof MovesAnswer>;

/** POST /api/cases/:caseNo/moves/preview — what a move would bring about; nothing of it is kept. */
export const MovePreviewRequest = Type.Object({
  version: Type.Number(),
  instance: Type.String({ maxLength: 40 }),
  to: Type.String({ maxLength: 200 }),
});
export type MovePreviewRequest = Static<typeof MovePreviewRequest>;

/** POST /api/cases/:caseNo/moves (移动), with header `idempotency-key`. */
export const MoveRequest = Type.Object({ ...MovePreviewRequest.properties, reason: Reason });
export type MoveRequest = Static<typeof MoveRequest>;

export const MovePreviewAnswer = Type.Object({
  /** With the limit that goes with it, where it is a task that has one. */
  ends: Type.Array(
    Type.Object({ ...NamedElement.properties, dueAt: Type.Union([Type.String(), Type.Null()]) }),
  ),
  opens: Type.Array(
    Type.Object({
      ...NamedElement.properties,
      /** Whom it would be asked of, where it is a task. */
      holder: Type.Union([Bilingual, Type.Null()]),
      dueAt: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  /** What the law's clocks do, in sentences, and the case's time before and after. */
  clocks: Type.Array(Bilingual),
  before: Type.Union([ClockAnswer, Type.Null()]),
  after: Type.Union([ClockAnswer, Type.Null()]),
  /** Where the case would stand, or what it would have come to. */
  state: Bilingual,
  documents: Type.Array(Bilingual),
});
export type MovePreviewAnswer = Static<typeof MovePreviewAnswer>;

/** POST /api/cases/:caseNo/offers/:scope/begin (启动), with header `idempotency-key`. */
export const BeginRequest = Type.Object({
  version: Type.Number(),
  element: Type.String({ maxLength: 200 }),
  reason: Reason,
});
export type BeginRequest = Static<typeof BeginRequest>;
