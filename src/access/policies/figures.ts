import { allowed, refused, type Decision } from "../decision.ts";
import { divisionCovers } from "../division-covers.ts";
import type { Principal } from "../principal.ts";
import { HANDLING_ROLES } from "../roles.ts";
import { handles, oversees } from "./cases.ts";

/** What policies ask of a figure: one indicator for one place. */
export type FigureTarget = {
  readonly division: string;
  /** The organ that answers for it, or null when it spans organs. */
  readonly organ: string | null;
  /** Published to everyone. */
  readonly open: boolean;
};

/** Open figures are everyone's; the others are for staff with a post over or in the place. */
export function canSeeFigure(principal: Principal | null, target: FigureTarget): Decision {
  if (target.open) return allowed;
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  if (oversees(principal, target.division)) return allowed;
  const inPlace = principal.posts.some(
    (post) => HANDLING_ROLES.includes(post.role) && divisionCovers(post.division, target.division),
  );
  return inPlace ? allowed : refused("FIGURE_NOT_OPEN");
}

/** The records behind a figure, even an open one, are for those who may see every one of them. */
export function canSeeFigureRecords(principal: Principal | null, target: FigureTarget): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  if (oversees(principal, target.division)) return allowed;
  if (target.organ !== null && handles(principal, { organ: target.organ })) return allowed;
  return refused("FIGURE_RECORDS_NOT_OPEN");
}
