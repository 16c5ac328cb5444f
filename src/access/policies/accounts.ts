import { err, ok, problem, type Problem, type Result } from "#kernel";
import { allowed, refused, type Decision } from "../decision.ts";
import { canBeStoodInFor, holdsRole, type Principal, type Substitution } from "../principal.ts";

/** Accounts and posts are the administrator's. */
export function canManageAccounts(principal: Principal | null): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  return holdsRole(principal, "admin") ? allowed : refused("ADMINISTRATOR_ONLY");
}

/** The administrator arranges any substitution; staff arrange their own absence. */
export function canManageSubstitutions(
  principal: Principal | null,
  target: { readonly absent: string },
): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  const own =
    principal.account.id === target.absent && principal.posts.some((post) => post.onBehalfOf === null);
  return own || holdsRole(principal, "admin") ? allowed : refused("SUBSTITUTION_NOT_YOURS");
}

/**
 * A substitution that can stand: another person, with a post of their own in each organ concerned, and
 * dates in order.
 * Errors: SUBSTITUTE_IS_SELF, SUBSTITUTE_OTHER_ORGAN, SUBSTITUTION_DATES, POST_NOT_SUBSTITUTED.
 */
export function checkSubstitution(
  substitution: Substitution,
  substitute: Principal,
): Result<Substitution, Problem> {
  const { posts, absent, from, to } = substitution;
  if (absent === substitute.account.id) return err(problem("SUBSTITUTE_IS_SELF"));
  if (to < from) return err(problem("SUBSTITUTION_DATES", { from, to }));
  const covered = posts.filter(canBeStoodInFor);
  if (covered.length === 0) return err(problem("POST_NOT_SUBSTITUTED"));
  const colleague = covered.every((post) =>
    substitute.posts.some((own) => own.organ === post.organ && own.onBehalfOf === null),
  );
  return colleague ? ok(substitution) : err(problem("SUBSTITUTE_OTHER_ORGAN"));
}
