import type { Bilingual } from "#kernel";
import type { DistrictPack } from "../pack/pack.ts";

/** What a role is called at an organ: by the name of roles.yaml, or the one that it has there (`called`). */
export function roleNameAt({ roles }: Pick<DistrictPack, "roles">, role: string, organ: string): Bilingual {
  const known = roles.get(role);
  const there = known?.called.find(({ organs }) => organs.includes(organ));
  return there?.name ?? known?.name ?? { zh: role, en: role };
}
