import { storeContextOf, type HeldPost, type Principal } from "#access";
import type { Matter } from "#district";
import type { Actor, LinkedPlan } from "#engine";
import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import type { PersonalRow, RecordChange, StoreContext } from "#registers";
import type { CaseIdentity } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import { findWholeCase, wholeForm, type WholeCase } from "../case/whole-form.ts";
import type { EventRun } from "../case/job.ts";
import { materialUses, type MaterialFiles } from "../case/materials.ts";
import type { CaseHead, CaseTransaction, Commit, StoredCase } from "../case/ports.ts";
import type { Happening } from "./reach-case.ts";
import { standsAsSeen, unseenAnswers } from "./as-seen.ts";
import { runEvent } from "./run-event.ts";

/** A person's act on a case, with the version of it that they had before their eyes. */
export type CaseAct = {
  readonly caseNo: string;
  readonly version: number;
  readonly idempotencyKey: string;
};

export type CaseDone = {
  readonly caseNo: string;
  readonly version: number;
  readonly state: string | null;
  /** How the case stands after it; null where that was not kept with the answer. */
  readonly stands: CaseStands | null;
};

/** What people are told of how a case stands. */
export type CaseStands = Pick<CaseHead, "matter" | "state" | "outcome" | "dueAt" | "closedAt">;

function standsOf({ matter, state, outcome, dueAt, closedAt }: CaseHead): CaseStands {
  return { matter, state, outcome, dueAt, closedAt };
}

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
  /** There where the act changes what the case was opened with (补正): who it is then, and its whole form. */
  readonly changed?: { readonly identity: CaseIdentity; readonly whole: JsonObject };
  /** Records that the act changes beside what the process makes of it. */
  readonly records?: readonly RecordChange[];
  /** A notice that the act itself calls for. */
  readonly document?: EventRun["document"];
};

/** An act in its parts: whether this person may do it to the case as it stands, and what then happens. */
export type Deed<Leave> = {
  readonly may: (acting: Acting) => Result<Leave, Problem>;
  readonly prepare: (acting: Acting, leave: Leave) => Promise<Result<Prepared, Problem>>;
  /** Why what it comes to is not to be kept, if it is not. */
  readonly refuse?: (commit: Commit) => Problem | undefined;
};

/** An act that is tried and not kept needs no key. */
export type Rehearsed<Act extends CaseAct> = Omit<Act, "idempotencyKey">;

/** Two steps of one case at one moment: whoever comes second looks again. */
const MOST_TRIES = 4;

/**
 * A person acts on a case, in one transaction: the policy is asked first, then whether the case still stands as they
 * saw it; answers of jobs that came since do not stand against what they leave as it is (ADR 41). The same key with
 * the same act gives the answer of before. `context` is the person's own, unless a policy has let them act on a case
 * whose rows they may not read. Errors: ACCOUNT_DISABLED, CASE_UNKNOWN, MATTER_UNKNOWN,
 * CASE_CHANGED, IDEMPOTENCY_KEY_REUSED, STALE_VERSION, those of the deed and of the engine.
 */
export async function actOnCase<Leave>(
  work: CaseWork,
  principal: Principal,
  act: CaseAct & { readonly [field: string]: unknown },
  deed: Deed<Leave>,
  context: StoreContext = storeContextOf(principal, work.pack.code),
): Promise<Result<CaseDone, Problem>> {
  for (let tries = 1; ; tries += 1) {
    const done = await actOnce(work, principal, act, deed, context);
    if (done.ok || done.error.code !== "STALE_VERSION" || tries === MOST_TRIES) return done;
  }
}

async function actOnce<Leave>(
  work: CaseWork,
  principal: Principal,
  act: CaseAct & { readonly [field: string]: unknown },
  deed: Deed<Leave>,
  context: StoreContext,
): Promise<Result<CaseDone, Problem>> {
  const { idempotencyKey, ...asked } = act;
  const { id: account } = principal.account;
  return work.store.transact(context, async (transaction) => {
    // Asked side by side they travel together; the case is read once the key has had its turn.
    const [before, found] = await Promise.all([
      transaction.rememberRequest(idempotencyKey, account, asked as JsonObject),
      findWholeCase(transaction, act.caseNo),
    ]);
    if (!before.ok) return before;
    if (before.value !== null) return ok(before.value as unknown as CaseDone);
    if (principal.account.disabledAt !== null) return err(problem("ACCOUNT_DISABLED"));
    const step = await stepOf(work, transaction, found, act, deed);
    if (!step.ok) return step;
    const [change] = step.value.changes;
    const done = {
      caseNo: act.caseNo,
      version: (change?.expectedVersion ?? act.version) + (change?.entries.length ?? 0),
      state: change?.kind === "case" ? change.state.state : null,
      stands: change?.kind === "case" ? standsOf(change.head) : null,
    };
    const kept = await transaction.conclude(step.value, {
      key: idempotencyKey,
      account,
      answerOf: () => done,
    });
    return kept.ok ? ok(done) : kept;
  });
}

/** What an act would bring about, nothing of which is kept. Errors: as actOnCase, but for those of the key. */
export async function rehearseAct<Leave>(
  work: CaseWork,
  principal: Principal,
  act: Rehearsed<CaseAct>,
  deed: Deed<Leave>,
): Promise<Result<Commit, Problem>> {
  if (principal.account.disabledAt !== null) return err(problem("ACCOUNT_DISABLED"));
  const context = storeContextOf(principal, work.pack.code);
  return work.store.rehearse(context, async (transaction) =>
    stepOf(work, transaction, await findWholeCase(transaction, act.caseNo), act, deed),
  );
}

/** Everything that an act brings about, checked and made, but not kept. */
async function stepOf<Leave>(
  work: CaseWork,
  transaction: CaseTransaction,
  found: WholeCase | undefined,
  act: Rehearsed<CaseAct>,
  deed: Deed<Leave>,
): Promise<Result<Commit, Problem>> {
  if (found === undefined) return err(problem("CASE_UNKNOWN", { caseNo: act.caseNo }));
  const { stored } = found;
  const matter = work.pack.matters.get(stored.head.matter);
  if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: stored.head.matter }));
  const plan = await work.planOfCase(stored, transaction);
  if (!plan.ok) return plan;
  const acting = { transaction, stored, matter, plan: plan.value };
  const leave = deed.may(acting);
  if (!leave.ok) return leave;
  const at = work.now();
  const moved = stored.version !== act.version;
  const since = moved ? await unseenAnswers(transaction, acting, act.version, at) : null;
  if (moved && since === null) return err(problem("CASE_CHANGED"));
  const prepared = await deed.prepare(acting, leave.value);
  if (!prepared.ok) return prepared;
  const { event, document, changed, personal = [], materials = {}, records = [] } = prepared.value;
  if (since !== null && !standsAsSeen(work, acting, since, { ...event, at }))
    return err(problem("CASE_CHANGED"));
  const ran = await runEvent(work, transaction, {
    matter,
    plan: plan.value,
    identity: changed?.identity ?? stored.head,
    before: stored,
    personal: changed?.whole ?? wholeForm(found),
    event: { ...event, at },
    ...(document === undefined ? {} : { document }),
  });
  if (!ran.ok) return ran;
  const refused = deed.refuse?.(ran.value);
  if (refused !== undefined) return err(refused);
  return ok({
    ...ran.value,
    changes: [...ran.value.changes, ...records],
    personal: [...personal, ...ran.value.personal],
    files: materialUses(act.caseNo, materials, at),
  });
}

/** The person as the ledger names them: the post they act from, for whom they stand in, and in which batch. */
export function actorOf(principal: Principal, held: HeldPost | null, batch?: string): Actor {
  return {
    kind: "person",
    account: principal.account.id,
    ...(held === null ? {} : { post: held.id }),
    ...(held?.onBehalfOf == null ? {} : { onBehalfOf: held.onBehalfOf }),
    ...(batch === undefined ? {} : { batch }),
  };
}
