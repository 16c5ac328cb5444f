import type { Bilingual } from "#kernel";
import { findGround } from "./grounds.ts";
import { nameOfAmount } from "./limit.ts";
import type { Segment } from "./segments.ts";
import type { LimitUnit } from "./types.ts";

/** One stretch in a sentence: whether it counts, how much, and on what ground it does not. */
export function reasonOf(segment: Segment, unit: LimitUnit, first: boolean): Bilingual {
  return segment.ground === null ? runningReason(segment, unit, first) : pausedReason(segment, unit);
}

function runningReason({ days, restDays }: Segment, unit: LimitUnit, first: boolean): Bilingual {
  const name = nameOfAmount(days, unit);
  const byDays = unit === "wd" || unit === "d";
  const startZh = first && byDays ? "，起算当日不计" : "";
  const startEn = first && byDays ? "; the day of the start is not counted" : "";
  const restZh = restDays > 0 ? `，其间${restDays}个休息日不计` : "";
  const restEn = restDays > 0 ? `; ${restDays} rest days in it are not counted` : "";
  return {
    zh: `正常计时，计${name.zh}${startZh}${restZh}`,
    en: `running: ${name.en}${startEn}${restEn}`,
  };
}

function pausedReason({ ground, part, days, beforeStart }: Segment, unit: LimitUnit): Bilingual {
  const known = findGround(ground ?? "");
  const name = nameOfAmount(days, unit);
  const titleZh = known === undefined ? `${ground}（未列入法定事由）` : `${known.zh}（${known.law.zh}）`;
  const titleEn =
    known === undefined ? `${ground} (not a ground listed in law)` : `${known.en} (${known.law.en})`;
  const whoseZh = part === "yours" ? "计入申请人用时" : "计入特别程序用时";
  const whoseEn = part === "yours" ? "counted as the applicant's time" : "counted as excluded time";
  // Before the start nothing runs that could be paused: it would be untrue to say so.
  if (beforeStart)
    return {
      zh: `受理前：${titleZh}，办理期限尚未起算，${whoseZh}${name.zh}`,
      en: `before acceptance: ${titleEn}; the period has not begun, ${whoseEn}: ${name.en}`,
    };
  return {
    zh: `暂停计时：${titleZh}，不计入办理期限，${whoseZh}${name.zh}`,
    en: `paused: ${titleEn}; not counted in the period, ${whoseEn}: ${name.en}`,
  };
}
