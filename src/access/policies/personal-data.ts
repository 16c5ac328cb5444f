import { allowed, refused, type Decision } from "../decision.ts";
import type { Principal } from "../principal.ts";
import { canSeeCase, handles, isParty, type CaseTarget } from "./cases.ts";

/** A case, and which organs beside its own have something to do on it now. */
export type PersonalTarget = CaseTarget & { readonly askedNow: readonly string[] };

/**
 * Whether identity numbers, telephones and addresses of a case are shown in full: to the parties and to those who
 * handle it, at another organ only as long as it has a task on it. Leaders and auditors see them masked
 * (个人信息保护法 arts. 6, 51).
 */
export function canSeePersonalData(principal: Principal | null, target: PersonalTarget): Decision {
  const seen = canSeeCase(principal, target);
  if (!seen.allowed || principal === null) return seen;
  const handlers = [target.organ, ...target.askedNow];
  if (isParty(principal, target) || handlers.some((organ) => handles(principal, { organ }))) return allowed;
  return refused("PERSONAL_DATA_MASKED");
}
