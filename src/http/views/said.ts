import { dayWords, kindWords, type CaseStands } from "#cases";
import { standingName, type DistrictPack } from "#district";
import type { Bilingual } from "#kernel";

/** What is now true, in words. */
export function said(
  pack: Pick<DistrictPack, "matters" | "caseWords">,
  stands: CaseStands | undefined,
): Bilingual {
  if (stands === undefined) return { zh: "已办理。", en: "Done." };
  const { matter, dueAt, closedAt } = stands;
  const of = kindWords(pack, matter);
  const now = standingName(pack, stands);
  if (closedAt !== null)
    return { zh: `${of.it.zh}已${of.closed}：${now.zh}。`, en: `The case is closed: ${now.en}.` };
  if (dueAt === null) return { zh: `现在的状态：${now.zh}。`, en: `It now stands at: ${now.en}.` };
  const day = dayWords(dueAt);
  return { zh: `${now.zh}，最迟${day.zh}${of.closed}。`, en: `${now.en}; due by ${day.en}.` };
}
