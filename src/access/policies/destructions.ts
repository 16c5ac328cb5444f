import { allowed, refused, type Decision } from "../decision.ts";
import type { Principal } from "../principal.ts";

/** Drawing up lists of what is destroyed, approving them and reading them: by the roles that the register of retention names. */
export function canHandleDestructions(principal: Principal | null, roles: readonly string[]): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  return principal.posts.some(({ role }) => roles.includes(role))
    ? allowed
    : refused("DESTRUCTION_NOT_YOURS");
}

/** A list is approved by somebody else than who drew it up (档案法：销毁清册的审批). */
export function canDecideDestruction(
  principal: Principal | null,
  roles: readonly string[],
  proposedBy: string,
): Decision {
  const may = canHandleDestructions(principal, roles);
  if (!may.allowed || principal === null) return may;
  const people = [principal.account.id, ...principal.posts.flatMap(({ onBehalfOf }) => onBehalfOf ?? [])];
  return people.includes(proposedBy) ? refused("DESTRUCTION_OWN_LIST") : allowed;
}
