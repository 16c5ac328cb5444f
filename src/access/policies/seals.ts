import { refused } from "../decision.ts";
import type { Principal } from "../principal.ts";
import type { Role } from "../roles.ts";
import type { PostDecision } from "./interventions.ts";

/** Seals are kept by administrators, or by whoever decides at the organ that keeps their register. */
const KEEPING: readonly Role[] = ["admin", "approver"];

/** Who decides at an organ may ask for its seal. */
const ASKING: Role = "approver";

/** 印章备案: whoever decides at an organ proposes its seal, those who keep seals any organ's; another of them approves. */
export function canProposeSeal(
  principal: Principal | null,
  register: { readonly owner: string },
  organ: string,
): PostDecision {
  const keeping = canKeepSeals(principal, register);
  if (keeping.allowed || principal === null || principal.account.disabledAt !== null) return keeping;
  const post = principal.posts.find((each) => each.role === ASKING && each.organ === organ);
  return post === undefined ? refused("SEAL_NOT_TO_PROPOSE") : { allowed: true, as: post };
}

/** The organs whose seals somebody may see and propose; null for those who keep them all. */
export function organsOfSeals(
  principal: Principal,
  register: { readonly owner: string },
): readonly string[] | null {
  if (canKeepSeals(principal, register).allowed) return null;
  return [...new Set(principal.posts.filter(({ role }) => role === ASKING).map(({ organ }) => organ))];
}

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
