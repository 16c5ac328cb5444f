import { entryWordsOf, kindWords, type CaseHead } from "#cases";
import { inBoth, placeInBoth, stateName } from "#district";
import { isJsonObject, millisOf, type Bilingual } from "#kernel";
import type { Entry } from "#registers";
import { findCases, findUrgentPoints, systemContext } from "#store";
import type { News, NewsSubject } from "../live-hub.ts";
import type { Platform } from "../platform.ts";
import { sentenceOf } from "./history-lines.ts";

type FeedNews = Extract<News, { readonly event: "feed" }>;

/**
 * Entries as lines of the district's feed, each with what it happened to. What is only the machine's business
 * (a notice made after an act, a record that an import brought) says nothing.
 */
export async function feedNews(
  platform: Pick<Platform, "store" | "work">,
  entries: readonly Entry[],
): Promise<FeedNews[]> {
  const news = await ledgerNews(platform, entries);
  return news.filter((each): each is FeedNews => each.event === "feed");
}

/**
 * What entries are news of: urgent cases first, then lines of the feed, then each case that changed, once. A look-up
 * for all heads and one for what is urgent.
 */
export async function ledgerNews(
  platform: Pick<Platform, "store" | "work">,
  entries: readonly Entry[],
): Promise<News[]> {
  const { pack } = platform.work;
  const heads = await headsOf(platform, entries);
  const lines = entries.flatMap((entry): News[] => {
    const caseNo = caseOf(entry);
    if (caseNo === undefined || isMachinesOwn(entry)) return [];
    const head = heads.get(caseNo);
    const about = head === undefined ? recordSubject(entry) : caseSubject(head);
    if (about === undefined) return [];
    const matter = head?.matter ?? "";
    const said = isOfRecord(entry)
      ? recordSentence(platform, entry)
      : sentenceOf(entry, { ...entryWordsOf(pack, matter), of: kindWords(pack, matter) });
    const title = inBoth(pack, head?.title ?? caseNo);
    const sentence = { zh: `${title.zh}：${said.zh}`, en: `${title.en}: ${said.en}` };
    return [
      {
        event: "feed",
        data: { id: `${entry.subject}#${entry.seq}`, at: entry.at, sentence, caseNo },
        about,
      },
    ];
  });
  return [...(await urgentNews(platform, entries, heads)), ...lines, ...[...heads.values()].map(caseNews)];
}

/** Cases that these very entries made urgent, or showed to somebody new. */
async function urgentNews(
  { store, work: { pack, now } }: Pick<Platform, "store" | "work">,
  entries: readonly Entry[],
  heads: ReadonlyMap<string, CaseHead>,
): Promise<readonly News[]> {
  const urgent = await findUrgentPoints(store, systemContext(pack.code), [...heads.keys()]);
  return entries.flatMap((entry): News[] => {
    const head = heads.get(entry.subject);
    const told = urgent.get(entry.subject);
    if (head === undefined || told?.toldAt !== entry.seq) return [];
    const [organ = head.organ, ...otherOrgans] = told.toldTo;
    const { caseNo, title, division, state } = head;
    const data = {
      caseNo,
      title: inBoth(pack, title),
      place: placeInBoth(pack, division),
      stateName: stateName(pack, head.matter, state),
      at: entry.at,
      ago: Math.max(0, millisOf(now()) - millisOf(entry.at)),
    };
    // Whoever has seen it before is not told again.
    return [{ event: "urgent", data, about: { ...caseSubject(head), organ, otherOrgans } }];
  });
}

/** That a case has changed, for those who may see it. */
export function caseNews(head: CaseHead): News {
  return { event: "case", data: { caseNo: head.caseNo }, about: caseSubject(head) };
}

async function headsOf(
  { store, work }: Pick<Platform, "store" | "work">,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, CaseHead>> {
  const numbers = [...new Set(entries.flatMap((entry) => caseOf(entry) ?? []))];
  if (numbers.length === 0) return new Map();
  const cases = await findCases(store, systemContext(work.pack.code), numbers);
  return new Map(cases.map(({ head }) => [head.caseNo, head]));
}

const isOfRecord = ({ subject }: Entry): boolean => subject.startsWith("record:");

const isMachinesOwn = (entry: Entry): boolean => !isOfRecord(entry) && entry.kind === "completeJob";

const caseSubject = ({
  organ,
  otherOrgans,
  division,
  applicant,
  inNameOf,
}: CaseHead): Extract<NewsSubject, { readonly kind: "case" }> => ({
  kind: "case",
  organ,
  otherOrgans,
  division,
  applicant,
  inNameOf,
});

/** The record that an entry creates, as policies ask of it. */
function recordSubject(entry: Entry): NewsSubject | undefined {
  const record = entry.data["record"];
  if (!isJsonObject(record)) return undefined;
  const { organ, division, holder } = record;
  if (typeof organ !== "string" || typeof division !== "string") return undefined;
  return { kind: "record", organ, division, holder: typeof holder === "string" ? holder : null };
}

/** The case that an entry is news of; undefined where it is none. */
function caseOf(entry: Entry): string | undefined {
  if (!isOfRecord(entry)) return entry.subject;
  const origin = entry.data["origin"];
  return isJsonObject(origin) && typeof origin["caseNo"] === "string" ? origin["caseNo"] : undefined;
}

function recordSentence(platform: Pick<Platform, "work">, entry: Entry): Bilingual {
  const register = platform.work.pack.registers.get(entry.subject.split(":")[1] ?? "");
  return {
    zh: `记入${register?.name.zh ?? "台账"}。`,
    en: `entered: ${register?.name.en ?? "register"}.`,
  };
}
