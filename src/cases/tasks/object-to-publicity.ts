import type { Principal } from "#access";
import type { Register } from "#district";
import { openTasks } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { StoredRecord } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import { actOnCase, type CaseDone } from "../running/act-on-case.ts";
import { systemOf } from "../running/reach-case.ts";
import { completion } from "./complete-task.ts";

/** How the account begins that an objection is kept under; nobody can sign in with it. */
const OBJECTED = "objection:";

/**
 * Anybody objects to what a register publicises (公示异议): the task that its publicity names is completed with their
 * words, and who they are is kept aside as personal data. Errors: PUBLICITY_OVER, those of completeTask but for the
 * policies.
 */
export async function objectToPublicity(
  work: CaseWork,
  register: Register,
  record: StoredRecord,
  objection: { readonly words: string; readonly from: string; readonly key: string },
): Promise<Result<CaseDone, Problem>> {
  const rule = register.publicity?.objection ?? null;
  const caseNo = record.data["caseNo"];
  const over = problem("PUBLICITY_OVER");
  if (rule === null || typeof caseNo !== "string") return err(over);
  const stored = await work.store.transact(systemOf(work), async (transaction) => {
    const found = await transaction.findCase(caseNo);
    return found === undefined ? err(over) : ok(found);
  });
  if (!stored.ok) return stored;
  const task = openTasks(stored.value.state).find(({ element }) => element === rule.task);
  if (task === undefined) return err(over);
  const account = `${OBJECTED}${objection.key}`;
  const principal: Principal = {
    account: { id: account, name: "公示异议人", kind: "resident", subject: account, disabledAt: null },
    posts: [],
    knownAs: [],
  };
  const act = {
    caseNo,
    version: stored.value.version,
    idempotencyKey: objection.key,
    task: task.id,
    values: { [rule.words]: objection.words, [rule.from]: objection.from },
  };
  return actOnCase(
    work,
    principal,
    act,
    {
      ...completion(work, principal, act),
      may: ({ stored: now }) => {
        const open = openTasks(now.state).find(({ id }) => id === task.id);
        if (open === undefined) return err(over);
        return ok({ task: open, decision: { allowed: true as const, as: null, relaxed: false } });
      },
    },
    systemOf(work),
  );
}
