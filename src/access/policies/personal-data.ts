import { allowed, refused, type Decision } from "../decision.ts";
import { holdsRole, type Principal } from "../principal.ts";
import { canSeeCase, handles, isParty, type CaseTarget } from "./cases.ts";

/** A case, and which organs beside its own have something to do on it now. */
export type PersonalTarget = CaseTarget & { readonly askedNow: readonly string[] };

/**
 * What of a case's personal data is shown: all of it; names only, with numbers, telephones, addresses and accounts
 * starred; or everything starred.
 */
export type Sight = "whole" | "names" | "masked";

/**
 * The parties see their own data. Who handles the case sees names, and the rest once they have said why
 * (`revealed`); leaders and auditors see it starred (个人信息保护法 arts. 6, 51).
 */
export function sightOf(principal: Principal, target: PersonalTarget, revealed: boolean): Sight {
  if (isParty(principal, target)) return "whole";
  if (revealed && canRevealPersonalData(principal, target).allowed) return "whole";
  return canSeePersonalData(principal, target).allowed ? "names" : "masked";
}

/** Who may see a case's personal data whole, for a reason that the person concerned can read: handlers and auditors. */
export function canRevealPersonalData(principal: Principal | null, target: PersonalTarget): Decision {
  const seen = canSeeCase(principal, target);
  if (!seen.allowed || principal === null) return seen;
  if (isParty(principal, target)) return refused("PERSONAL_DATA_MASKED");
  return holdsRole(principal, "auditor") ? allowed : canSeePersonalData(principal, target);
}

/**
 * Whether personal data of a case is somebody's business at all: the parties', and that of those who handle it, at
 * another organ only as long as it has a task on it (个人信息保护法 arts. 6, 51).
 */
export function canSeePersonalData(principal: Principal | null, target: PersonalTarget): Decision {
  const seen = canSeeCase(principal, target);
  if (!seen.allowed || principal === null) return seen;
  const handlers = [target.organ, ...target.askedNow];
  if (isParty(principal, target) || handlers.some((organ) => handles(principal, { organ }))) return allowed;
  return refused("PERSONAL_DATA_MASKED");
}
