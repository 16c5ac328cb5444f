import { allowed, refused, type Decision } from "../decision.ts";
import type { Principal } from "../principal.ts";
import { HANDLING_ROLES } from "../roles.ts";

/** Who may do tasks in a batch (批量办理): those who handle cases; each line asks for its own task besides. */
export function canBatch(principal: Principal | null): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const handling = principal.posts.some(({ role }) => HANDLING_ROLES.includes(role));
  return handling ? allowed : refused("BATCH_STAFF_ONLY");
}

/** A batch is seen, run and stopped by whoever made it; to anyone else it is not there. */
export function canSeeBatch(principal: Principal | null, batch: { readonly account: string }): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  return batch.account === principal.account.id ? allowed : refused("BATCH_UNKNOWN");
}
