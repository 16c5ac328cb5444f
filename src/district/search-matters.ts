import type { DistrictPack, Matter } from "./pack.ts";

/** How well a matter answers, best first; 0 is not at all. */
const SCORES = { name: 100, plainWord: 80, pinyin: 70, keyword: 60, part: 40, organ: 20 } as const;

/**
 * Matters in force that answer a search: by name, by plain words (开饭店), by keyword, by pinyin initials
 * (spjyxk), by organ. Several words must all be met. An empty search gives all.
 */
export function searchMatters(
  pack: Pick<DistrictPack, "matters" | "organs">,
  query: string,
): readonly Matter[] {
  const words = query
    .toLowerCase()
    .split(/[\s，,。、]+/)
    .filter((word) => word !== "");
  const found = [...pack.matters.values()]
    .filter(({ status }) => status === "inForce")
    .map((matter) => ({ matter, score: scoreOf(matter, words, pack) }))
    .filter(({ score }) => score > 0);
  return found.toSorted((left, right) => right.score - left.score).map(({ matter }) => matter);
}

function scoreOf(matter: Matter, words: readonly string[], pack: Pick<DistrictPack, "organs">): number {
  if (words.length === 0) return 1;
  const scores = words.map((word) => scoreOfWord(matter, word, pack));
  return scores.includes(0) ? 0 : Math.max(...scores);
}

function scoreOfWord(matter: Matter, word: string, { organs }: Pick<DistrictPack, "organs">): number {
  const organ = organs.get(matter.organ);
  if (has([matter.name.zh, matter.name.en], word)) return SCORES.name;
  if (has(matter.plainWords, word) || matter.plainWords.some((plain) => word.includes(plain)))
    return SCORES.plainWord;
  if (matter.pinyin.some((initials) => initials.startsWith(word))) return SCORES.pinyin;
  if (has(matter.keywords, word) || matter.keywords.some((keyword) => word.includes(keyword)))
    return SCORES.keyword;
  if (isSubsequence(word, matter.name.zh)) return SCORES.part;
  if (organ !== undefined && has([organ.name.zh, organ.name.en, organ.shortName], word)) return SCORES.organ;
  return 0;
}

const has = (texts: readonly string[], word: string): boolean =>
  texts.some((text) => text.toLowerCase().includes(word));

/** 食品许可 finds 食品经营许可: people leave words out, they seldom change their order. One sign is too little. */
function isSubsequence(word: string, name: string): boolean {
  const signs = [...word];
  if (signs.length < 2) return false;
  let at = 0;
  for (const sign of name.toLowerCase()) if (sign === signs[at]) at += 1;
  return at === signs.length;
}
