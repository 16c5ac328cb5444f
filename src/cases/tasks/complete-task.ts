import { canCompleteTask, canSeeCase, type Principal, type TaskDecision, type TaskTarget } from "#access";
import { openTasks, type LinkedPlan, type OpenTask } from "#engine";
import {
  err,
  isJsonObject,
  ok,
  problem,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { Matter } from "#district";
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
import { checkFiles, type MaterialFiles } from "../case/materials.ts";
import { earlierActors } from "./earlier-actors.ts";
import { failureIn } from "../case/failure-in.ts";
import { daysOf } from "./form-days.ts";
import { formInCase } from "./form-in-case.ts";
import { takenInBy } from "../case/intake.ts";
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
 * Errors: those of actOnCase, TASK_UNKNOWN, TASK_VALUES_INVALID, BATCH_NOT_ADMITTED, BATCH_STEP_FAILS, those of the
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
      if (task === undefined) return err(problem("TASK_UNKNOWN"));
      const decision = mayComplete(work, principal, stored, { plan, task });
      return decision.allowed ? ok({ task, decision }) : err(decision.problem);
    },
    prepare: async ({ transaction, stored, matter }, { task, decision }) => {
      const prepared = await prepareValues(work, transaction, principal, { act, stored, matter }, task);
      if (!prepared.ok) return prepared;
      const { open, personal, materials } = prepared.value;
      const event = {
        kind: "completeTask" as const,
        task: task.id,
        actor: actorOf(principal, decision.as, act.batch),
        ...(decision.relaxed ? { relaxSeparation: true } : {}),
        variables: open,
      };
      return ok({ event, personal, materials });
    },
    ...(act.batch === undefined ? {} : { refuse: refuseFailure }),
  };
}

/** Nobody looks at each line of a batch, so a failure is refused where a single act would leave it to be resolved. */
function refuseFailure(commit: Commit): Problem | undefined {
  const why = failureIn(commit);
  return why === undefined ? undefined : problem("BATCH_STEP_FAILS", { why: why.zh, whyEn: why.en });
}

type Filled = {
  readonly act: Pick<TaskAct, "values" | "batch">;
  readonly stored: StoredCase;
  readonly matter: Matter;
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
};

async function prepareValues(
  work: CaseWork,
  transaction: CaseTransaction,
  principal: Principal,
  { act, stored, matter }: Filled,
  task: OpenTask,
): Promise<Result<Prepared, Problem>> {
  const form = task.formId === null ? undefined : work.pack.forms.get(task.formId);
  const schema = act.batch === undefined ? form?.schema : form?.batch?.schema;
  if (act.batch !== undefined && schema === undefined)
    return err(problem("BATCH_NOT_ADMITTED", { task: task.name }));
  if (form === undefined || schema === undefined) return ok({ open: {}, personal: [], materials: {} });
  const about = { ...stored.state.variables, ...task.variables };
  const known = { ...about, ...daysOf(work, form, about), signer: principal.account.name };
  const faults = work.validate(formInCase(schema, stored, work.now()), act.values, known);
  if (faults.length > 0)
    return err(
      problem("TASK_VALUES_INVALID", { count: faults.length }, { fields: faults as unknown as Json }),
    );
  const materials = materialFilesIn(act.values);
  const files = await checkFiles(transaction, matter, materials, { account: principal.account.id });
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
