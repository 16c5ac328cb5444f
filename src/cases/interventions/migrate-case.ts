import { canMigrate, type Principal } from "#access";
import { err, problem, type Problem, type Result } from "#kernel";
import { actorOf } from "../running/act-on-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { Migration } from "./migration.ts";
import { withFlows } from "./plan-mapping.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { reachCase } from "../running/reach-case.ts";

/**
 * Takes one case over to another version of its process, as the person who ordered it and with the rights that they
 * have now, but as the system: they need not see the case. Done again after an interruption it changes nothing.
 * Errors: SIGN_IN_REQUIRED, ACCOUNT_DISABLED, CONFIGURER_ONLY, CASE_UNKNOWN, MIGRATION_OTHER_VERSION,
 * ENGINE_MIGRATION_IMPOSSIBLE, ENGINE_CASE_CLOSED, PLAN_NOT_PUBLISHED.
 */
export async function migrateCase(
  work: CaseWork,
  principal: Principal,
  { matter, from, to, mapping, reason }: Pick<Migration, "matter" | "from" | "to" | "mapping" | "reason">,
  caseNo: string,
): Promise<Result<boolean, Problem>> {
  const may = canMigrate(principal);
  if (!may.allowed) return err(may.problem);
  const [former, plan] = [await work.findPlan(from), await work.findPlan(to)];
  if (former === undefined || plan === undefined)
    return err(
      problem("PLAN_NOT_PUBLISHED", { matter, plan: (former === undefined ? from : to).slice(0, 12) }),
    );
  const actor = actorOf(principal, principal.posts.find(({ role }) => role === "configurer") ?? null);
  const event = {
    kind: "migrate" as const,
    plan: to,
    mapping: withFlows({ from: former, to: plan, mapping }),
    reason,
    actor,
  };
  const isStillTo = async (transaction: CaseTransaction): Promise<boolean> =>
    (await transaction.findCase(caseNo))?.head.plan !== to;
  return reachCase(work, caseNo, event, isStillTo, async (stored, transaction) =>
    stored.head.plan === from
      ? work.planToMigrate(stored, to, transaction)
      : err(problem("MIGRATION_OTHER_VERSION")),
  );
}
