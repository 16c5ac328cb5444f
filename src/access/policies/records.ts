import { allowed, refused, type Decision } from "../decision.ts";
import type { Principal } from "../principal.ts";
import { handles, oversees } from "./cases.ts";

/** What policies ask of a record. */
export type RecordTarget = {
  readonly organ: string;
  readonly division: string;
  /** The account, or the record (`register:key`), that it belongs to; null where to nobody. */
  readonly holder: string | null;
};

/** Holders see their own; staff their organ's; leaders and auditors those of their place. */
export function canSeeRecord(principal: Principal | null, target: RecordTarget): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const { account, knownAs } = principal;
  const own = target.holder !== null && (target.holder === account.id || knownAs.includes(target.holder));
  if (own || handles(principal, target) || oversees(principal, target.division)) return allowed;
  return refused("RECORD_NOT_YOURS");
}
