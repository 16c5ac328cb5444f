import { fireTimer, type CaseWork } from "#cases";
import type { Problem } from "#kernel";
import { dueTimers, systemContext, type Store } from "#store";

const AT_ONCE = 100;

/** Refusals that mean someone was first: the timer is gone or the case has moved on, and nothing is wrong. */
const OVERTAKEN = new Set(["STALE_VERSION", "ENGINE_TIMER_NOT_OPEN", "ENGINE_CASE_CLOSED"]);

/** Fires every timer that has come due; answers whether more may be waiting. */
export async function fireDueTimers(
  store: Store,
  work: CaseWork,
  refused: (caseNo: string, problem: Problem) => void,
): Promise<boolean> {
  const due = await dueTimers(store, systemContext(work.pack.code), work.now(), AT_ONCE);
  for (const { caseId, id } of due) {
    const fired = await fireTimer(work, { caseNo: caseId, timer: id });
    if (!fired.ok && !OVERTAKEN.has(fired.error.code)) refused(caseId, fired.error);
  }
  return due.length === AT_ONCE;
}
