import { openTasks } from "#engine";
import { err, problem, type JsonObject, type Problem, type Result } from "#kernel";
import { isReportedIn, reporterPrincipal } from "../applying/report-in.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { StoredCase } from "../case/ports.ts";
import type { CaseDone } from "../running/act-on-case.ts";
import { completeTask } from "./complete-task.ts";

/**
 * What its reporter does on a case of theirs: says more, or asks for it to be reopened. Who may has been asked before.
 * Errors: REPORT_ACT_OVER, those of completeTask.
 */
export async function actForReporter(
  work: CaseWork,
  stored: StoredCase,
  act: { readonly element: string; readonly values: JsonObject; readonly key: string },
): Promise<Result<CaseDone, Problem>> {
  const task = openTasks(stored.state).find(
    ({ element, candidateGroups }) => element === act.element && candidateGroups.includes("applicant"),
  );
  if (task === undefined || !isReportedIn(stored)) return err(problem("REPORT_ACT_OVER"));
  const reporter = {
    account: stored.head.applicant,
    name: stored.head.applicantName,
    kind: "resident",
  } as const;
  return completeTask(work, reporterPrincipal(reporter), {
    caseNo: stored.head.caseNo,
    version: stored.version,
    idempotencyKey: act.key,
    task: task.id,
    values: act.values,
  });
}
