import { canResolveFailure, type Principal } from "#access";
import { err, type Problem, type Result } from "#kernel";
import { actorOf } from "./act-on-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import { reachCase } from "./reach-case.ts";

/** What a person does about a failure (运行故障): tries again, or goes on without what failed, saying why. */
export type FailureAct = {
  readonly caseNo: string;
  readonly failure: string;
  readonly act: { readonly kind: "retry" } | { readonly kind: "skip"; readonly reason: string };
};

/**
 * Resolves a failure. It mends how a case runs and never what it decides: no variable is changed. Of two who press at
 * once one is first. Errors: SIGN_IN_REQUIRED, CONFIGURER_ONLY, CASE_UNKNOWN, ENGINE_FAILURE_NOT_OPEN,
 * ENGINE_SKIP_IMPOSSIBLE, those of the engine and the store.
 */
export async function resolveFailure(
  work: CaseWork,
  principal: Principal,
  { caseNo, failure, act }: FailureAct,
): Promise<Result<boolean, Problem>> {
  const may = canResolveFailure(principal);
  if (!may.allowed) return err(may.problem);
  const actor = actorOf(principal, principal.posts.find(({ role }) => role === "configurer") ?? null);
  return act.kind === "retry"
    ? reachCase(work, caseNo, { kind: "resolveFailure", instance: failure, actor })
    : reachCase(work, caseNo, { kind: "skipFailure", instance: failure, reason: act.reason, actor });
}
