import { canMergeCase, storeContextOf, type PostDecision, type Principal } from "#access";
import { openTasks } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { actOnCase, actorOf, type CaseAct, type CaseDone } from "../running/act-on-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { StoredCase } from "../case/ports.ts";
import { findMainCase, mergedIntoOf } from "../tasks/find-main-case.ts";

/** 并案: this case is one event with another, and is handled with it. */
export type MergeAct = CaseAct & { readonly into: string; readonly reason?: string };

/** 拆分: it was another event after all. */
export type UnmergeAct = CaseAct & { readonly reason: string };

/** Whether a person may say of a case that it is one event with another, or is none; also asked by its page. */
export function mayMerge(
  { pack }: Pick<CaseWork, "pack">,
  principal: Principal,
  { head }: Pick<StoredCase, "head">,
): PostDecision {
  const fusion = pack.matters.get(head.matter)?.fusion ?? null;
  if (fusion === null) return { allowed: false, problem: problem("MERGE_NOT_OFFERED") };
  return canMergeCase(principal, head, fusion);
}

/**
 * Merges a case into another that the person may see as well, wherever it stands: what waits in it is laid aside until
 * it is closed with its main case, or taken out again. Its clock runs on. Of two persons at once exactly one is first.
 * Errors: those of actOnCase, canMergeCase and findMainCase, ENGINE_MERGE_IMPOSSIBLE.
 */
export function mergeCase(
  work: CaseWork,
  principal: Principal,
  act: MergeAct,
): Promise<Result<CaseDone, Problem>> {
  const { into, reason } = act;
  return actOnCase(
    work,
    principal,
    { ...act, act: "merge" },
    {
      may: ({ stored }) => {
        const may = mayMerge(work, principal, stored);
        return may.allowed ? ok(may.as) : err(may.problem);
      },
      prepare: async ({ transaction, stored, matter }, post) => {
        const main = await findMainCase(work, transaction, { stored, matter }, into);
        if (!main.ok) return main;
        if (matter.fusion === null) return err(problem("MERGE_NOT_OFFERED"));
        const { waitsAt: waitAt, mainAs } = matter.fusion;
        const { caseNo } = main.value.head;
        return ok({
          event: {
            kind: "merge" as const,
            into: caseNo,
            waitAt,
            variables: { [mainAs]: caseNo },
            ...(reason === undefined ? {} : { reason }),
            actor: actorOf(principal, post),
          },
        });
      },
    },
  );
}

/**
 * Takes a case out again: it goes on where it stood, on its own clock, and the two are not proposed to each other
 * again. One that was merged by the process's own form goes back to that form. Errors: those of actOnCase and
 * canMergeCase, CASE_NOT_MERGED, ENGINE_CASE_CLOSED.
 */
export function unmergeCase(
  work: CaseWork,
  principal: Principal,
  act: UnmergeAct,
): Promise<Result<CaseDone, Problem>> {
  const { reason } = act;
  return actOnCase(
    work,
    principal,
    { ...act, act: "unmerge" },
    {
      may: ({ stored }) => {
        const may = mayMerge(work, principal, stored);
        return may.allowed ? ok(may.as) : err(may.problem);
      },
      prepare: async ({ transaction, stored, matter }, post) => {
        const into = mergedIntoOf(stored);
        if (into === null) return err(problem("CASE_NOT_MERGED"));
        if (stored.head.closedAt !== null) return err(problem("ENGINE_CASE_CLOSED"));
        const actor = actorOf(principal, post);
        const { caseNo } = stored.head;
        const { merged } = stored.state;
        await transaction.keepNotOneEvent({
          caseNos: [caseNo, into],
          at: work.now(),
          account: principal.account.id,
          how: "unmerged",
        });
        if (merged !== undefined) {
          const tasks = openTasks({ ...stored.state, instances: merged.instances }).map(({ id }) => id);
          await transaction.forgetTasks(caseNo, tasks);
          return ok({ event: { kind: "unmerge" as const, reason, actor } });
        }
        const name = matter.fusion?.unmergedBy ?? "";
        const variables = { unmergeReason: reason };
        return ok({ event: { kind: "correlateMessage" as const, name, key: caseNo, variables, actor } });
      },
    },
  );
}

/** The two cases of a proposal that is turned down. */
export type RefusedProposal = { readonly caseNo: string; readonly other: string };

/**
 * Remembers that two cases are not one event, so that they are not proposed to each other again; nothing changes in
 * either. Errors: CASE_UNKNOWN (one of them is not there or not to be seen), those of canMergeCase.
 */
export async function refuseProposal(
  work: CaseWork,
  principal: Principal,
  { caseNo, other }: RefusedProposal,
): Promise<Result<null, Problem>> {
  if (caseNo === other) return err(problem("MERGE_INTO_ITSELF"));
  if (principal.account.disabledAt !== null) return err(problem("ACCOUNT_DISABLED"));
  const context = storeContextOf(principal, work.pack.code);
  return work.store.transact(context, async (transaction) => {
    for (const each of [caseNo, other]) {
      const stored = await transaction.findCase(each);
      if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo: each }));
      const may = mayMerge(work, principal, stored);
      if (!may.allowed) return err(may.problem);
    }
    const { id: account } = principal.account;
    await transaction.keepNotOneEvent({ caseNos: [caseNo, other], at: work.now(), account, how: "refused" });
    return ok(null);
  });
}
