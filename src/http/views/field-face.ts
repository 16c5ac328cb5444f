import type { Principal } from "#access";
import type { DistrictPack } from "#district";

/** Whether somebody works with the field face (现场): by a post in a role that the district names. */
export const isOfTheField = ({ field }: DistrictPack, { account, posts }: Principal): boolean =>
  account.kind === "staff" && posts.some(({ role }) => field.roles.includes(role));
