import { allowed, refused, type Decision } from "../decision.ts";
import { rolesOf, type Principal } from "../principal.ts";

/**
 * Who may send a message or signal from outside, or do a job: those with a post of a role that the district admits
 * for its name. What the district does not list is nobody's.
 */
export function canExchange(principal: Principal | null, admitted: readonly string[] | undefined): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const roles: readonly string[] = rolesOf(principal);
  return (admitted ?? []).some((role) => roles.includes(role)) ? allowed : refused("EXCHANGE_NOT_YOURS");
}
