import { organInBoth } from "../pack/in-both.ts";
import type { DistrictPack } from "../pack/pack.ts";
import { DECIDING_ORGAN, type OpensCheck } from "../parts/matter-follow-up.ts";
import { TOWN_ORGAN } from "../parts/matter-needs.ts";
import { limitName } from "./limit-name.ts";
import type { Bilingual } from "#kernel";

/** 审管联动 in a guide: what the decision of an organ leads to afterwards, by whom, and whether always or by draw. */
export function checkAfterwards(
  { organ, after, percent }: OpensCheck,
  deciding: string,
  pack: Pick<DistrictPack, "organs">,
): Bilingual {
  const by =
    organ === TOWN_ORGAN
      ? { zh: "所在地镇政府", en: "the town government of the place" }
      : organInBoth(pack, organ === DECIDING_ORGAN ? deciding : organ);
  const later = limitName(after);
  const when = after.startsWith("0")
    ? { zh: "作出决定后", en: "After the decision" }
    : { zh: `作出决定满${later.zh}后`, en: `${later.en} after the decision` };
  const share =
    percent === 100
      ? { zh: "逐件检查", en: "every case" }
      : { zh: `按${percent}%的比例抽查`, en: `${percent} % of the cases, by draw` };
  return { zh: `${when.zh}，由${by.zh}${share.zh}`, en: `${when.en}, by ${by.en}: ${share.en}` };
}
