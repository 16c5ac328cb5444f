import { allowed, refused, type Decision } from "../decision.ts";
import type { Principal } from "../principal.ts";

/** A link by which a party without an account does one task is kept by whoever works at the organ that gave it. */
export function canKeepLink(principal: Principal | null, link: { readonly organ: string }): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  return principal.posts.some(({ organ }) => organ === link.organ) ? allowed : refused("LINK_UNKNOWN");
}
