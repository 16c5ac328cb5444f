import { allowed, refused, type Decision } from "../decision.ts";
import { holdsRole, type Principal } from "../principal.ts";

/** The ledger's check and who looked at what: the auditor's alone, and never the administrator's. */
export function canReadAudit(principal: Principal | null): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  return holdsRole(principal, "auditor") ? allowed : refused("AUDITOR_ONLY");
}
