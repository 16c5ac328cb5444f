import { err, ok, problem, type Problem, type Result } from "#kernel";
import { wholeForm } from "./complete-task.ts";
import type { CaseWork } from "./case-work.ts";
import { runEvent } from "./run-event.ts";

/** A timer of a case that has come due. */
export type DueTimer = { readonly caseNo: string; readonly timer: string };

/**
 * Fires a timer as the system itself. A timer that is no longer open (its task was done a moment before)
 * is refused by the engine and changes nothing. Errors: CASE_UNKNOWN, those of the engine and the store.
 */
export async function fireTimer(work: CaseWork, due: DueTimer): Promise<Result<null, Problem>> {
  const context = { district: work.pack.code, account: null, roles: [], organs: [], divisions: [] };
  return work.store.transact(context, async (transaction) => {
    const stored = await transaction.findCase(due.caseNo);
    if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo: due.caseNo }));
    const matter = work.pack.matters.get(stored.head.matter);
    if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: stored.head.matter }));
    const plan = await work.planOfCase(stored.head);
    if (!plan.ok) return plan;
    const ran = await runEvent(work, transaction, {
      matter,
      plan: plan.value,
      identity: stored.head,
      before: stored,
      personal: await wholeForm(transaction, stored),
      event: {
        kind: "fireTimer",
        timer: due.timer,
        at: work.now(),
        actor: { kind: "system", name: "timer" },
      },
    });
    if (!ran.ok) return ran;
    const kept = await transaction.commit(ran.value);
    return kept.ok ? ok(null) : kept;
  });
}
