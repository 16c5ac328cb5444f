import { canSeeCase, storeContextOf, type Principal } from "#access";
import type { StoredCase } from "#cases";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { findCaseByNo } from "#store";
import type { Platform } from "../platform.ts";

/**
 * A case that this person may see; one they may not see answers as one that is not there.
 * Errors: CASE_UNKNOWN.
 */
export async function findSeenCase(
  platform: Platform,
  principal: Principal,
  caseNo: string,
): Promise<Result<StoredCase, Problem>> {
  const context = storeContextOf(principal, platform.work.pack.code);
  const stored = await findCaseByNo(platform.store, context, caseNo);
  if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
  const seen = canSeeCase(principal, stored.head);
  return seen.allowed ? ok(stored) : err(problem("CASE_UNKNOWN", { caseNo }));
}
