import { isParty, type Principal } from "#access";
import { mayBegin, type StoredCase } from "#cases";
import type { OfferAnswer } from "#contract";
import { inBoth } from "#district";
import { offersOf, type LinkedPlan } from "#engine";
import type { Platform } from "../platform.ts";

/**
 * What a person may begin in the open ad-hoc subprocesses of a case, and what not and why. A party is told only what is
 * theirs to begin: the rest of the process is the staff's.
 */
export function offersAnswer(
  { work, now }: Platform,
  principal: Principal,
  stored: StoredCase,
  plan: LinkedPlan,
): OfferAnswer[] {
  if (stored.head.closedAt !== null) return [];
  const own = isParty(principal, stored.head);
  const offers = offersOf(plan, stored.state, now()).map((offer) => ({
    scope: offer.scope,
    name: inBoth(work.pack, offer.node.name),
    activities: offer.elements.flatMap(({ node, open }) => {
      const may = mayBegin(work, principal, stored, { plan, offer, element: node.id });
      if (own && !may.allowed) return [];
      const { id: element, name, type } = node;
      const refused = may.allowed ? null : may.problem.message;
      return [{ element, name: inBoth(work.pack, name), type, open, refused }];
    }),
  }));
  return offers.filter(({ activities }) => activities.length > 0);
}
