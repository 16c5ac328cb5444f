import { allowed, refused, type Decision } from "../decision.ts";
import { holdsRole, type Principal } from "../principal.ts";

/** Which systems outside are told of what: the administrator's. */
export function canManageWebhooks(principal: Principal | null): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  return holdsRole(principal, "admin") ? allowed : refused("ADMINISTRATOR_ONLY");
}
