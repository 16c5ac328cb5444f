import { canCompleteTask, canSeeCase, type Principal, type TaskDecision, type TaskTarget } from "#access";
import { deadlineOf, openTasks, type LinkedPlan, type OpenTask } from "#engine";
import {
  err,
  isJsonObject,
  localDateOf,
  millisOf,
  ok,
  problem,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { outcomeName, type Matter, type TaskForm } from "#district";
import { CALLER } from "#process";
import {
  actOnCase,
  actorOf,
  rehearseAct,
  type CaseAct,
  type CaseDone,
  type Deed,
  type Rehearsed,
} from "../running/act-on-case.ts";
import { placeOfTask } from "../case/asked-organs.ts";
import type { CaseWork } from "../case/case-work.ts";
import { correctForm, type CorrectedForm } from "./correct-form.ts";
import {
  CORRECTED_FORM,
  FIELD_VERDICTS,
  faultedFields,
  fieldDrawnAs,
  isCorrectable,
  listsFields,
} from "./faulted-fields.ts";
import { checkFiles, type MaterialFiles } from "../case/materials.ts";
import { withAdmittedTrack } from "./admitted-track.ts";
import { earlierActors } from "./earlier-actors.ts";
import { filesIn } from "./files-in.ts";
import { findMainCase } from "./find-main-case.ts";
import { failureIn } from "../case/failure-in.ts";
import { daysOf } from "./form-days.ts";
import { formInCase } from "./form-in-case.ts";
import { foundOtherwise } from "./found-otherwise.ts";
import { takenInBy } from "../case/intake.ts";
import { ownAnswers } from "./own-answers.ts";
import { partPersonalData, personalRow } from "../case/personal-data.ts";
import type { PersonalRow } from "#registers";
import type { CaseTransaction, Commit, StoredCase } from "../case/ports.ts";

/** A person's act on a task: what its form asks, filled in. */
export type TaskAct = CaseAct & {
  readonly task: string;
  readonly values: JsonObject;
  /** The batch that it is a line of: its form must admit that, and what would end in a failure is refused. */
  readonly batch?: string;
};

/**
 * Completes a task. Of two people acting at once on one task exactly one is first; the other is refused.
 * Errors: those of actOnCase, TASK_UNKNOWN, CASE_IS_OVER, TASK_VALUES_INVALID, CORRECTION_NOT_LISTED,
 * CORRECTION_NOT_OF_FIELD, CORRECTION_TOO_LATE, those of correctForm and findMainCase, BATCH_NOT_ADMITTED, BATCH_STEP_FAILS, TRACK_NOT_TAKEN, those of the
 * policies (role, organ, separation of duty).
 */
export function completeTask(
  work: CaseWork,
  principal: Principal,
  act: TaskAct,
): Promise<Result<CaseDone, Problem>> {
  return actOnCase(work, principal, act, completion(work, principal, act));
}

/** What completing a task would bring about, through the same checks and the same step; nothing is kept. */
export function rehearseTask(
  work: CaseWork,
  principal: Principal,
  act: Rehearsed<TaskAct>,
): Promise<Result<Commit, Problem>> {
  return rehearseAct(work, principal, act, completion(work, principal, act));
}

/** Completing a task in its parts: whether this person may, and what then happens. */
export function completion(
  work: CaseWork,
  principal: Principal,
  act: Rehearsed<TaskAct>,
): Deed<{ readonly task: OpenTask; readonly decision: TaskDecision & { readonly allowed: true } }> {
  return {
    may: ({ stored, plan }) => {
      const task = openTasks(stored.state).find((each) => each.id === act.task);
      if (task === undefined) return err(goneTask(work, stored));
      const decision = mayComplete(work, principal, stored, { plan, task });
      return decision.allowed ? ok({ task, decision }) : err(decision.problem);
    },
    prepare: async ({ transaction, stored, matter, plan }, { task, decision }) => {
      const prepared = await prepareValues(work, transaction, principal, { act, stored, matter, plan }, task);
      if (!prepared.ok) return prepared;
      const { open, personal, materials, put } = prepared.value;
      const event = {
        kind: "completeTask" as const,
        task: task.id,
        actor: actorOf(principal, decision.as, act.batch),
        ...(decision.relaxed ? { relaxSeparation: true } : {}),
        ...(put === null ? {} : { corrected: put.corrected }),
        variables: open,
      };
      return ok({ event, personal, materials, ...(put === null ? {} : { changed: put }) });
    },
    ...(act.batch === undefined ? {} : { refuse: refuseFailure }),
  };
}

/** Nobody looks at each line of a batch, so a failure is refused where a single act would leave it to be resolved. */
function refuseFailure(commit: Commit): Problem | undefined {
  const why = failureIn(commit);
  return why === undefined ? undefined : problem("BATCH_STEP_FAILS", { why: why.zh, whyEn: why.en });
}

/** A step that is open no more: where its case is over, that is what is to be known. */
function goneTask({ pack }: Pick<CaseWork, "pack">, { head }: StoredCase): Problem {
  if (head.closedAt === null) return problem("TASK_UNKNOWN");
  const name = outcomeName(pack, head.matter, head.outcome ?? "terminated");
  return problem("CASE_IS_OVER", { outcome: name.zh, outcomeEn: name.en });
}

type Filled = {
  readonly act: Pick<TaskAct, "values" | "batch">;
  readonly stored: StoredCase;
  readonly matter: Matter;
  readonly plan: LinkedPlan;
};

/** The policy's answer for a task of a stored case; also asked by the case page to grey out what is refused. */
export function mayComplete(
  work: Pick<CaseWork, "pack">,
  principal: Principal,
  stored: StoredCase,
  { plan, task }: { readonly plan: LinkedPlan; readonly task: OpenTask },
): ReturnType<typeof canCompleteTask> {
  const target = taskTarget(work, stored, { plan, task });
  const seen = canSeeCase(principal, stored.head);
  return seen.allowed ? canCompleteTask(principal, target) : seen;
}

/** What the policies ask of a task of a stored case. */
export function taskTarget(
  work: Pick<CaseWork, "pack">,
  stored: StoredCase,
  { plan, task }: { readonly plan: LinkedPlan; readonly task: OpenTask },
): TaskTarget {
  const { organ, otherOrgans, division, applicant, inNameOf } = stored.head;
  const at = placeOfTask(work.pack, stored.head, task);
  return {
    organ,
    otherOrgans,
    at,
    division,
    applicant,
    inNameOf,
    candidateGroups: task.candidateGroups,
    candidateUsers: task.candidateUsers,
    assignee: task.assignee,
    separateFrom: task.separateFrom.map((name) =>
      name.startsWith(CALLER) ? name.slice(CALLER.length) : name,
    ),
    earlier: earlierActors(plan, stored.state),
    atWindow: takenInBy(stored.state.variables) !== null,
    separationRelaxed: work.pack.separation.relaxedOrgans.includes(at.organ),
    mandate: mandateOf(stored),
  };
}

function mandateOf({ state }: StoredCase): string | null {
  const { applicant } = state.variables;
  return isJsonObject(applicant) && typeof applicant["mandate"] === "string" ? applicant["mandate"] : null;
}

type Prepared = {
  readonly open: JsonObject;
  readonly personal: readonly PersonalRow[];
  readonly materials: MaterialFiles;
  /** There where the task puts the application right. */
  readonly put: CorrectedForm | null;
};

async function prepareValues(
  work: CaseWork,
  transaction: CaseTransaction,
  principal: Principal,
  said: Filled,
  task: OpenTask,
): Promise<Result<Prepared, Problem>> {
  const { stored, matter } = said;
  const form = task.formId === null ? undefined : work.pack.forms.get(task.formId);
  const schema = said.act.batch === undefined ? form?.schema : form?.batch?.whole;
  const own = said.act.batch === undefined ? ok({}) : ownAnswers(form, task);
  if (!own.ok) return own;
  if (said.act.batch !== undefined && schema === undefined)
    return err(problem("BATCH_NOT_ADMITTED", { task: task.name }));
  if (form === undefined || schema === undefined)
    return ok({ open: {}, personal: [], materials: {}, put: null });
  const admitted = withAdmittedTrack(work, schema, { ...own.value, ...said.act.values });
  if (!admitted.ok) return admitted;
  const filled = { ...said, act: { ...said.act, values: admitted.value.values } };
  const { act } = filled;
  const refused = refuseVerdicts(schema, filled) ?? refuseLate(work, schema, filled, task);
  if (refused !== undefined) return err(refused);
  const about = { ...stored.state.variables, ...task.variables };
  const known = { ...about, ...daysOf(work, form, about), signer: principal.account.name };
  const faults = work.validate(formInCase(schema, stored, work.now()), act.values, known);
  if (faults.length > 0)
    return err(
      problem("TASK_VALUES_INVALID", { count: faults.length }, { fields: faults as unknown as Json }),
    );
  const named = await withMainCase(work, transaction, schema, filled);
  if (!named.ok) return named;
  const materials = filesIn(schema, act.values);
  const files = await checkFiles(transaction, matter, materials, { account: principal.account.id });
  if (!files.ok) return files;
  const put = await correction(work, transaction, { form, schema }, { ...filled, materials });
  if (!put.ok) return put;
  const { open: asked, personal } = partPersonalData(form.schema, without(named.value, schema));
  const open = { ...asked, ...admitted.value.told };
  const kept = put.value?.personal ?? [];
  if (Object.keys(personal).length === 0) return ok({ open, personal: kept, materials, put: put.value });
  const row = personalRow(stored.id, `task:${task.id}`, personal, work.newSalt());
  return ok({
    open: { ...open, personal: { [task.element]: row.digest } },
    personal: [...kept, row],
    materials,
    put: put.value,
  });
}

/** The values with the case at the root in place of the main case that a field names (`x-value: mainCase`). */
async function withMainCase(
  work: CaseWork,
  transaction: CaseTransaction,
  schema: JsonObject,
  { act, stored, matter }: Filled,
): Promise<Result<JsonObject, Problem>> {
  const at = fieldOfValue(schema, "mainCase");
  const into = at === undefined ? undefined : act.values[at];
  if (at === undefined || typeof into !== "string") return ok(act.values);
  const main = await findMainCase(work, transaction, { stored, matter }, into);
  return main.ok ? ok({ ...act.values, [at]: main.value.head.caseNo }) : main;
}

function fieldOfValue(schema: JsonObject, kind: string): string | undefined {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  return Object.entries(properties).find(
    ([, field]) => isJsonObject(field) && field["x-value"] === kind,
  )?.[0];
}

/** The application as this task puts it right; null where nothing of it was faulted and nothing is given. */
async function correction(
  work: CaseWork,
  transaction: CaseTransaction,
  { form, schema }: { readonly form: TaskForm; readonly schema: JsonObject },
  { act, stored, matter, materials }: Filled & { readonly materials: MaterialFiles },
): Promise<Result<CorrectedForm | null, Problem>> {
  const at = fieldDrawnAs(schema, CORRECTED_FORM);
  if (at === undefined)
    return foundOtherwise(work, transaction, form, { stored, matter, values: act.values });
  const said = act.values[at];
  const given = said !== undefined && isJsonObject(said) ? said : {};
  if (faultedFields(stored.state.variables).length === 0 && Object.keys(given).length === 0) return ok(null);
  const explained = Object.values(act.values).some(
    (value) => typeof value === "string" && value.trim() !== "",
  );
  const pointerOf = (pointer: string): string => `/${at}${pointer}`;
  return correctForm(work, transaction, { stored, matter, given, pointerOf, materials, explained });
}

/** What was given of the application stands in what it was corrected to, and its personal part beside the ledger. */
function without(values: JsonObject, schema: JsonObject): JsonObject {
  const at = fieldDrawnAs(schema, CORRECTED_FORM);
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== at));
}

/** Fields may be faulted where the notice lists them, and only those that can be put right. */
function refuseVerdicts(schema: JsonObject, { act, matter, plan }: Filled): Problem | undefined {
  const at = fieldDrawnAs(schema, FIELD_VERDICTS);
  const verdicts = at === undefined ? [] : faultedFields({ fieldVerdicts: act.values[at] ?? null });
  if (verdicts.length === 0) return undefined;
  if (!listsFields(plan)) return problem("CORRECTION_NOT_LISTED");
  const wrong = verdicts.find(
    ({ field }) => !matter.form.fields.some((each) => each.name === field && isCorrectable(matter, each)),
  );
  if (wrong === undefined) return undefined;
  const label = matter.form.fields.find(({ name }) => name === wrong.field)?.label;
  const { zh, en } = label ?? { zh: wrong.field, en: wrong.field };
  return problem("CORRECTION_NOT_OF_FIELD", { name: zh, nameEn: en }, { field: wrong.field });
}

/** A correction that comes after its last day counts no more, also while the notice that says so is not yet made. */
function refuseLate(
  work: CaseWork,
  schema: JsonObject,
  { stored }: Filled,
  task: OpenTask,
): Problem | undefined {
  if (fieldDrawnAs(schema, CORRECTED_FORM) === undefined) return undefined;
  const due = deadlineOf(stored.state, task)?.dueAt ?? null;
  return due === null || millisOf(work.now()) <= millisOf(due)
    ? undefined
    : problem("CORRECTION_TOO_LATE", { by: localDateOf(due) });
}
