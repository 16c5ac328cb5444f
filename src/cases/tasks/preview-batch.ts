import { canBatch, storeContextOf, type Principal } from "#access";
import { openTasks } from "#engine";
import { err, ok, problem, type Json, type JsonObject, type Problem, type Result } from "#kernel";
import type { Batch, BatchKind, BatchLine } from "./batch.ts";
import type { CaseWork } from "../case/case-work.ts";
import { rehearseTask } from "./complete-task.ts";
import { ownAnswers } from "./own-answers.ts";
import type { StoredCase } from "../case/ports.ts";

/** The tasks that a person chose, and what they would say to each. */
export type BatchRequest = {
  readonly tasks: readonly { readonly caseNo: string; readonly task: string }[];
  readonly values: JsonObject;
};

/** So many tasks at most are done together: one page to read before signing. */
const MOST_TASKS = 100;

/**
 * What a batch would bring about, line by line: each task goes through the very step and checks of its completion,
 * and nothing of it is kept. Errors: SIGN_IN_REQUIRED, ACCOUNT_DISABLED, BATCH_STAFF_ONLY, BATCH_TOO_LARGE,
 * BATCH_TASKS_GONE, BATCH_MIXED, BATCH_NOT_ADMITTED, TASK_VALUES_INVALID; what is wrong with one task alone is told
 * in its line.
 */
export async function previewBatch(
  work: CaseWork,
  principal: Principal,
  asked: BatchRequest,
): Promise<Result<{ readonly batch: Batch; readonly lines: readonly BatchLine[] }, Problem>> {
  const may = canBatch(principal);
  if (!may.allowed) return err(may.problem);
  const tasks = [...new Map(asked.tasks.map((each) => [`${each.caseNo} ${each.task}`, each])).values()];
  if (tasks.length > MOST_TASKS)
    return err(problem("BATCH_TOO_LARGE", { count: tasks.length, most: MOST_TASKS }));
  const context = storeContextOf(principal, work.pack.code);
  const found = await work.store.findCases(
    context,
    tasks.map(({ caseNo }) => caseNo),
  );
  const cases = new Map(found.map((stored) => [stored.id, stored]));
  const kind = kindOf(
    work,
    tasks.flatMap((each) => kindOfTask(cases.get(each.caseNo), each.task)),
  );
  if (!kind.ok) return kind;
  const { schema } = kind.value;
  const faults = work.validate(schema, asked.values);
  if (faults.length > 0)
    return err(
      problem("TASK_VALUES_INVALID", { count: faults.length }, { fields: faults as unknown as Json }),
    );
  const { schema: _schema, ...shared } = kind.value;
  const batch: Batch = {
    ...shared,
    id: work.newId(),
    account: principal.account.id,
    values: asked.values,
    status: "preview",
    createdAt: work.now(),
    startedAt: null,
    endedAt: null,
  };
  const lines: BatchLine[] = [];
  // One after the other: the embedded database has one connection, and a server others to serve.
  for (const [place, { caseNo, task }] of tasks.entries()) {
    const version = cases.get(caseNo)?.version ?? 0;
    const act = { caseNo, task, version, values: asked.values, batch: batch.id };
    const step = await rehearseTask(work, principal, act);
    const line = { place, caseNo, task, version };
    if (!step.ok) {
      lines.push({ ...line, status: "refused", foreseen: null, problem: step.error });
      continue;
    }
    const { changes, documents } = step.value;
    const head = changes.find((change) => change.kind === "case")?.head;
    const own = ownOf(work, cases.get(caseNo), task);
    const foreseen = {
      ...(Object.keys(own).length === 0 ? {} : { own }),
      state: head?.state ?? null,
      outcome: head?.outcome ?? null,
      documents: documents.map(({ title }) => title),
    };
    lines.push({ ...line, status: "ready", foreseen, problem: null });
  }
  return ok({ batch, lines });
}

function ownOf(work: CaseWork, stored: StoredCase | undefined, id: string): JsonObject {
  const task = stored === undefined ? undefined : openTasks(stored.state).find((each) => each.id === id);
  const own = task === undefined ? undefined : ownAnswers(work.pack.forms.get(task.formId ?? ""), task);
  return own?.ok === true ? own.value : {};
}

type Named = BatchKind & { readonly name: string };

function kindOfTask(stored: StoredCase | undefined, id: string): readonly Named[] {
  const task = stored === undefined ? undefined : openTasks(stored.state).find((each) => each.id === id);
  if (stored === undefined || task === undefined) return [];
  const { matter, matterVersion } = stored.head;
  return [{ matter, matterVersion, element: task.element, form: task.formId ?? "", name: task.name }];
}

/** The one kind of all tasks that are still open, and the form that may be filled in once for it. */
function kindOf(
  work: CaseWork,
  kinds: readonly Named[],
): Result<Named & { readonly schema: JsonObject }, Problem> {
  const [first, ...others] = kinds;
  if (first === undefined) return err(problem("BATCH_TASKS_GONE"));
  const key = batchKey(first);
  if (others.some((each) => batchKey(each) !== key)) return err(problem("BATCH_MIXED"));
  const batch = work.pack.forms.get(first.form)?.batch ?? null;
  if (batch === null) return err(problem("BATCH_NOT_ADMITTED", { task: first.name }));
  return ok({ ...first, schema: batch.schema });
}

/** One text for one kind: tasks with the same can be done together. */
export function batchKey({ matter, matterVersion, element, form }: BatchKind): string {
  return [matter, matterVersion, element, form].join(" ");
}
