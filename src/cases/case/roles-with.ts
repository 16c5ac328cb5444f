import type { DistrictPack, Power } from "#district";

/** The roles to which the district gives a power over its organs' cases. */
export function rolesWith(pack: Pick<DistrictPack, "roles">, power: Power): readonly string[] {
  return [...pack.roles.values()].flatMap(({ id, powers }) => (powers.includes(power) ? [id] : []));
}
