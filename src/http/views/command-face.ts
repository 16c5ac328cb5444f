import { HANDLING_ROLES, oversees, type Principal } from "#access";
import { organInBoth, type DistrictPack } from "#district";
import { err, ok, problem, type Bilingual, type Problem, type Result } from "#kernel";

/** Whether somebody works at the command desk (指挥中心): by a handling post at an organ that the district names. */
export const isOfTheCommand = ({ command }: DistrictPack, { account, posts }: Principal): boolean =>
  account.kind === "staff" &&
  posts.some(({ role, organ }) => HANDLING_ROLES.includes(role) && command.organs.includes(organ));

/** The organs that handle cases, by the short names that the desk calls them; none where the district lists none. */
export const handlingOrgans = ({ command, lists }: DistrictPack) => lists.get(command.handling ?? "") ?? [];

/** What the desk calls an organ: its short name, or its full one. */
export function handlingName(pack: DistrictPack, organ: string): Bilingual {
  return handlingOrgans(pack).find(({ value }) => value === organ)?.name ?? organInBoth(pack, organ);
}

/** Who works at it, and who oversees the district. Errors: COMMAND_DESK_NOT_YOURS. */
export function atCommandDesk(pack: DistrictPack, principal: Principal): Result<undefined, Problem> {
  return isOfTheCommand(pack, principal) || oversees(principal, pack.code)
    ? ok(undefined)
    : err(problem("COMMAND_DESK_NOT_YOURS"));
}
