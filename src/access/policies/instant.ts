import { allowed, refused, type Decision } from "../decision.ts";
import { holdsRole, type Principal } from "../principal.ts";
import { handles, oversees, type CaseTarget } from "./cases.ts";
import { canConfigure } from "./configuration.ts";

/** Whether the values behind a decision by rule are shown, beside what was checked and when: to staff, not to the party. */
export const canSeeFacts = (principal: Principal, target: CaseTarget): boolean =>
  handles(principal, target) || oversees(principal, target.division);

/** Running the rules on kept facts again: the organ's handling staff and auditors; nothing comes of it. */
export function canDecideAgain(principal: Principal | null, target: CaseTarget): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const audits = holdsRole(principal, "auditor") && oversees(principal, target.division);
  return handles(principal, target) || audits ? allowed : refused("DECISION_NOT_YOURS_TO_REPEAT");
}

/** Trying other rules on a period's decisions: whoever configures, by number and condition and without seeing the cases. */
export function canTryRules(principal: Principal | null): Decision {
  if (principal?.account.disabledAt != null) return refused("ACCOUNT_DISABLED");
  return canConfigure(principal);
}
