import { ASKED_ORGAN, OWN_ORGAN, TOWN_ORGAN, type Matter, type MatterNeed } from "#district";
import type { HeldPost, Principal } from "../principal.ts";
import { HANDLING_ROLES } from "../roles.ts";
import { isParty, oversees, type CaseTarget } from "./cases.ts";

/** A task that is open on a case, as far as it says who needs to know what. */
type OpenDuty = {
  readonly element: string;
  /** Whose it is; undefined: the case's own organ's. */
  readonly organ?: string;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
};

/** A case, and what is to do and was done on it. */
export type PartTarget = CaseTarget & {
  /** The organ of the town or subdistrict that covers its place. */
  readonly town: string | null;
  readonly open: readonly OpenDuty[];
  /** Accounts by the element that they completed. */
  readonly done: Readonly<Record<string, readonly string[]>>;
};

/** What of a case's form, materials, documents and findings its reader is sent. */
export type CasePart = {
  readonly whole: boolean;
  readonly fields: ReadonlySet<string>;
  readonly materials: ReadonlySet<string>;
  readonly documents: boolean;
  readonly findings: ReadonlySet<string>;
  /** Who also oversees the place sees the rest as overseers do, with personal data starred. */
  readonly oversees: boolean;
};

const NOTHING: CasePart = {
  whole: false,
  fields: new Set(),
  materials: new Set(),
  documents: false,
  findings: new Set(),
  oversees: false,
};
const WHOLE: CasePart = { ...NOTHING, whole: true };

/**
 * The part of a case that this person needs to know (个人信息保护法第六条): the parties and who only oversees the whole,
 * handlers what the matter's needs name for one of their posts. It says nothing of whether they may see the case.
 */
export function partOfCase(
  principal: Principal,
  { needs, form }: Pick<Matter, "needs" | "form">,
  target: PartTarget,
): CasePart {
  if (isParty(principal, target)) return WHOLE;
  const organs = [target.organ, ...(target.otherOrgans ?? [])];
  const posts = principal.posts.filter(
    ({ role, organ }) => HANDLING_ROLES.includes(role) && organs.includes(organ),
  );
  const watches = oversees(principal, target.division);
  if (posts.length === 0) return watches ? WHOLE : NOTHING;
  const held = posts.map((post) => needsOf(principal, needs, target, post));
  if (held.includes("whole")) return WHOLE;
  const rows = held.flatMap((each) => (each === "whole" ? [] : each));
  if (rows.some(({ whole }) => whole)) return WHOLE;
  const groups = new Set(rows.flatMap((row) => row.groups));
  const grouped = form.groups.filter(({ id }) => groups.has(id)).flatMap(({ fields }) => fields);
  return {
    whole: false,
    fields: new Set([...grouped, ...rows.flatMap(({ fields }) => fields)]),
    materials: new Set(rows.flatMap(({ materials }) => materials)),
    documents: rows.some(({ documents }) => documents),
    findings: new Set(rows.flatMap(({ findings }) => findings)),
    oversees: watches,
  };
}

/** The needs that hold for one post; the whole where it is the own organ's and none speaks of it. */
function needsOf(
  principal: Principal,
  needs: readonly MatterNeed[],
  target: PartTarget,
  post: HeldPost,
): "whole" | readonly MatterNeed[] {
  const of = needs.filter((need) => speaksOf(need, target, post));
  if (of.length === 0) return post.organ === target.organ ? "whole" : [];
  return of.filter(({ tasks }) => tasks.length === 0 || isAtOne(principal, tasks, target, post));
}

function speaksOf({ organs, roles }: MatterNeed, target: PartTarget, { organ, role }: HeldPost): boolean {
  if (roles.length > 0 && !roles.includes(role)) return false;
  if (organs.length === 0 || organs.includes(organ)) return true;
  if (organ === target.organ) return organs.includes(OWN_ORGAN);
  if (organs.includes(ASKED_ORGAN)) return true;
  return organs.includes(TOWN_ORGAN) && organ === target.town;
}

/** Whether one of these tasks is this post's to do now, or was done by who holds it. */
function isAtOne(
  { account }: Principal,
  tasks: readonly string[],
  { open, done, organ: own }: PartTarget,
  { organ, role, onBehalfOf }: HeldPost,
): boolean {
  const people = [account.id, ...(onBehalfOf === null ? [] : [onBehalfOf])];
  const isTheirs = (duty: OpenDuty): boolean =>
    (duty.organ ?? own) === organ &&
    (duty.candidateGroups.includes(role) ||
      // What is asked of the applicant is entered by a clerk where the case was taken in at a window.
      (role === "clerk" && duty.candidateGroups.includes("applicant")) ||
      duty.candidateUsers.some((user) => people.includes(user)));
  return tasks.some(
    (task) =>
      open.some((duty) => duty.element === task && isTheirs(duty)) ||
      (done[task] ?? []).some((each) => people.includes(each)),
  );
}
