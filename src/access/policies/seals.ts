import { refused } from "../decision.ts";
import type { Principal } from "../principal.ts";
import type { Role } from "../roles.ts";
import type { PostDecision } from "./interventions.ts";

/** Seals are kept by administrators, or by whoever decides at the organ that keeps their register. */
const KEEPING: readonly Role[] = ["admin", "approver"];

/** 印章管理: those who keep seals at the organ that keeps the register of seals. */
export function canKeepSeals(
  principal: Principal | null,
  register: { readonly owner: string },
): PostDecision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const post = principal.posts.find(({ role, organ }) => KEEPING.includes(role) && organ === register.owner);
  return post === undefined ? refused("SEAL_NOT_YOURS") : { allowed: true, as: post };
}
