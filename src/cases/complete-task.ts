import { canCompleteTask, canSeeCase, storeContextOf, type Principal } from "#access";
import { openTasks, type LinkedPlan, type OpenTask } from "#engine";
import { err, ok, problem, type Json, type JsonObject, type Problem, type Result } from "#kernel";
import type { Matter } from "#district";
import type { CaseWork } from "./case-work.ts";
import { checkFiles, materialUses, type MaterialFiles } from "./materials.ts";
import { earlierActors } from "./earlier-actors.ts";
import { partPersonalData, personalRow } from "./personal-data.ts";
import { runEvent } from "./run-event.ts";
import type { PersonalRow } from "#registers";
import type { CaseTransaction, StoredCase } from "./ports.ts";

/** A person's act on a task, with the version of the case that they had before their eyes. */
export type TaskAct = {
  readonly caseNo: string;
  readonly task: string;
  readonly version: number;
  readonly values: JsonObject;
  readonly idempotencyKey: string;
};

export type TaskDone = { readonly caseNo: string; readonly version: number; readonly state: string | null };

/**
 * Completes a task. Of two people acting at once on one task exactly one is first; the other is refused.
 * Errors: CASE_UNKNOWN, TASK_UNKNOWN, CASE_CHANGED, TASK_VALUES_INVALID, IDEMPOTENCY_KEY_REUSED, those of
 * the policies (role, organ, separation of duty) and of the engine.
 */
export async function completeTask(
  work: CaseWork,
  principal: Principal,
  act: TaskAct,
): Promise<Result<TaskDone, Problem>> {
  return work.store.transact(storeContextOf(principal, work.pack.code), async (transaction) => {
    const { idempotencyKey, ...asked } = act;
    const before = await transaction.rememberRequest(idempotencyKey, principal.account.id, asked);
    if (!before.ok) return before;
    if (before.value !== null) return ok(before.value as unknown as TaskDone);
    const stored = await transaction.findCase(act.caseNo);
    if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo: act.caseNo }));
    const matter = work.pack.matters.get(stored.head.matter);
    if (matter === undefined) return err(problem("MATTER_UNKNOWN", { matter: stored.head.matter }));
    const done = await carryOut(work, transaction, principal, { act, stored, matter });
    if (done.ok) await transaction.keepAnswer(idempotencyKey, principal.account.id, { ...done.value });
    return done;
  });
}

type Acting = { readonly act: TaskAct; readonly stored: StoredCase; readonly matter: Matter };

async function carryOut(
  work: CaseWork,
  transaction: CaseTransaction,
  principal: Principal,
  { act, stored, matter }: Acting,
): Promise<Result<TaskDone, Problem>> {
  const task = openTasks(stored.state).find((each) => each.id === act.task);
  if (task === undefined) return err(problem("TASK_UNKNOWN"));
  const plan = await work.planOfCase(stored.head);
  if (!plan.ok) return plan;
  const decision = mayComplete(work, principal, stored, { plan: plan.value, task });
  if (!decision.allowed) return err(decision.problem);
  if (stored.version !== act.version) return err(problem("CASE_CHANGED"));
  const prepared = await prepareValues(work, transaction, principal, { act, stored, matter }, task);
  if (!prepared.ok) return prepared;
  const at = work.now();
  const held = decision.as;
  const ran = await runEvent(work, transaction, {
    matter,
    plan: plan.value,
    identity: stored.head,
    before: stored,
    personal: await wholeForm(transaction, stored),
    event: {
      kind: "completeTask",
      task: task.id,
      at,
      actor: {
        kind: "person",
        account: principal.account.id,
        ...(held === null ? {} : { post: held.id }),
        ...(held?.onBehalfOf == null ? {} : { onBehalfOf: held.onBehalfOf }),
      },
      ...(decision.relaxed ? { relaxSeparation: true } : {}),
      variables: prepared.value.open,
    },
  });
  if (!ran.ok) return ran;
  const { personal, materials } = prepared.value;
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

/** The policy's answer for a task of a stored case; also asked by the case page to grey out what is refused. */
export function mayComplete(
  work: Pick<CaseWork, "pack">,
  principal: Principal,
  stored: StoredCase,
  { plan, task }: { readonly plan: LinkedPlan; readonly task: OpenTask },
): ReturnType<typeof canCompleteTask> {
  const { organ, division, applicant } = stored.head;
  const target = { organ, division, applicant, agents: [] };
  const seen = canSeeCase(principal, target);
  if (!seen.allowed) return seen;
  return canCompleteTask(principal, {
    ...target,
    candidateGroups: task.candidateGroups,
    candidateUsers: task.candidateUsers,
    assignee: task.assignee,
    separateFrom: task.separateFrom,
    earlier: earlierActors(plan, stored.state),
    separationRelaxed: work.pack.separation.relaxedOrgans.includes(organ),
  });
}

/** The form with its personal fields put back, for documents that must print them. */
export async function wholeForm(transaction: CaseTransaction, stored: StoredCase): Promise<JsonObject> {
  const open = stored.state.variables["form"];
  const personal = await transaction.findPersonal(stored.id);
  const form = typeof open === "object" && open !== null && !Array.isArray(open) ? (open as JsonObject) : {};
  const own = personal.find((row) => row.key === "form");
  return { ...form, ...own?.content };
}

type Prepared = {
  readonly open: JsonObject;
  readonly personal: readonly PersonalRow[];
  readonly materials: MaterialFiles;
};

async function prepareValues(
  work: CaseWork,
  transaction: CaseTransaction,
  principal: Principal,
  { act, stored, matter }: Acting,
  task: OpenTask,
): Promise<Result<Prepared, Problem>> {
  const form = task.formId === null ? undefined : work.pack.forms.get(task.formId);
  if (form === undefined) return ok({ open: {}, personal: [], materials: {} });
  const faults = work.validate(form.schema, act.values);
  if (faults.length > 0)
    return err(
      problem("TASK_VALUES_INVALID", { count: faults.length }, { fields: faults as unknown as Json }),
    );
  const materials = materialFilesIn(act.values);
  const files = await checkFiles(transaction, matter, materials, principal.account.id);
  if (!files.ok) return files;
  const { open, personal } = partPersonalData(form.schema, act.values);
  if (Object.keys(personal).length === 0) return ok({ open, personal: [], materials });
  const row = personalRow(stored.id, `task:${task.id}`, personal, work.newSalt());
  return ok({ open: { ...open, personal: { [task.element]: row.digest } }, personal: [row], materials });
}

/** Files that a task's form hands in stand under `materials`: material id → SHA-256 of each file. */
function materialFilesIn(values: JsonObject): MaterialFiles {
  const { materials } = values;
  if (typeof materials !== "object" || materials === null || Array.isArray(materials)) return {};
  return Object.fromEntries(
    Object.entries(materials as JsonObject).map(([id, files]) => [
      id,
      Array.isArray(files) ? files.map(String) : [],
    ]),
  );
}
