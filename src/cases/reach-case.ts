import type { CaseEvent } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { StoreContext } from "#registers";
import type { CaseWork } from "./case-work.ts";
import type { CaseTransaction } from "./ports.ts";
import { runEvent } from "./run-event.ts";
import { wholeForm } from "./whole-form.ts";

/** The system itself: what happens without a person. */
export const systemOf = (work: Pick<CaseWork, "pack">): StoreContext => ({
  district: work.pack.code,
  account: null,
  roles: [],
  organs: [],
  divisions: [],
  knownAs: [],
});

/** What happens to a case; its moment is the transaction's. */
export type Happening<Event = CaseEvent> = Event extends CaseEvent ? Omit<Event, "at"> : never;

/** Two steps of one case at one moment: the later reads again. */
const MOST_TRIES = 4;

/**
 * An event reaches a case as the system, in one transaction with what makes it happen once: where `settle` answers
 * false, somebody has brought it already and nothing changes. Answers whether it changed anything.
 * Errors: CASE_UNKNOWN, those of the engine and the store; then `settle` has not happened either.
 */
export async function reachCase(
  work: CaseWork,
  caseNo: string,
  happening: Happening,
  settle: (transaction: CaseTransaction) => Promise<boolean> = async () => true,
): Promise<Result<boolean, Problem>> {
  for (let tries = 1; ; tries += 1) {
    const reached = await work.store.transact(systemOf(work), async (transaction) =>
      (await settle(transaction)) ? step(work, transaction, caseNo, happening) : ok(false),
    );
    if (reached.ok || reached.error.code !== "STALE_VERSION" || tries === MOST_TRIES) return reached;
  }
}

async function step(
  work: CaseWork,
  transaction: CaseTransaction,
  caseNo: string,
  happening: Happening,
): Promise<Result<boolean, Problem>> {
  const stored = await transaction.findCase(caseNo);
  if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
  const matter = work.pack.matters.get(stored.head.matter);
  if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: stored.head.matter }));
  const plan = await work.planOfCase(stored, transaction);
  if (!plan.ok) return plan;
  const ran = await runEvent(work, transaction, {
    matter,
    plan: plan.value,
    identity: stored.head,
    before: stored,
    personal: await wholeForm(transaction, stored),
    event: { ...happening, at: work.now() },
  });
  if (!ran.ok) return ran;
  const kept = await transaction.commit(ran.value);
  return kept.ok ? ok(true) : kept;
}
