import type { Trial, TrialLine } from "#cases";
import type { RulesAnswer, RulesTrialAnswer } from "#contract";
import type { Matter } from "#district";
import { listPublished, systemContext } from "#store";
import type { Platform } from "../platform.ts";

/** Matters that are decided by rule, with the versions of their rules. */
export async function rulesAnswer({ store, work }: Platform): Promise<RulesAnswer> {
  const matters = [...work.pack.matters.values()].filter(({ instant }) => instant !== null);
  const context = systemContext(work.pack.code);
  return {
    matters: await Promise.all(
      matters.map(async ({ id, name, decisions }) => ({
        id,
        name,
        current: decisions.models?.version ?? "",
        versions: (await listPublished(store, context, "rules", id)).map(({ hash, at }) => ({ hash, at })),
      })),
    ),
  };
}

export function trialAnswer(
  matter: Matter,
  version: string,
  { lines, ...counts }: Trial & { readonly more: boolean; readonly lines: readonly TrialLine[] },
): RulesTrialAnswer {
  const names = new Map(matter.instant?.conditions.map(({ id, name }) => [id, name]));
  return {
    version,
    ...counts,
    lines: lines.map(({ why, ...line }) => ({
      ...line,
      why: why.map(({ id, before, now }) => ({
        name: names.get(id) ?? { zh: id, en: id },
        before: before as RulesTrialAnswer["lines"][number]["why"][number]["before"],
        now: now as RulesTrialAnswer["lines"][number]["why"][number]["now"],
      })),
    })),
  };
}

const RESULTS: Readonly<Record<string, string>> = {
  holds: "满足",
  fails: "不满足",
  unanswered: "规则没有答案",
  factMissing: "核验不到",
};

/** A leading sign would make a spreadsheet reckon with it. */
const cell = (text: string): string => `"${text.replaceAll('"', '""').replace(/^[=+\-@]/, "'$&")}"`;

/** The same as a table for a spreadsheet, one row a case. */
export function trialSheet({ lines }: RulesTrialAnswer): string {
  const rows = lines.map(({ caseNo, at, before, now, why }) => [
    caseNo,
    at,
    before ? "秒批" : "由人办理",
    now ? "秒批" : "由人办理",
    why
      .map(
        (each) => `${each.name.zh}：${RESULTS[each.before ?? ""] ?? "—"} → ${RESULTS[each.now] ?? each.now}`,
      )
      .join("；"),
  ]);
  const head = ["办件编号", "判断时间", "原结论", "按新规则", "原因"];
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
