import { allowed, refused, type Decision } from "../decision.ts";
import type { Principal } from "../principal.ts";
import { handles, oversees } from "./cases.ts";

type CardTarget = { readonly organ: string; readonly division: string };

/** What is near its limit, and how organs compare, is for those who handle an organ's cases or oversee a place. */
export function canSupervise(principal: Principal | null): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const has = principal.posts.some((post) => handles(principal, post) || oversees(principal, post.division));
  return has ? allowed : refused("SUPERVISION_FOR_STAFF");
}

/** The organ that a card was shown to explains. */
export function canAnswerCard(principal: Principal | null, target: CardTarget): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  return handles(principal, target) ? allowed : refused("CARD_NOT_YOURS");
}

/** A supervisor of the place cancels a card; never the organ itself. */
export function canCancelCard(principal: Principal | null, target: CardTarget): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const supervises =
    principal.posts.some(({ role }) => role === "supervisor") && oversees(principal, target.division);
  return supervises && !handles(principal, target) ? allowed : refused("CARD_NOT_YOURS");
}
