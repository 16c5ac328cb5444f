import type { DistrictPack } from "./pack.ts";
import type { Bilingual } from "#kernel";

/** What joins names to a title or a list: `瑞汤小吃店 · 食品经营许可`, `热食类食品制售、冷食类食品制售`. */
const JOINTS: readonly (readonly [string, string])[] = [
  [" · ", " · "],
  ["、", ", "],
];

/** A Chinese name in both languages, part by part where it is joined; what has no English stays as it is. */
export function inBoth({ english }: Pick<DistrictPack, "english">, zh: string): Bilingual {
  const whole = english.get(zh);
  if (whole !== undefined) return { zh, en: whole };
  const joint = JOINTS.find(([joined]) => zh.includes(joined));
  if (joint === undefined) return { zh, en: zh };
  const parts = zh.split(joint[0]);
  const known = parts.some((part) => english.has(part));
  return { zh, en: known ? parts.map((part) => english.get(part) ?? part).join(joint[1]) : zh };
}

/** A place by its names below the district: street, then community. */
export function placeInBoth(
  pack: Pick<DistrictPack, "code" | "name" | "divisions" | "english">,
  code: string,
): Bilingual {
  if (code === pack.code) return pack.name;
  const names: Bilingual[] = [];
  let division = pack.divisions.get(code);
  while (division !== undefined && division.code !== pack.code) {
    names.unshift(inBoth(pack, division.name));
    division = division.parent === null ? undefined : pack.divisions.get(division.parent);
  }
  if (names.length === 0) return { zh: code, en: code };
  return {
    zh: names.map(({ zh }) => zh).join(""),
    en: names
      .map(({ en }) => en)
      .toReversed()
      .join(", "),
  };
}

/** An organ's name, or its id where the pack does not know it. */
export function organInBoth({ organs }: Pick<DistrictPack, "organs">, organ: string): Bilingual {
  return organs.get(organ)?.name ?? { zh: organ, en: organ };
}
