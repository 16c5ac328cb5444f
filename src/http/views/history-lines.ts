import { historySentence, isStepEntry, type EntryWords } from "#cases";
import type { HistoryLine } from "#contract";
import { isJsonObject, type Bilingual, type Json } from "#kernel";
import type { Entry } from "#registers";
import { offeringSentence } from "./offering-sentence.ts";
import { isChainWhole } from "#store";

/**
 * A chain of entries in sentences, the newest first. `nameOf` gives accounts the names people know, `organOf` a post its
 * organ where that is worth saying.
 */
export function historyLines(
  entries: readonly Entry[],
  nameOf: (account: string) => Bilingual,
  words?: EntryWords,
  organOf: (post: string) => Bilingual | undefined = () => undefined,
  say: (entry: Entry) => Bilingual = (entry) => sentenceOf(entry, words),
): HistoryLine[] {
  return entries
    .map((entry) => ({
      seq: entry.seq,
      at: entry.at,
      actor: actorName(entry.actor, nameOf, organOf),
      sentence: say(entry),
      hash: entry.hash,
    }))
    .toReversed();
}

/** Whether the chain that is shown is whole, checked now. */
export function chainAnswer(entries: readonly Entry[]): { entries: number; intact: boolean; head: string } {
  return { entries: entries.length, intact: isChainWhole(entries), head: entries.at(-1)?.hash ?? "" };
}

/** What an entry says, whatever it is an entry of. */
export function sentenceOf(entry: Entry, words?: EntryWords): Bilingual {
  if (isStepEntry(entry.data)) return historySentence(entry.data, words);
  if (entry.kind === "recordCreated") return { zh: "记录建立。", en: "The record was created." };
  if (entry.kind === "recordChanged") return { zh: "记录变更。", en: "The record was changed." };
  if (entry.kind === "accountRecognised" || entry.kind === "accountReleased")
    return recognitionSentence(entry);
  if (entry.kind === "mandateGranted" || entry.kind === "mandateWithdrawn") return mandateSentence(entry);
  return offeringSentence(entry) ?? { zh: entry.kind, en: entry.kind };
}

/** That an account is the record's, or is so no more, and why; the reason stands as it was written. */
function recognitionSentence({ kind, data }: Entry): Bilingual {
  const reason = String(data["reason"] ?? "");
  return kind === "accountRecognised"
    ? { zh: `认定了一个账号为本主体的账号：${reason}`, en: `an account was recognised as its own: ${reason}` }
    : { zh: `解除了一个账号的认定：${reason}`, en: `an account is its own no more: ${reason}` };
}

/** That the record lets somebody act in its name until a day, or no more; whom, the ledger does not say. */
function mandateSentence({ kind, data }: Entry): Bilingual {
  const until = String(data["to"] ?? "");
  return kind === "mandateGranted"
    ? {
        zh: `授权了一名经办人，至${until}。`,
        en: `Somebody was given a mandate to act for it until ${until}.`,
      }
    : { zh: "收回了一名经办人的授权。", en: "A mandate to act for it was withdrawn." };
}

export const SYSTEM: Bilingual = { zh: "系统", en: "System" };

const SYSTEM_NAMES: Readonly<Record<string, Bilingual>> = {
  timer: { zh: "系统（期限）", en: "System (limits)" },
  document: { zh: "系统（文书）", en: "System (documents)" },
  certificate: { zh: "系统（证照）", en: "System (certificates)" },
  issuer: { zh: "系统（统一身份认证）", en: "System (outside sign-in)" },
  import: { zh: "系统（导入）", en: "System (import)" },
  due: { zh: "系统（到期）", en: "System (due days)" },
};

function actorName(
  actor: Json,
  nameOf: (account: string) => Bilingual,
  organOf: (post: string) => Bilingual | undefined,
): Bilingual {
  if (!isJsonObject(actor)) return SYSTEM;
  if (actor["kind"] === "system") return SYSTEM_NAMES[String(actor["name"])] ?? SYSTEM;
  const account = nameOf(String(actor["account"] ?? ""));
  const organ = organOf(String(actor["post"] ?? ""));
  const name =
    organ === undefined ? account : { zh: `${organ.zh} ${account.zh}`, en: `${account.en}, ${organ.en}` };
  const behalf = actor["onBehalfOf"];
  if (typeof behalf !== "string") return name;
  const absent = nameOf(behalf);
  return { zh: `${name.zh}（代 ${absent.zh}）`, en: `${name.en} (for ${absent.en})` };
}
