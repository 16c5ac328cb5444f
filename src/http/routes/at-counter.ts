import type { Principal } from "#access";
import { mayTakeIn } from "#cases";
import type { Matter } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { Platform } from "../platform.ts";
import { requirePrincipal } from "../sign-in/index.ts";

type Asking = Parameters<typeof requirePrincipal>[0];

/** A clerk of whichever organ. Errors: SIGN_IN_REQUIRED, WINDOW_CLERKS_ONLY. */
export function requireClerk(request: Asking): Result<Principal, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const isClerk = principal.value.posts.some(({ role }) => role === "clerk");
  return isClerk ? principal : err(problem("WINDOW_CLERKS_ONLY"));
}

type AtCounter = { readonly matter: Matter; readonly principal: Principal; readonly organ: string };

/** A clerk who may take this matter in at this hall. Errors: those of requireClerk and mayTakeIn, MATTER_UNKNOWN. */
export function counterOf(
  platform: Platform,
  request: Asking,
  id: string,
  hall: string,
): Result<AtCounter, Problem> {
  const principal = requireClerk(request);
  if (!principal.ok) return principal;
  const matter = platform.work.pack.matters.get(id);
  if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: id }));
  const post = mayTakeIn(platform.work, principal.value, matter, { hall });
  return post.ok ? ok({ matter, principal: principal.value, organ: post.value.organ }) : post;
}
