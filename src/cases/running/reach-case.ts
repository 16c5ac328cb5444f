import type { CaseEvent, LinkedPlan } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { StoreContext } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import type { CaseTransaction, StoredCase } from "../case/ports.ts";
import { runEvent } from "./run-event.ts";
import { findWholeCase, wholeForm } from "../case/whole-form.ts";

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

/** The plan under which an event happens to a case as it is found. */
type PlanFor = (stored: StoredCase, transaction: CaseTransaction) => Promise<Result<LinkedPlan, Problem>>;

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
  planFor: PlanFor = work.planOfCase,
): Promise<Result<boolean, Problem>> {
  for (let tries = 1; ; tries += 1) {
    const reached = await work.store.transact(systemOf(work), async (transaction) =>
      (await settle(transaction)) ? step(work, transaction, { caseNo, happening, planFor }) : ok(false),
    );
    if (reached.ok || reached.error.code !== "STALE_VERSION" || tries === MOST_TRIES) return reached;
  }
}

async function step(
  work: CaseWork,
  transaction: CaseTransaction,
  asked: { readonly caseNo: string; readonly happening: Happening; readonly planFor: PlanFor },
): Promise<Result<boolean, Problem>> {
  const { caseNo, happening, planFor } = asked;
  const found = await findWholeCase(transaction, caseNo);
  if (found === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
  const { stored } = found;
  const matter = work.pack.matters.get(stored.head.matter);
  if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: stored.head.matter }));
  const plan = await planFor(stored, transaction);
  if (!plan.ok) return plan;
  const ran = await runEvent(work, transaction, {
    matter,
    plan: plan.value,
    identity: stored.head,
    before: stored,
    personal: wholeForm(found),
    event: { ...happening, at: work.now() },
  });
  if (!ran.ok) return ran;
  const kept = await transaction.commit(ran.value);
  if (!kept.ok) return kept;
  if (happening.kind === "migrate") await transaction.renameElements(stored.id, happening.mapping);
  return ok(true);
}
