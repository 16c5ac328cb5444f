import { refused } from "../decision.ts";
import type { HeldPost, Principal } from "../principal.ts";
import { isParty } from "./cases.ts";
import type { PostDecision } from "./interventions.ts";

/** What policies ask of an intake at a window (窗口收件). */
export type IntakeTarget = {
  /** The organ that decides. */
  readonly organ: string;
  /** The matter may be taken in by a clerk at all. */
  readonly allowed: boolean;
  /** Organs whose clerks stand at a counter for any organ (综合窗口、便民服务站) and may take this matter in. */
  readonly integrated: readonly string[];
  /** The organ of the hall where the person stands; null where it is the deciding organ's own window. */
  readonly hall: string | null;
};

/**
 * A clerk of the deciding organ takes in for it; a clerk of a hall takes in for every organ whose matter allows it
 * (前台综合受理). Whoever takes in counts as the one who did the intake, so that review and decision are others'.
 */
export function canTakeIn(principal: Principal | null, target: IntakeTarget): PostDecision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  if (!target.allowed) return refused("WINDOW_MATTER_NOT_TAKEN_IN");
  const clerks = principal.posts.filter(({ role }) => role === "clerk");
  const own = clerks.find(({ organ }) => organ === target.organ);
  const atHall = clerks.find(
    ({ organ }) => target.integrated.includes(organ) && (target.hall === null || target.hall === organ),
  );
  const post = atHall ?? own;
  return post === undefined ? refused("CASE_NOT_OPENED_HERE") : { allowed: true, as: post };
}

/** Who gives a query code anew: whoever may hand the case's result over, for they see the same card. */
export function canReissueQueryCode(
  principal: Principal | null,
  target: { readonly organ: string; readonly applicant: string; readonly inNameOf: string | null },
  hall: string | null,
): PostDecision {
  return canHandOver(principal, target, hall);
}

/** Who works at a hall's counters: its organ's clerks, and those of any organ whose window stands there. */
export function canServeAtHall(principal: Principal | null, hall: { readonly organ: string }): PostDecision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const clerks: readonly HeldPost[] = principal.posts.filter(({ role }) => role === "clerk");
  const post = clerks.find(({ organ }) => organ === hall.organ) ?? clerks[0];
  return post === undefined ? refused("WINDOW_CLERKS_ONLY") : { allowed: true, as: post };
}

/**
 * Who hands a result out: a clerk of the organ that decided, or one of the hall where it is collected (统一窗口出件;
 * null where the matter's results do not leave by another organ's counter). Nobody hands out their own.
 */
export function canHandOver(
  principal: Principal | null,
  target: { readonly organ: string; readonly applicant: string; readonly inNameOf: string | null },
  hall: string | null,
): PostDecision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  if (isParty(principal, target)) return refused("OWN_CASE");
  const clerks = principal.posts.filter(({ role }) => role === "clerk");
  const post =
    clerks.find(({ organ }) => organ === target.organ) ?? clerks.find(({ organ }) => organ === hall);
  return post === undefined ? refused("WINDOW_CLERKS_ONLY") : { allowed: true, as: post };
}
