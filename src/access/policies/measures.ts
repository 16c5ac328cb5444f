import { allowed, refused, type Decision } from "../decision.ts";
import type { Principal } from "../principal.ts";
import type { Role } from "../roles.ts";
import type { PostDecision } from "./interventions.ts";

/** Who may propose; who decides is another, so that nobody proposes and decides alone. */
const PROPOSING: readonly Role[] = ["clerk", "reviewer", "inspector"];

/** 提出证照处理: those who handle cases at the organ that issued the certificate, but not its approvers. */
export function canProposeMeasure(
  principal: Principal | null,
  certificate: { readonly organ: string; readonly holder: string | null },
): PostDecision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  const { account, posts, knownAs } = principal;
  if (account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const { organ, holder } = certificate;
  if (holder !== null && (holder === account.id || knownAs.includes(holder))) return refused("OWN_CASE");
  const post = posts.find((each) => PROPOSING.includes(each.role) && each.organ === organ);
  return post === undefined ? refused("MEASURE_NOT_YOURS") : { allowed: true, as: post };
}

/** 分享、打印副本: whoever holds the certificate, by the account or as whom it is known. */
export function canShareCertificate(
  principal: Principal | null,
  { holder }: { readonly holder: string | null },
): Decision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  const { account, knownAs } = principal;
  if (account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const own = holder !== null && (holder === account.id || knownAs.includes(holder));
  return own ? allowed : refused("RECORD_NOT_YOURS");
}
