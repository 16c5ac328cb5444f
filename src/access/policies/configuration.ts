import { allowed, refused, type Decision } from "../decision.ts";
import { holdsRole, type Principal } from "../principal.ts";
import { isParty, type CaseTarget } from "./cases.ts";

/** Publishing matters, forms and indicators. */
export function canConfigure(principal: Principal | null): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  return holdsRole(principal, "configurer") ? allowed : refused("CONFIGURER_ONLY");
}

/** A change to the catalogue holds once a second configurer has approved it (两人审核), never by who proposed it. */
export function canApproveOffering(principal: Principal | null, proposedBy: string): Decision {
  const may = canConfigure(principal);
  if (!may.allowed) return may;
  return principal?.account.id === proposedBy ? refused("OFFERING_OWN_PROPOSAL") : allowed;
}

/** Resolving a failure (运行故障) mends how a case runs, never what it decides. */
export function canResolveFailure(principal: Principal | null): Decision {
  return canConfigure(principal);
}

/**
 * Taking running cases over to another version of their process (迁移), by number and step and without seeing them: each
 * stays where it stands, with the same people, and nothing is decided.
 */
export function canMigrate(principal: Principal | null): Decision {
  if (principal?.account.disabledAt != null) return refused("ACCOUNT_DISABLED");
  return canConfigure(principal);
}

/**
 * Correcting a value that a failed element reads, beside the process: whoever resolves failures, never in a case of
 * their own. What of it would decide the case is not theirs either; `cases` says which values those are.
 */
export function canCorrectFailure(principal: Principal | null, target: CaseTarget): Decision {
  const may = canResolveFailure(principal);
  if (!may.allowed || principal === null) return may;
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  return isParty(principal, target) ? refused("OWN_CASE") : allowed;
}
