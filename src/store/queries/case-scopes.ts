import type { StoreContext } from "#registers";
import type { Put } from "./parameters.ts";

/** Roles that see by place rather than by organ (as set_context says). */
export const SEE_BY_PLACE: readonly string[] = ["leader", "auditor", "supervisor"];

/**
 * Conditions that together cover the cases a context may see, each answered by an index in the list's own order and
 * none overlapping another. Row security holds in any case; these only say where to look, so that a list of a small
 * organ does not read the whole district. `of` names the table.
 */
export function caseScopes(context: StoreContext, of: string, put: Put): readonly string[] {
  const { account, organs, roles, divisions } = context;
  if (account === null) return ["true"];
  if (roles.some((role) => SEE_BY_PLACE.includes(role)) && divisions.length > 0) return ["true"];
  const own = ownScopes(context, of, put);
  if (organs.length === 0) return own;
  return [
    ...organs.map((organ) => `${of}.organ = ${put(organ)}`),
    ...own.map((mine) => `${mine} and not ${of}.organ = any (${put(organs)})`),
    `${takesPart(of, put(organs))} and not ${of}.organ = any (${put(organs)}) and ${of}.applicant <> ${put(account)}`,
  ];
}

/**
 * That one of some organs has or had a task on the case beside the organ that decides it. The cases are found by their
 * ids: asked of each case in turn, a list in the order of receipt reads the whole district for a page that an organ
 * which others seldom ask never fills. So it reads what the organ takes part in, and no more.
 */
export const takesPart = (of: string, organs: string): string =>
  `${of}.id = any (array(select o.case_id from case_organ o where o.organ = any (${organs})))`;

/** Conditions of the same kind for the cases that a context is a party of. */
export function ownScopes(
  { account, knownAs }: Pick<StoreContext, "account" | "knownAs">,
  of: string,
  put: Put,
): readonly string[] {
  return [
    `${of}.applicant = ${put(account)}`,
    ...knownAs.map((record) => `${of}.in_name_of = ${put(record)} and ${of}.applicant <> ${put(account)}`),
  ];
}

/** The same columns asked once for each scope and put together in order; every branch reads no more than a page. */
export function inScopes(
  select: (scope: string) => string,
  scopes: readonly string[],
  order: string,
  limit: string,
): string {
  const branches = scopes.map((scope) => `(${select(scope)} order by ${order} limit ${limit})`);
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only;
  return `select * from (${branches.join(" union all ")}) as listed order by ${order} limit ${limit}`;
}
