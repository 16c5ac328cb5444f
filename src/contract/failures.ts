import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";
import { Reason } from "./steering.ts";

/**
 * Something that could not go on (运行故障), for those who may resolve it: a step of a case, or a delivery, which was
 * given up after it had failed time after time and need not belong to a case.
 */
export const FailureAnswer = Type.Object({
  about: Type.Union([Type.Literal("step"), Type.Literal("delivery")]),
  id: Type.String(),
  /** The step, or what was to be delivered. */
  name: Bilingual,
  of: Type.Union([
    Type.Object({
      caseNo: Type.String(),
      matterName: Bilingual,
      organName: Bilingual,
      /** The reader may open the case itself. */
      isOpen: Type.Boolean(),
    }),
    Type.Null(),
  ]),
  since: Type.String(),
  code: Type.String(),
  message: Bilingual,
  next: Bilingual,
});
export type FailureAnswer = Static<typeof FailureAnswer>;

/** GET /api/failures?matter=&organ=&sort=&cursor= — the newest first; `sort=reversed`: the oldest. */
export const FailurePage = page(FailureAnswer);
export type FailurePage = Static<typeof FailurePage>;

/** A value that a failed step reads; `text` is the text itself or JSON, by `as`. */
export const FailureValueAnswer = Type.Object({
  path: Type.Array(Type.String()),
  /** What the form that asks for it calls it. */
  label: Type.Union([Bilingual, Type.Null()]),
  text: Type.String(),
  as: Type.Union([Type.Literal("text"), Type.Literal("value")]),
  /** False where there is no such value. */
  isThere: Type.Boolean(),
  /** What is personal in it is starred. */
  masked: Type.Boolean(),
  /** Why it is not corrected here; null where it may be. */
  locked: Type.Union([Bilingual, Type.Null()]),
});
export type FailureValueAnswer = Static<typeof FailureValueAnswer>;

/** GET /api/failures/:caseNo/:id — what a failed step of a case reads, at the version of the case that was looked at. */
export const FailureValuesAnswer = Type.Object({
  version: Type.Number(),
  values: Type.Array(FailureValueAnswer),
});
export type FailureValuesAnswer = Static<typeof FailureValuesAnswer>;

/**
 * POST /api/failures/:caseNo/:id/correct with header `idempotency-key` — tries again with values put right: text as it
 * stands, or (`value`) JSON or a FEEL expression.
 */
export const CorrectFailureRequest = Type.Object({
  version: Type.Number(),
  corrections: Type.Array(
    Type.Object({
      path: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 20 }),
      text: Type.String({ maxLength: 20_000 }),
      as: Type.Union([Type.Literal("text"), Type.Literal("value")]),
    }),
    { minItems: 1, maxItems: 50 },
  ),
  reason: Reason,
});
export type CorrectFailureRequest = Static<typeof CorrectFailureRequest>;

/** POST /api/failures/:caseNo/:id/retry and /skip (with a reason). */
export const SkipFailureRequest = Type.Object({ reason: Reason });
export type SkipFailureRequest = Static<typeof SkipFailureRequest>;

/** POST /api/failures/deliveries/retry and /skip (with a reason). */
export const RetryDeliveryRequest = Type.Object({ id: Type.String({ minLength: 1, maxLength: 300 }) });
export const SkipDeliveryRequest = Type.Object({ ...RetryDeliveryRequest.properties, reason: Reason });
