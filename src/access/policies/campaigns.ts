import type { Principal } from "../principal.ts";
import { canSeeRecord, type RecordTarget } from "./records.ts";

/**
 * Which tasks of a campaign somebody sees: all of them whoever may see the campaign itself or works at the organ that
 * leads it, else those that they may see as records of their own.
 */
export function seesOfCampaign(
  principal: Principal,
  campaign: RecordTarget & { readonly leadOrgan: string },
): (task: RecordTarget) => boolean {
  const leads = principal.posts.some(({ organ }) => organ === campaign.leadOrgan);
  if (leads || canSeeRecord(principal, campaign).allowed) return () => true;
  return (task) => canSeeRecord(principal, task).allowed;
}
