import { refused } from "../decision.ts";
import { divisionCovers } from "../division-covers.ts";
import type { HeldPost, Principal } from "../principal.ts";
import type { Problem } from "#kernel";
import { isParty, type CaseTarget } from "./cases.ts";

/** Someone who already acted on the case, at which element, and what people call it. */
export type EarlierActor = {
  readonly element: string;
  readonly name: string;
  readonly account: string;
  readonly onBehalfOf?: string;
};

/** Whose task it is, and for which place. */
export type TaskPlace = { readonly organ: string; readonly division: string };

/** What policies ask of a task and its case. */
export type TaskTarget = CaseTarget & {
  /** The organ whose task it is, and the place that its posts are asked for (glossary: 属地). */
  readonly at: TaskPlace;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly assignee: string | null;
  /** Elements whose actors may not also do this task. */
  readonly separateFrom: readonly string[];
  readonly earlier: readonly EarlierActor[];
  /** A clerk took the case in at a window, so that what is asked of the applicant may be handed in there too. */
  readonly atWindow: boolean;
  /** The organ's configuration lets one person hold two of the three roles (small organs). */
  readonly separationRelaxed: boolean;
  /** The mandate (经办授权) under which the case was filed, where it was. */
  readonly mandate: string | null;
};

/**
 * Allowed: the post to act from (null for an applicant) and whether separation had to be relaxed; the
 * caller writes `relaxed` into the entry, so that the case's history shows it.
 */
export type TaskDecision =
  | { readonly allowed: true; readonly as: HeldPost | null; readonly relaxed: boolean }
  | { readonly allowed: false; readonly problem: Problem };

/**
 * Whether a principal may complete a task. Applicant tasks are the case's own parties'; a staff task
 * needs a post of a candidate role at the task's organ for the place, and nobody handles their own application
 * (回避, 公务员法 art. 76). Intake, review and decision are three people. What is asked of an applicant whose case was
 * taken in at a window is handed in there again, so a clerk of the organ enters it for them.
 */
export function canCompleteTask(principal: Principal | null, target: TaskTarget): TaskDecision {
  if (principal === null) return refused("SIGN_IN_REQUIRED");
  if (principal.account.disabledAt !== null) return refused("ACCOUNT_DISABLED");
  if (isParty(principal, target)) return decideForParty(principal, target);
  return decideForStaff(principal, target);
}

function decideForParty(principal: Principal, target: TaskTarget): TaskDecision {
  if (isMandateOver(principal, target)) return refused("MANDATE_OVER");
  if (target.candidateGroups.includes("applicant")) return { allowed: true, as: null, relaxed: false };
  return refused(principal.account.kind === "staff" ? "OWN_CASE" : "TASK_NOT_YOURS");
}

/** Who filed under a mandate that has ended since acts no more; the principal does (民法典第一百七十三条). */
function isMandateOver({ knownAs, mandates = [] }: Principal, { mandate, inNameOf }: TaskTarget): boolean {
  if (mandate === null || (inNameOf !== null && knownAs.includes(inNameOf))) return false;
  return !mandates.some(({ id }) => id === mandate);
}

function decideForStaff(principal: Principal, target: TaskTarget): TaskDecision {
  const held = principal.posts.filter((post) => isCandidate(post, principal, target));
  if (held.length === 0) return refused("TASK_NOT_YOURS");
  const mine = held.filter((post) => isAssigned(post, principal, target));
  const [first] = mine;
  if (first === undefined) return refused("TASK_TAKEN");
  const separate = mine.find((post) => actedBefore(post, principal, target) === undefined);
  if (separate !== undefined) return { allowed: true, as: separate, relaxed: false };
  if (target.separationRelaxed) return { allowed: true, as: first, relaxed: true };
  return refused("ACTED_BEFORE", { name: actedBefore(first, principal, target)?.name ?? "" });
}

function isCandidate(post: HeldPost, principal: Principal, target: TaskTarget): boolean {
  if (post.role === "applicant" || !isFor(post, target.at)) return false;
  if (target.candidateGroups.includes("applicant") && target.atWindow && post.role === "clerk") return true;
  return target.candidateGroups.includes(post.role) || isNamed(post, principal, target);
}

/** A post is asked for what lies in its division, and for a place that is known no nearer than around it. */
function isFor({ organ, division }: HeldPost, at: TaskPlace): boolean {
  return (
    organ === at.organ && (divisionCovers(division, at.division) || divisionCovers(at.division, division))
  );
}

function isNamed(post: HeldPost, principal: Principal, target: TaskTarget): boolean {
  return target.candidateUsers.some((user) => user === principal.account.id || user === post.onBehalfOf);
}

/** A task may stand under an account, or under a post, whoever holds it. */
export function isAssigned(post: HeldPost, principal: Principal, target: TaskTarget): boolean {
  const mine = [null, principal.account.id, post.onBehalfOf, assigneeOfPost(post)];
  return mine.includes(target.assignee);
}

const POST_MARK = "post:";

/** A post whoever holds it: a role for a division, at the organ whose case it is. */
export type Seat = { readonly role: string; readonly division: string };

/** How a post stands as a task's assignee, e.g. `post:clerk@210311`. */
export const assigneeOfPost = ({ role, division }: Seat): string => `${POST_MARK}${role}@${division}`;

/** Whom an assignee is: a post, whoever holds it, or an account. */
export function accountOrPost(assignee: string): { readonly post: Seat } | { readonly account: string } {
  if (!assignee.startsWith(POST_MARK)) return { account: assignee };
  const [role = "", division = ""] = assignee.slice(POST_MARK.length).split("@");
  return { post: { role, division } };
}

/** An act in someone's name is theirs too: neither the substitute nor the absent one may do both. */
function actedBefore(post: HeldPost, principal: Principal, target: TaskTarget): EarlierActor | undefined {
  const names = [principal.account.id, post.onBehalfOf];
  return target.earlier.find(
    (each) =>
      target.separateFrom.includes(each.element) &&
      (names.includes(each.account) || (each.onBehalfOf !== undefined && names.includes(each.onBehalfOf))),
  );
}
