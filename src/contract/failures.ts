import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";

/** Something of a case that could not go on (运行故障), for those who may resolve it. */
export const FailureAnswer = Type.Object({
  caseNo: Type.String(),
  id: Type.String(),
  matterName: Bilingual,
  organName: Bilingual,
  element: Type.String(),
  elementName: Bilingual,
  since: Type.String(),
  code: Type.String(),
  message: Bilingual,
  next: Bilingual,
});
export type FailureAnswer = Static<typeof FailureAnswer>;

/** GET /api/failures?matter=&organ=&cursor= — the oldest first. */
export const FailurePage = page(FailureAnswer);
export type FailurePage = Static<typeof FailurePage>;

/** POST /api/failures/:caseNo/:id/retry and /skip (with a reason). */
export const SkipFailureRequest = Type.Object({ reason: Type.String({ minLength: 2, maxLength: 300 }) });
export type SkipFailureRequest = Static<typeof SkipFailureRequest>;
