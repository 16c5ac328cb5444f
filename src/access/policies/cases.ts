import { allowed, refused, type Decision } from "../decision.ts";
import { divisionCovers } from "../division-covers.ts";
import type { Principal } from "../principal.ts";
import { HANDLING_ROLES, OVERSEEING_ROLES } from "../roles.ts";

/** What policies ask of a case. */
export type CaseTarget = {
  /** The organ that decides. */
  readonly organ: string;
  readonly division: string;
  /** The account that applied: the applicant's own, or an agent's (代办人). */
  readonly applicant: string;
  /** The record (`register:key`) in whose name it applied, or null where it is the account alone. */
  readonly inNameOf: string | null;
  /** Organs that have or had a task on it beside the one that decides; none where nobody says. */
  readonly otherOrgans?: readonly string[];
};

/** The parties see their own; handling staff what their organ decides or takes part in; leaders and auditors by place. */
export function canSeeCase(principal: Principal | null, target: CaseTarget): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  if (isParty(principal, target) || worksOn(principal, target) || oversees(principal, target.division))
    return allowed;
  return refused("CASE_NOT_YOURS");
}

/**
 * The drawing of a case's process is the staff's: who works on the case or oversees the place. What the applicant
 * needs of it is told on their own page.
 */
export function canSeeProcess(principal: Principal | null, target: CaseTarget): Decision {
  const seen = canSeeCase(principal, target);
  if (!seen.allowed || principal === null) return seen;
  if (worksOn(principal, target) || oversees(principal, target.division)) return allowed;
  return refused("PROCESS_FOR_STAFF");
}

/**
 * Residents and enterprises apply for themselves, staff only for what is theirs to tell (`byStaff`, such as an incident
 * that they come across), and what is of the house (`ofTheHouse`) only at its organ; a window clerk opens for another at their own organ's window.
 */
export function canOpenCase(
  principal: Principal | null,
  target: {
    readonly organ: string;
    readonly applicant: string;
    readonly byStaff?: boolean;
    readonly ofTheHouse?: boolean;
  },
): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  const { account, posts } = principal;
  if (account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  if (account.kind !== "staff")
    return target.applicant === account.id ? allowed : refused("APPLICANT_NOT_YOU");
  if (target.applicant === account.id) {
    if (target.byStaff !== true) return refused("OWN_CASE");
    const isOurs = posts.some(({ organ }) => organ === target.organ);
    return isOurs || target.ofTheHouse !== true ? allowed : refused("CASE_BEGUN_BY_ORGAN");
  }
  const atWindow = posts.some((post) => post.role === "clerk" && post.organ === target.organ);
  return atWindow ? allowed : refused("CASE_NOT_OPENED_HERE");
}

/**
 * Who applied, and whoever is known as the one in whose name: an agent's act is the principal's, who keeps the right to
 * act (民法典 art. 162; 行政许可法 art. 29).
 */
export function isParty(
  { account, knownAs }: Principal,
  { applicant, inNameOf }: Pick<CaseTarget, "applicant" | "inNameOf">,
): boolean {
  return applicant === account.id || (inNameOf !== null && knownAs.includes(inNameOf));
}

/** A handling post at the case's organ. */
export function handles(principal: Principal, target: { readonly organ: string }): boolean {
  return principal.posts.some((post) => HANDLING_ROLES.includes(post.role) && post.organ === target.organ);
}

/** A handling post at the organ that decides, or at one that has or had a task on the case. */
function worksOn(principal: Principal, target: CaseTarget): boolean {
  return [target.organ, ...(target.otherOrgans ?? [])].some((organ) => handles(principal, { organ }));
}

/** A leader's or auditor's post whose division holds the place. */
export function oversees(principal: Principal, division: string): boolean {
  return principal.posts.some(
    (post) => OVERSEEING_ROLES.includes(post.role) && divisionCovers(post.division, division),
  );
}
