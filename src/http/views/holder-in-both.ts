import type { StoredCase } from "#cases";
import { inBoth, roleNameAt, type DistrictPack } from "#district";
import type { OpenTask } from "#engine";
import type { Bilingual } from "#kernel";

/** Who a task is asked of, in words: the applicant, or the organ with the role. */
export function holderInBoth(pack: DistrictPack, { head }: StoredCase, task: OpenTask): Bilingual {
  const role = task.candidateGroups[0] ?? "";
  if (role === "applicant") return { zh: "申请人", en: "Applicant" };
  const at = task.organ ?? head.organ;
  const organ = inBoth(pack, pack.organs.get(at)?.shortName ?? at);
  const roleName = roleNameAt(pack, role, at);
  return { zh: `${organ.zh}${roleName.zh}`, en: `${organ.en}, ${roleName.en}` };
}
