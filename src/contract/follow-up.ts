import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/** 审管联动: the check that a decision opened, on the case's page and on the certificate's. */
export const FollowUpPart = Type.Object({
  status: Type.String(),
  statusName: Bilingual,
  checkName: Bilingual,
  checkOrgan: Bilingual,
  opensOn: Type.String(),
  finishBy: Type.String(),
  /** Why this decision is checked: each is, or how the lot fell. */
  draw: Type.String(),
  basis: Type.String(),
  checkCase: NullableString,
  checkedOn: NullableString,
  conclusion: NullableString,
  proposed: NullableString,
});
export type FollowUpPart = Static<typeof FollowUpPart>;
