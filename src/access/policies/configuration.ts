import { allowed, refused, type Decision } from "../decision.ts";
import { holdsRole, type Principal } from "../principal.ts";

/** Publishing matters, forms and indicators. */
export function canConfigure(principal: Principal | null): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  return holdsRole(principal, "configurer") ? allowed : refused("CONFIGURER_ONLY");
}

/** Resolving a failure (运行故障) mends how a case runs, never what it decides. */
export function canResolveFailure(principal: Principal | null): Decision {
  return canConfigure(principal);
}
