import { allowed, refused, type Decision } from "../decision.ts";
import type { Principal } from "../principal.ts";
import { canSeeCase, handles, isParty, type CaseTarget } from "./cases.ts";

/**
 * Whether identity numbers, telephones and addresses of a case are shown in full: to the parties and to
 * those who handle it. Leaders and auditors see them masked (个人信息保护法 arts. 6, 51).
 */
export function canSeePersonalData(principal: Principal | null, target: CaseTarget): Decision {
  const seen = canSeeCase(principal, target);
  if (!seen.allowed || principal === null) return seen;
  if (isParty(principal, target) || handles(principal, target)) return allowed;
  return refused("PERSONAL_DATA_MASKED");
}
