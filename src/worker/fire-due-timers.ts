import { fireTimer, fireTimerOf, readCasesOf, type CaseWork } from "#cases";
import { instantFromMillis, millisOf, type Problem } from "#kernel";
import { systemContext, takeDueTimers, type Store } from "#store";
import { inLanes } from "./in-lanes.ts";
import { OVERTAKEN } from "./route-messages.ts";

const AT_ONCE = 96;
/** How long a server that died keeps the others from its timers. */
const CLAIM_MS = 10_000;
/**
 * So many are under way at a time: a quarter of what one group commit holds, so that people's work, which waits in
 * the same line, is never behind more than that, however many come due at one moment.
 */
const LANES = 8;

/**
 * Fires timers that have come due; answers whether more may be waiting. Their cases are read together and their
 * steps kept together with those of people; the second timer of one case is fired by itself.
 */
export async function fireDueTimers(
  store: Store,
  work: CaseWork,
  refused: (caseNo: string, problem: Problem) => void,
): Promise<boolean> {
  const now = work.now();
  const until = instantFromMillis(millisOf(now) + CLAIM_MS);
  const taken = await takeDueTimers(store, systemContext(work.pack.code), now, { limit: AT_ONCE, until });
  const due = taken.map(({ caseId, id }) => ({ caseNo: caseId, timer: id }));
  const cases = await readCasesOf(work, due);
  const begun = new Set<string>();
  await inLanes(due, store.kind === "server" ? LANES : 1, async ({ caseNo, timer }) => {
    const stored = begun.has(caseNo) ? undefined : cases.get(caseNo);
    begun.add(caseNo);
    const fired = await (stored === undefined
      ? fireTimer(work, { caseNo, timer })
      : fireTimerOf(work, stored, timer));
    if (!fired.ok && !OVERTAKEN.has(fired.error.code)) refused(caseNo, fired.error);
  });
  return due.length === AT_ONCE;
}
