import type { FeedLine } from "#contract";
import type { DistrictPack } from "#district";
import { isJsonObject, type Bilingual } from "#kernel";
import type { Entry } from "#registers";
import { sentenceOf } from "./history-lines.ts";

/** One entry as a line of the district's feed; what is only the machine's business says nothing. */
export function feedLine(pack: DistrictPack, entry: Entry): FeedLine | undefined {
  const id = `${entry.subject}#${entry.seq}`;
  if (entry.subject.startsWith("record:")) {
    const origin = entry.data["origin"];
    // Records that an import brought are no news; those a case brought are.
    if (!isJsonObject(origin) || typeof origin["caseNo"] !== "string") return undefined;
    const register = pack.registers.get(entry.subject.split(":")[1] ?? "");
    if (register === undefined) return undefined;
    const sentence: Bilingual = {
      zh: `${register.name.zh}新增一条记录`,
      en: `${register.name.en}: a record was added`,
    };
    return { id, at: entry.at, sentence, caseNo: origin["caseNo"] };
  }
  if (entry.kind === "completeJob") return undefined;
  return { id, at: entry.at, sentence: sentenceOf(entry), caseNo: entry.subject };
}
