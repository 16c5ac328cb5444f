import type { FeedLine } from "#contract";
import { isJsonObject, type Bilingual } from "#kernel";
import type { Entry } from "#registers";
import { findCases, systemContext } from "#store";
import type { Platform } from "../platform.ts";
import { sentenceOf } from "./history-lines.ts";

/**
 * Entries as lines of the district's feed, each with what it happened to. What is only the machine's business
 * (a notice made after an act, a record that an import brought) says nothing.
 */
export async function feedLines(
  platform: Pick<Platform, "store" | "work">,
  entries: readonly Entry[],
): Promise<FeedLine[]> {
  const { pack } = platform.work;
  const told = entries.flatMap((entry) => {
    const caseNo = caseOf(entry);
    return caseNo === undefined ? [] : [{ entry, caseNo }];
  });
  const numbers = [...new Set(told.map(({ caseNo }) => caseNo))];
  const cases = await findCases(platform.store, systemContext(pack.code), numbers);
  const titles = new Map(cases.map(({ head }) => [head.caseNo, head.title]));
  return told.map(({ entry, caseNo }) => {
    const said = entry.subject.startsWith("record:") ? recordSentence(platform, entry) : sentenceOf(entry);
    const title = titles.get(caseNo) ?? caseNo;
    return {
      id: `${entry.subject}#${entry.seq}`,
      at: entry.at,
      sentence: { zh: `${title}：${said.zh}`, en: `${title}: ${said.en}` },
      caseNo,
    };
  });
}

/** The case that an entry is news of; undefined where it is none. */
function caseOf(entry: Entry): string | undefined {
  if (!entry.subject.startsWith("record:")) return entry.kind === "completeJob" ? undefined : entry.subject;
  const origin = entry.data["origin"];
  return isJsonObject(origin) && typeof origin["caseNo"] === "string" ? origin["caseNo"] : undefined;
}

function recordSentence(platform: Pick<Platform, "work">, entry: Entry): Bilingual {
  const register = platform.work.pack.registers.get(entry.subject.split(":")[1] ?? "");
  return {
    zh: `记入${register?.name.zh ?? "台账"}。`,
    en: `entered in the ${register?.name.en ?? "register"}.`,
  };
}
