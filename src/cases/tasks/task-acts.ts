import {
  assigneeOfPost,
  canClaimTask,
  canCompleteTask,
  canGiveBackTask,
  canReceiveTask,
  canSeeCase,
  canTransferTask,
  type PostDecision,
  type Principal,
  type Seat,
  type TaskTarget,
} from "#access";
import { openTasks, returnsOf, type Actor, type LinkedPlan, type OpenTask } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { actOnCase, actorOf, type CaseAct, type CaseDone } from "../running/act-on-case.ts";
import type { CaseWork } from "../case/case-work.ts";
import { taskTarget } from "./complete-task.ts";
import { rolesWith } from "../case/roles-with.ts";
import type { CaseTransaction, StoredCase } from "../case/ports.ts";
import type { Happening } from "../running/reach-case.ts";

/** An act on one of a case's tasks that is not doing it. */
type ActOnTask = CaseAct & { readonly task: string };

/** Whom a task goes to: a person, or a post (岗位) whoever holds it. */
export type Receiver = { readonly account: string } | { readonly post: Seat };

/** 领取: the task is this person's, and no colleague's until it is given back. Errors: those of canClaimTask. */
export function claimTask(
  work: CaseWork,
  principal: Principal,
  act: ActOnTask,
): Promise<Result<CaseDone, Problem>> {
  return actOnTask(work, principal, { ...act, act: "claim" }, canClaimTask, async ({ task, actor }) =>
    ok({ kind: "assignTask", task: task.id, assignee: principal.account.id, actor }),
  );
}

/** 放回: it is offered again to all who may do it. Errors: those of canGiveBackTask. */
export function giveBackTask(
  work: CaseWork,
  principal: Principal,
  act: ActOnTask,
): Promise<Result<CaseDone, Problem>> {
  const may: Policy = (who, target) => canGiveBackTask(who, target, rolesWith(work.pack, "assign"));
  return actOnTask(work, principal, { ...act, act: "giveBack" }, may, async ({ task, actor }) =>
    ok({ kind: "assignTask", task: task.id, assignee: null, actor }),
  );
}

/**
 * 转办: to a colleague or a post of the organ whose task it is that may do it; they are told. Errors: those of canTransferTask,
 * RECEIVER_UNKNOWN, RECEIVER_HAS_IT, RECEIVER_UNFIT.
 */
export function transferTask(
  work: CaseWork,
  principal: Principal,
  act: ActOnTask & { readonly to: Receiver; readonly reason: string },
): Promise<Result<CaseDone, Problem>> {
  const may: Policy = (who, target) => canTransferTask(who, target, rolesWith(work.pack, "assign"));
  return actOnTask(work, principal, { ...act, act: "transfer" }, may, async (found) => {
    const { transaction, target, task, actor } = found;
    const assignee = await findAssignee(work, transaction, target, act.to);
    if (!assignee.ok) return assignee;
    const { id, candidateGroups } = task;
    const { reason } = act;
    return ok({ kind: "transferTask", task: id, candidateGroups, assignee: assignee.value, reason, actor });
  });
}

/**
 * 退回: an earlier task opens again, with the reason; the clocks go on as they are. Whoever may do the task may
 * return it. Errors: those of canCompleteTask, ENGINE_RETURN_NOT_ALLOWED.
 */
export function returnTask(
  work: CaseWork,
  principal: Principal,
  act: ActOnTask & { readonly to: string; readonly reason: string },
): Promise<Result<CaseDone, Problem>> {
  const { to, reason } = act;
  return actOnTask(work, principal, { ...act, act: "return" }, canCompleteTask, async (found) => {
    const { plan, stored, task, actor } = found;
    const { id, element, name } = task;
    if (!returnsOf(plan, stored.state, id).some((each) => each.element === to))
      return err(problem("ENGINE_RETURN_NOT_ALLOWED", { element, name, to }));
    return ok({ kind: "returnTask", task: id, to, reason, actor });
  });
}

type Policy = (principal: Principal, target: TaskTarget) => PostDecision;

type FoundTask = {
  readonly transaction: CaseTransaction;
  readonly stored: StoredCase;
  readonly plan: LinkedPlan;
  readonly task: OpenTask;
  readonly target: TaskTarget;
  readonly actor: Actor;
};

function actOnTask(
  work: CaseWork,
  principal: Principal,
  act: ActOnTask & { readonly act: string },
  policy: Policy,
  eventOf: (found: FoundTask) => Promise<Result<Happening, Problem>>,
): Promise<Result<CaseDone, Problem>> {
  return actOnCase(work, principal, act, {
    may: ({ stored, plan }) => {
      const task = openTasks(stored.state).find((each) => each.id === act.task);
      if (task === undefined) return err(problem("TASK_UNKNOWN"));
      const target = taskTarget(work, stored, { plan, task });
      const seen = canSeeCase(principal, target);
      if (!seen.allowed) return err(seen.problem);
      const decision = policy(principal, target);
      return decision.allowed ? ok({ task, target, as: decision.as }) : err(decision.problem);
    },
    prepare: async ({ transaction, stored, plan }, { task, target, as }) => {
      const actor = actorOf(principal, as);
      const event = await eventOf({ transaction, stored, plan, task, target, actor });
      return event.ok ? ok({ event: event.value }) : event;
    },
  });
}

/** What the task will stand under: the account, or the post, of someone who may do it. */
async function findAssignee(
  work: CaseWork,
  transaction: CaseTransaction,
  target: TaskTarget,
  to: Receiver,
): Promise<Result<string, Problem>> {
  const isPost = "post" in to;
  const assignee = isPost ? assigneeOfPost(to.post) : to.account;
  const accounts = isPost ? await transaction.findPostHolders(target.at.organ, to.post) : [to.account];
  let refusal = problem("RECEIVER_UNKNOWN");
  for (const account of accounts) {
    const found = await transaction.findPrincipal(account, work.now());
    if (found === undefined) continue;
    const { name } = found.account;
    if (target.assignee === assignee) return err(problem("RECEIVER_HAS_IT", { name }));
    const posts = isPost ? found.posts.filter((post) => assigneeOfPost(post) === assignee) : found.posts;
    const decision = canReceiveTask({ ...found, posts }, target);
    if (decision.allowed) return ok(assignee);
    const { zh, en } = decision.problem.message;
    refusal = problem("RECEIVER_UNFIT", { name, zh, en });
  }
  return err(refusal);
}
