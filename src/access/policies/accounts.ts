import { err, ok, problem, type Problem, type Result } from "#kernel";
import { allowed, refused, type Decision } from "../decision.ts";
import { holdsRole, type Principal, type Substitution } from "../principal.ts";

/** Accounts and posts are the administrator's. */
export function canManageAccounts(principal: Principal | null): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  return holdsRole(principal, "admin") ? allowed : refused("ADMINISTRATOR_ONLY");
}

/** The administrator arranges any substitution; the holder of a post arranges their own. */
export function canManageSubstitutions(
  principal: Principal | null,
  target: { readonly post: string },
): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  const own = principal.posts.some((post) => post.id === target.post && post.onBehalfOf === null);
  return own || holdsRole(principal, "admin") ? allowed : refused("SUBSTITUTION_NOT_YOURS");
}

/**
 * A substitution that can stand: another person of the same organ, and dates in order. Administrators'
 * and auditors' posts are not stood in for.
 * Errors: SUBSTITUTE_IS_SELF, SUBSTITUTE_OTHER_ORGAN, SUBSTITUTION_DATES, POST_NOT_SUBSTITUTED.
 */
export function checkSubstitution(
  substitution: Substitution,
  substitute: Principal,
): Result<Substitution, Problem> {
  const { post, absent, from, to } = substitution;
  if (post.role === "admin" || post.role === "auditor") return err(problem("POST_NOT_SUBSTITUTED"));
  if (absent === substitute.account.id) return err(problem("SUBSTITUTE_IS_SELF"));
  if (to < from) return err(problem("SUBSTITUTION_DATES", { from, to }));
  const colleague = substitute.posts.some((each) => each.organ === post.organ && each.onBehalfOf === null);
  return colleague ? ok(substitution) : err(problem("SUBSTITUTE_OTHER_ORGAN"));
}
