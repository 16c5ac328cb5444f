import type { Problem, Result } from "#kernel";
import type { CaseWork } from "./case-work.ts";
import { reachCase } from "./reach-case.ts";

/** A timer of a case that has come due. */
export type DueTimer = { readonly caseNo: string; readonly timer: string };

/**
 * Fires a timer as the system itself. A timer that is no longer open (its task was done a moment before)
 * is refused by the engine and changes nothing. Errors: CASE_UNKNOWN, those of the engine and the store.
 */
export function fireTimer(work: CaseWork, due: DueTimer): Promise<Result<boolean, Problem>> {
  const { caseNo, timer } = due;
  return reachCase(work, caseNo, { kind: "fireTimer", timer, actor: { kind: "system", name: "timer" } });
}
