import { fireTimer, type CaseWork } from "#cases";
import { instantFromMillis, millisOf, type Problem } from "#kernel";
import { systemContext, takeDueTimers, type Store } from "#store";
import { inLanes } from "./in-lanes.ts";

const AT_ONCE = 60;
/** How long a server that died keeps the others from its timers. */
const CLAIM_MS = 10_000;
/**
 * So many are fired side by side on a server: people's work has the other connections, and when very many come due
 * at one moment it goes on beside them. An embedded database has one connection, and takes its turns.
 */
const LANES = 2;

/** Refusals that mean someone was first: the timer is gone or the case has moved on, and nothing is wrong. */
const OVERTAKEN = new Set(["STALE_VERSION", "ENGINE_TIMER_NOT_OPEN", "ENGINE_CASE_CLOSED"]);

/** Fires timers that have come due; answers whether more may be waiting. */
export async function fireDueTimers(
  store: Store,
  work: CaseWork,
  refused: (caseNo: string, problem: Problem) => void,
): Promise<boolean> {
  const now = work.now();
  const until = instantFromMillis(millisOf(now) + CLAIM_MS);
  const due = await takeDueTimers(store, systemContext(work.pack.code), now, { limit: AT_ONCE, until });
  await inLanes(due, store.kind === "server" ? LANES : 1, async ({ caseId, id }) => {
    const fired = await fireTimer(work, { caseNo: caseId, timer: id });
    if (!fired.ok && !OVERTAKEN.has(fired.error.code)) refused(caseId, fired.error);
  });
  return due.length === AT_ONCE;
}
