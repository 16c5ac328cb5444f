import { canCompleteTask, canSeeCase, type Principal } from "#access";
import { openTasks, type LinkedPlan, type OpenTask } from "#engine";
import { err, ok, problem, type Json, type JsonObject, type Problem, type Result } from "#kernel";
import type { Matter } from "#district";
import { actOnCase, actorOf, type CaseAct, type CaseDone } from "./act-on-case.ts";
import type { CaseWork } from "./case-work.ts";
import { checkFiles, type MaterialFiles } from "./materials.ts";
import { earlierActors } from "./earlier-actors.ts";
import { partPersonalData, personalRow } from "./personal-data.ts";
import type { PersonalRow } from "#registers";
import type { CaseTransaction, StoredCase } from "./ports.ts";

/** A person's act on a task: what its form asks, filled in. */
export type TaskAct = CaseAct & { readonly task: string; readonly values: JsonObject };

/**
 * Completes a task. Of two people acting at once on one task exactly one is first; the other is refused.
 * Errors: those of actOnCase, TASK_UNKNOWN, TASK_VALUES_INVALID, those of the policies (role, organ, separation of
 * duty).
 */
export function completeTask(
  work: CaseWork,
  principal: Principal,
  act: TaskAct,
): Promise<Result<CaseDone, Problem>> {
  return actOnCase(work, principal, act, {
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
        actor: actorOf(principal, decision.as),
        ...(decision.relaxed ? { relaxSeparation: true } : {}),
        variables: open,
      };
      return ok({ event, personal, materials });
    },
  });
}

type Filled = { readonly act: TaskAct; readonly stored: StoredCase; readonly matter: Matter };

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
