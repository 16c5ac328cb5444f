import { storeContextOf, type HeldPost, type Principal } from "#access";
import type { Matter } from "#district";
import type { Actor, LinkedPlan } from "#engine";
import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { PersonalRow, StoreContext } from "#registers";
import type { CaseWork } from "./case-work.ts";
import { wholeForm } from "./whole-form.ts";
import { materialUses, type MaterialFiles } from "./materials.ts";
import type { CaseTransaction, StoredCase } from "./ports.ts";
import type { Happening } from "./reach-case.ts";
import { runEvent } from "./run-event.ts";

/** A person's act on a case, with the version of it that they had before their eyes. */
export type CaseAct = {
  readonly caseNo: string;
  readonly version: number;
  readonly idempotencyKey: string;
};

export type CaseDone = { readonly caseNo: string; readonly version: number; readonly state: string | null };

/** A case as an act finds it, inside the act's one transaction. */
type Acting = {
  readonly transaction: CaseTransaction;
  readonly stored: StoredCase;
  readonly matter: Matter;
  readonly plan: LinkedPlan;
};

/** What an act makes happen, and what is kept beside it. */
type Prepared = {
  readonly event: Happening;
  readonly personal?: readonly PersonalRow[];
  readonly materials?: MaterialFiles;
};

/** An act in its two parts: whether this person may do it to the case as it stands, and what then happens. */
type Deed<Leave> = {
  readonly may: (acting: Acting) => Result<Leave, Problem>;
  readonly prepare: (acting: Acting, leave: Leave) => Promise<Result<Prepared, Problem>>;
};

/**
 * A person acts on a case, in one transaction: the policy is asked first, then whether the case still stands as they
 * saw it. The same key with the same act gives the answer of before. `context` is the person's own, unless a policy
 * has let them act on a case whose rows they may not read. Errors: CASE_UNKNOWN, MATTER_UNKNOWN, CASE_CHANGED,
 * IDEMPOTENCY_KEY_REUSED, STALE_VERSION, those of the deed and of the engine.
 */
export async function actOnCase<Leave>(
  work: CaseWork,
  principal: Principal,
  act: CaseAct & { readonly [field: string]: unknown },
  deed: Deed<Leave>,
  context: StoreContext = storeContextOf(principal, work.pack.code),
): Promise<Result<CaseDone, Problem>> {
  const { idempotencyKey, ...asked } = act;
  const { id: account } = principal.account;
  return work.store.transact(context, async (transaction) => {
    const before = await transaction.rememberRequest(idempotencyKey, account, asked as JsonObject);
    if (!before.ok) return before;
    if (before.value !== null) return ok(before.value as unknown as CaseDone);
    const stored = await transaction.findCase(act.caseNo);
    if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo: act.caseNo }));
    const matter = work.pack.matters.get(stored.head.matter);
    if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: stored.head.matter }));
    const plan = await work.planOfCase(stored.head);
    if (!plan.ok) return plan;
    const done = await carryOut(work, act, { transaction, stored, matter, plan: plan.value }, deed);
    if (done.ok) await transaction.keepAnswer(idempotencyKey, account, { ...done.value });
    return done;
  });
}

async function carryOut<Leave>(
  work: CaseWork,
  act: CaseAct,
  acting: Acting,
  deed: Deed<Leave>,
): Promise<Result<CaseDone, Problem>> {
  const { transaction, stored, matter, plan } = acting;
  const leave = deed.may(acting);
  if (!leave.ok) return leave;
  if (stored.version !== act.version) return err(problem("CASE_CHANGED"));
  const prepared = await deed.prepare(acting, leave.value);
  if (!prepared.ok) return prepared;
  const at = work.now();
  const { event, personal = [], materials = {} } = prepared.value;
  const ran = await runEvent(work, transaction, {
    matter,
    plan,
    identity: stored.head,
    before: stored,
    personal: await wholeForm(transaction, stored),
    event: { ...event, at },
  });
  if (!ran.ok) return ran;
  const kept = await transaction.commit({
    ...ran.value,
    personal,
    files: materialUses(act.caseNo, materials, at),
  });
  if (!kept.ok) return kept;
  const [change] = ran.value.changes;
  const state = change?.kind === "case" ? change.state.state : null;
  return ok({ caseNo: act.caseNo, version: stored.version + (change?.entries.length ?? 0), state });
}

/** The person as the ledger names them: the post they act from, and for whom they stand in. */
export function actorOf(principal: Principal, held: HeldPost | null): Actor {
  return {
    kind: "person",
    account: principal.account.id,
    ...(held === null ? {} : { post: held.id }),
    ...(held?.onBehalfOf == null ? {} : { onBehalfOf: held.onBehalfOf }),
  };
}
