import type { Problem } from "#kernel";
import { refused } from "../decision.ts";
import type { HeldPost, Principal } from "../principal.ts";
import { canSeeCase, isParty, type CaseTarget } from "./cases.ts";
import { canCompleteTask, isAssigned, type TaskTarget } from "./tasks.ts";

/** Allowed: the post to act from. */
export type PostDecision =
  | { readonly allowed: true; readonly as: HeldPost | null }
  | { readonly allowed: false; readonly problem: Problem };

/** 领取: whoever may do a task that nobody has taken. What an applicant is asked is nobody's to take. */
export function canClaimTask(principal: Principal | null, target: TaskTarget): PostDecision {
  const decision = canCompleteTask(principal, target);
  if (!decision.allowed) return decision;
  if (isApplicants(target)) return refused("TASK_FOR_APPLICANT");
  if (target.assignee !== null) return refused("TASK_TAKEN");
  return decision;
}

/**
 * 放回: whoever has taken it, or a head of the organ whose task it is (`heads`: the roles to which the district gives `assign`). A
 * task that the process gives to one person alone has nobody else to go back to.
 */
export function canGiveBackTask(
  principal: Principal | null,
  target: TaskTarget,
  heads: readonly string[],
): PostDecision {
  if (target.assignee === null) return refused("TASK_NOT_TAKEN");
  if (target.candidateGroups.length + target.candidateUsers.length === 0) return refused("TASK_FOR_ONE");
  return holderOrHead(principal, target, heads);
}

/** 转办: whoever may do it now, or a head of the organ whose task it is. To whom it may go: canReceiveTask. */
export function canTransferTask(
  principal: Principal | null,
  target: TaskTarget,
  heads: readonly string[],
): PostDecision {
  if (isApplicants(target)) return refused("TASK_FOR_APPLICANT");
  const decision = canCompleteTask(principal, target);
  return decision.allowed ? decision : holderOrHead(principal, target, heads);
}

/** Whether someone may be given a task: whoever could do it if nobody had taken it; intake ≠ review ≠ decision. */
export function canReceiveTask(receiver: Principal, target: TaskTarget): PostDecision {
  const decision = canCompleteTask(receiver, { ...target, assignee: null });
  if (!decision.allowed) return decision;
  return isApplicants(target) ? refused("TASK_FOR_APPLICANT") : decision;
}

/** A clerk may enter it for who came to the window, and yet it stays the applicant's. */
const isApplicants = ({ candidateGroups }: TaskTarget): boolean => candidateGroups.includes("applicant");

/** As a head of the case's organ who is no party of it; anybody else is refused by this code. */
function asHead(
  principal: Principal | null,
  target: CaseTarget,
  heads: readonly string[],
  code: "CASE_CANCEL_NOT_YOURS" | "CASE_MOVE_NOT_YOURS",
): PostDecision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const post = headPost(principal, target, heads);
  return post === undefined ? refused(code) : { allowed: true, as: post };
}

/** 终止: a head of the case's organ, of the roles that the matter or the district names; never a party of the case. */
export function canCancelCase(
  principal: Principal | null,
  target: CaseTarget,
  heads: readonly string[],
): PostDecision {
  return asHead(principal, target, heads, "CASE_CANCEL_NOT_YOURS");
}

/**
 * 移动: a head of the case's organ, of the roles to which the district gives `move`; never a party of the case. Whoever
 * configures is none: it would decide, where they only mend.
 */
export function canMoveCase(
  principal: Principal | null,
  target: CaseTarget,
  heads: readonly string[],
): PostDecision {
  return asHead(principal, target, heads, "CASE_MOVE_NOT_YOURS");
}

/**
 * 并案、拆分: a post of the roles at the organs that the matter names for it (`by`), of whoever may see the case and is
 * no party of it.
 */
export function canMergeCase(
  principal: Principal | null,
  target: CaseTarget,
  by: { readonly organs: readonly string[]; readonly roles: readonly string[] },
): PostDecision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  const seen = canSeeCase(principal, target);
  if (!seen.allowed) return seen;
  const post = isParty(principal, target)
    ? undefined
    : principal.posts.find(({ role, organ }) => by.organs.includes(organ) && by.roles.includes(role));
  return post === undefined ? refused("CASE_MERGE_NOT_YOURS") : { allowed: true, as: post };
}

/**
 * 启动: of an ad-hoc subprocess, whoever may do the task that would open (`own`); what opens none, the staff who may do
 * one of the others that are offered there (`beside`).
 */
export function canBeginOffered(
  principal: Principal | null,
  own: TaskTarget | null,
  beside: readonly TaskTarget[],
): PostDecision {
  if (own !== null) return canCompleteTask(principal, own);
  const decisions = beside.map((target) => canCompleteTask(principal, target));
  const may = decisions.find((decision) => decision.allowed && decision.as !== null);
  return may ?? refused(principal === null ? "SIGN_IN_REQUIRED" : "TASK_NOT_YOURS");
}

/** The post from which a head of a case's organ acts on it; nobody is head of their own case. */
function headPost(principal: Principal, target: CaseTarget, heads: readonly string[]): HeldPost | undefined {
  if (isParty(principal, target)) return undefined;
  return principal.posts.find(({ role, organ }) => organ === target.organ && heads.includes(role));
}

function holderOrHead(
  principal: Principal | null,
  target: TaskTarget,
  heads: readonly string[],
): PostDecision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  const own = principal.posts.find((post) => target.assignee !== null && isAssigned(post, principal, target));
  const post = own ?? headPost(principal, { ...target, organ: target.at.organ }, heads);
  return post === undefined ? refused("TASK_NOT_YOURS_TO_GIVE") : { allowed: true, as: post };
}
