import { allowed, refused, type Decision } from "../decision.ts";
import type { Principal } from "../principal.ts";

const ROLL_ROLES: readonly string[] = ["reviewer", "approver", "auditor"];
const PAYING_ROLES: readonly string[] = ["approver"];

/** A roll of payments (发放名册) is seen by who reviews and decides benefits, and by auditors; each of their own records. */
export function canSeeRoll(principal: Principal | null): Decision {
  return holding(principal, ROLL_ROLES);
}

/** Whole numbers and accounts leave with a roll only for who answers for the payment, and for a reason. */
export function canTakeOutRoll(principal: Principal | null): Decision {
  return holding(principal, PAYING_ROLES);
}

function holding(principal: Principal | null, roles: readonly string[]): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  return principal.posts.some(({ role }) => roles.includes(role)) ? allowed : refused("ROLL_NOT_YOURS");
}
