import type { Destroyed } from "#cases";
import type { CaseAnswer } from "#contract";
import { keptUntil, retentionOf, type DistrictPack, type Retained } from "#district";
import { localDateOf, type Bilingual, type Instant } from "#kernel";

type RetentionNote = CaseAnswer["documents"][number]["retention"];

/** What is said of a file or document of a case: destroyed and by what, or until when it is kept and by what rule. */
export function retentionNote(
  pack: DistrictPack,
  closedAt: Instant | null,
  thing: Retained,
  destroyed: Destroyed | null,
): RetentionNote {
  if (destroyed !== null) return { destroyed: true, said: destroyedWords(destroyed) };
  const rule = closedAt === null ? undefined : retentionOf(pack, thing);
  if (closedAt === null || rule === undefined) return null;
  const { basis } = rule;
  if (rule.disposal === "archive") {
    const term = termWords(rule.keep);
    return {
      destroyed: false,
      said: {
        zh: `按档案保管：${term.zh}（${basis.zh}）`,
        en: `Kept as an archive: ${term.en} (${basis.en})`,
      },
    };
  }
  const until = keptUntil(rule, closedAt);
  if (until === null) return null;
  return {
    destroyed: false,
    said: {
      zh: `保存到${until}，期满按清册销毁（${basis.zh}）`,
      en: `Kept until ${until}, then destroyed by list (${basis.en})`,
    },
  };
}

function destroyedWords({ at, list, basis }: Destroyed): Bilingual {
  const on = localDateOf(at);
  return {
    zh: `已按期销毁（${on}，销毁清册${list}，${basis.zh}）`,
    en: `Destroyed when its time was over (${on}, list ${list}, ${basis.en})`,
  };
}

/** `P30Y` → 30年; null → 永久. */
function termWords(keep: string | null): Bilingual {
  if (keep === null) return { zh: "永久", en: "for ever" };
  const { years, months, days } = Temporal.Duration.from(keep);
  const parts = [
    [years, "年", "years"],
    [months, "个月", "months"],
    [days, "日", "days"],
  ] as const;
  const said = parts.filter(([count]) => count > 0);
  return {
    zh: said.map(([count, zh]) => `${count}${zh}`).join(""),
    en: said.map(([count, , en]) => `${count} ${en}`).join(" "),
  };
}
