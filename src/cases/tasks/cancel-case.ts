import { canCancelCase, canSeeCase, type PostDecision, type Principal } from "#access";
import { err, localDateOf, ok, problem, type Problem, type Result } from "#kernel";
import { actOnCase, actorOf, type CaseAct, type CaseDone } from "../running/act-on-case.ts";
import { decisionClock } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { StoredCase } from "../case/ports.ts";
import { rolesWith } from "../case/roles-with.ts";

/** What a case is known by that was ended without a decision. */
const TERMINATED = "terminated";

/**
 * 终止: a case ends before its decision, with all its tasks, timers and jobs; the applicant is told, by the matter's
 * own notice where it has one. It is no decision, and withdrawing is the applicant's own. Errors: those of actOnCase
 * and canCancelCase, CASE_NOT_YOURS, CASE_DECIDED, MERGE_HAS_OTHERS,
 * ENGINE_CASE_CLOSED.
 */
export function cancelCase(
  work: CaseWork,
  principal: Principal,
  act: CaseAct & { readonly reason: string },
): Promise<Result<CaseDone, Problem>> {
  const { reason } = act;
  return actOnCase(
    work,
    principal,
    { ...act, act: "cancel" },
    {
      may: ({ stored }) => {
        const may = mayCancel(work, principal, stored);
        return may.allowed ? ok(may.as) : err(may.problem);
      },
      prepare: async ({ transaction, stored, matter }, post) => {
        // They would wait for it for ever.
        const count = matter.fusion === null ? 0 : await transaction.countMergedInto(stored.head.caseNo);
        if (count > 0) return err(problem("MERGE_HAS_OTHERS", { count }));
        const notice = matter.cancellation?.notice ?? null;
        const variables = { reason, terminatedOn: localDateOf(work.now()) };
        return ok({
          event: {
            kind: "cancel" as const,
            reason,
            state: TERMINATED,
            outcome: TERMINATED,
            actor: actorOf(principal, post),
          },
          ...(notice === null ? {} : { document: { headers: { ...notice, kind: "notice" }, variables } }),
        });
      },
    },
  );
}

/** Whether a person may end a case as it stands; also asked by the case page. */
export function mayCancel(work: CaseWork, principal: Principal, stored: StoredCase): PostDecision {
  const seen = canSeeCase(principal, stored.head);
  if (!seen.allowed) return seen;
  const named = work.pack.matters.get(stored.head.matter)?.cancellation?.by ?? [];
  const heads = named.length > 0 ? named : rolesWith(work.pack, "cancel");
  const may = canCancelCase(principal, stored.head, heads);
  if (!may.allowed) return may;
  const decided = decisionClock(stored.state)?.stoppedAt ?? null;
  if (stored.head.closedAt !== null) return { allowed: false, problem: problem("ENGINE_CASE_CLOSED") };
  return decided === null ? may : { allowed: false, problem: problem("CASE_DECIDED") };
}
