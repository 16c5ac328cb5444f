import { fireStartTimer, startVersion } from "#cases";
import type { TimerWait } from "#engine";
import { instantFromMillis, millisOf, type Problem } from "#kernel";
import { dueStartTimers, putOffStartTimer, systemContext, type DueStartTimer } from "#store";
import type { Routing } from "./route-messages.ts";

const AT_ONCE = 50;
const PUT_OFF_MS = 5 * 60_000;

/**
 * Begins the cases of timer start events that have come due. A schedule of another version of the process than
 * this server's is left to the server that published it.
 */
export async function fireStartTimers(
  { store, work }: Routing,
  refused: (matter: string, problem: Problem) => void,
): Promise<boolean> {
  const context = systemContext(work.pack.code);
  const due = await dueStartTimers(store, context, work.now(), AT_ONCE);
  const fire = async ({ wait, ...firing }: DueStartTimer): Promise<boolean> => {
    const matter = work.pack.matters.get(firing.matter);
    if (matter === undefined || startVersion(work, matter) !== firing.version) return false;
    const begun = await fireStartTimer(work, matter, firing, wait as unknown as TimerWait);
    if (begun.ok) return true;
    refused(firing.matter, begun.error);
    const until = instantFromMillis(millisOf(work.now()) + PUT_OFF_MS);
    await putOffStartTimer(store, context, firing, { until, fault: begun.error.message.zh });
    return false;
  };
  let fired = 0;
  for (const each of due) if (await fire(each)) fired += 1;
  return fired > 0;
}
