import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";

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
    Type.Object({ caseNo: Type.String(), matterName: Bilingual, organName: Bilingual }),
    Type.Null(),
  ]),
  since: Type.String(),
  code: Type.String(),
  message: Bilingual,
  next: Bilingual,
});
export type FailureAnswer = Static<typeof FailureAnswer>;

/** GET /api/failures?matter=&organ=&cursor= — the oldest first. */
export const FailurePage = page(FailureAnswer);
export type FailurePage = Static<typeof FailurePage>;

const reason = Type.String({ minLength: 2, maxLength: 300 });

/** POST /api/failures/:caseNo/:id/retry and /skip (with a reason). */
export const SkipFailureRequest = Type.Object({ reason });
export type SkipFailureRequest = Static<typeof SkipFailureRequest>;

/** POST /api/failures/deliveries/retry and /skip (with a reason). */
export const RetryDeliveryRequest = Type.Object({ id: Type.String({ minLength: 1, maxLength: 300 }) });
export const SkipDeliveryRequest = Type.Object({ ...RetryDeliveryRequest.properties, reason });
