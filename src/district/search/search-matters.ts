import type { DistrictPack, Matter } from "../pack/pack.ts";
import { holdsAlmost, holdsInRow, plainSound } from "../parts/sounds.ts";
import { syllablesOf, type SoughtKind, type SoughtText } from "../parts/sought-words.ts";

/** How well a text answers by where it stands; what is met less exactly is worth a part of it. */
const WEIGHTS: Readonly<Record<SoughtKind, number>> = { name: 100, plainWord: 90, keyword: 70, event: 50 };
const PARTS = {
  whole: 1.2,
  begins: 1.1,
  holds: 1,
  held: 0.9,
  letters: 0.8,
  apart: 0.5,
  sound: 0.4,
  almost: 0.3,
};
const ORGAN = 20;

/** A matter that answers a search, how well, and by which words where not by its name. */
export type FoundMatter = { readonly matter: Matter; readonly score: number; readonly by: string | null };

/** `isNear`: by what only sounds the same or has a sign wrong. */
type Met = { readonly score: number; readonly by: string | null; readonly isNear: boolean };

const NOT_MET: Met = { score: 0, by: null, isNear: false };

/**
 * Matters that answer a search, the best first: by name, by what people say (开饭店), by keyword, by life event, by
 * pinyin in full (shipin) or by its initials (spjyxk), by organ; a word that only sounds the same or has one sign
 * wrong is found only where nothing is met as it is written. Of two that answer equally well the earlier event's comes
 * first: to begin before to change and to end. Several words must all be met. An empty search gives all, as they stand.
 */
export function searchMatters(
  matters: readonly Matter[],
  { organs, events }: Pick<DistrictPack, "organs" | "events">,
  query: string,
): readonly FoundMatter[] {
  const words = query
    .toLowerCase()
    .split(/[\s，,。、；;]+/)
    .filter((word) => word !== "")
    .map((word) => ({ word, syllables: syllablesOf(word) }));
  if (words.length === 0) return matters.map((matter) => ({ matter, score: 0, by: null }));
  const found = matters
    .map((matter) => ({ matter, ...answerOf(matter, words, organs) }))
    .filter(({ score }) => score > 0);
  const order = [...events.keys()];
  const placeOf = ({ matter }: FoundMatter): number =>
    Math.min(...matter.events.map((event) => order.indexOf(event)), order.length);
  const asWritten = found.filter(({ isNear }) => !isNear);
  return (asWritten.length > 0 ? asWritten : found)
    .map(({ matter, score, by }) => ({ matter, score, by }))
    .toSorted((left, right) => right.score - left.score || placeOf(left) - placeOf(right));
}

type Word = { readonly word: string; readonly syllables: readonly string[] };

function answerOf(matter: Matter, words: readonly Word[], organs: DistrictPack["organs"]): Met {
  const met = words.map((word) => bestOf(matter, word, organs));
  if (met.some(({ score }) => score === 0)) return NOT_MET;
  const score = met.reduce((sum, each) => sum + each.score, 0) / met.length;
  const by = met.find((each) => each.by !== null)?.by ?? null;
  return { score, by, isNear: met.some(({ isNear }) => isNear) };
}

function bestOf(matter: Matter, word: Word, organs: DistrictPack["organs"]): Met {
  let best: Met = { ...NOT_MET, score: organScore(matter, word.word, organs) };
  for (const sought of matter.sought) {
    const part = partMet(sought, word);
    const score = WEIGHTS[sought.kind] * part;
    if (score > best.score)
      best = { score, by: sought.kind === "name" ? null : sought.text, isNear: part <= PARTS.sound };
  }
  return best;
}

function organScore(matter: Matter, word: string, organs: DistrictPack["organs"]): number {
  const organ = organs.get(matter.organ);
  if (organ === undefined) return 0;
  const names = [organ.name.zh, organ.name.en, organ.shortName];
  return names.some((name) => name.toLowerCase().includes(word)) ? ORGAN : 0;
}

function partMet(sought: SoughtText, { word, syllables }: Word): number {
  const { text } = sought;
  if (text === word) return PARTS.whole;
  if (text.startsWith(word)) return PARTS.begins;
  if (text.includes(word)) return PARTS.holds;
  // 我想开饭店 is met by 开饭店; a single sign inside a long word says too little.
  if (text.length > 1 && word.includes(text) && sought.kind !== "name") return PARTS.held;
  return /^[a-z']+$/.test(word)
    ? partInLetters(sought, word.replaceAll("'", ""))
    : partInSigns(sought, word, syllables);
}

/** Pinyin: initials or whole syllables, from any syllable on. */
function partInLetters({ syllables, initials }: SoughtText, word: string): number {
  if (word.length < 2) return 0;
  if (initials.startsWith(word)) return PARTS.letters;
  const beginnings = syllables.map((_, at) => syllables.slice(at).join(""));
  if (beginnings.some((letters) => letters.startsWith(word))) return PARTS.letters;
  if (initials.includes(word)) return PARTS.apart;
  const almost = word.length >= 5 && holdsAlmost([...syllables.join("")], [...word]);
  return almost ? PARTS.almost : 0;
}

function partInSigns({ text, sounds }: SoughtText, word: string, syllables: readonly string[]): number {
  const signs = [...word];
  if (signs.length < 2) return 0;
  if (isSubsequence(signs, text)) return PARTS.apart;
  if (syllables.length === signs.length && holdsInRow(sounds, syllables.map(plainSound))) return PARTS.sound;
  return signs.length >= 3 && holdsAlmost([...text], signs) ? PARTS.almost : 0;
}

/** 食品许可 finds 食品经营许可: people leave words out, they seldom change their order. */
function isSubsequence(signs: readonly string[], text: string): boolean {
  let at = 0;
  for (const sign of text) if (sign === signs[at]) at += 1;
  return at === signs.length;
}
