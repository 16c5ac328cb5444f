import { allowed, refused, type Decision } from "../decision.ts";
import type { Principal } from "../principal.ts";
import { handles, isParty, oversees, type CaseTarget } from "./cases.ts";
import { canSeeRecord, type RecordTarget } from "./records.ts";

/** A case is rated by those whose it is (一次一评); never by who handled it. */
export function canRateCase(
  principal: Principal | null,
  target: Pick<CaseTarget, "applicant" | "inNameOf">,
): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  return principal.account.kind !== "staff" && isParty(principal, target)
    ? allowed
    : refused("RATING_NOT_YOURS");
}

/** The lists of ratings are for those who handle an organ's cases and those who oversee a place. */
export function canSeeRatings(principal: Principal | null): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const has = principal.posts.some((post) => handles(principal, post) || oversees(principal, post.division));
  return has ? allowed : refused("RATINGS_FOR_STAFF");
}

/**
 * What a rating says in its own words is personal data: for whose rating it is, for the organ that is to put it right,
 * and for the supervisor who verifies that it did (个人信息保护法 art. 6).
 */
export function canReadRatingWords(principal: Principal | null, target: RecordTarget): Decision {
  const seen = canSeeRecord(principal, target);
  if (!seen.allowed || principal === null) return seen;
  const { account, knownAs, posts } = principal;
  const own = target.holder !== null && (target.holder === account.id || knownAs.includes(target.holder));
  const supervises = oversees(principal, target.division) && posts.some(({ role }) => role === "supervisor");
  return own || handles(principal, target) || supervises ? allowed : refused("PERSONAL_DATA_MASKED");
}
