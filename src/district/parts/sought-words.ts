import { pinyin } from "pinyin-pro";
import { initialsOf, plainSound } from "./sounds.ts";
import type { MatterDefinition } from "./matter.ts";

/** Where a text that can be searched comes from; the first weighs most. */
export type SoughtKind = "name" | "plainWord" | "keyword" | "event";

/** A text by which a matter is found, with its sounds. */
export type SoughtText = {
  readonly kind: SoughtKind;
  readonly text: string;
  /** Syllables without tones, one a Chinese sign: `["shi", "pin"]`. */
  readonly syllables: readonly string[];
  /** The syllables as they are told apart by ear (`zh` as `z`, `ang` as `an`). */
  readonly sounds: readonly string[];
  /** First letters of the syllables. */
  readonly initials: string;
};

/** What a search looks through of a matter: computed once, when its folder is read. */
export function soughtWordsOf(
  matter: Pick<MatterDefinition, "name" | "mainItem" | "plainWords" | "keywords" | "pinyin">,
  events: readonly string[],
): readonly SoughtText[] {
  const { name, mainItem, plainWords, keywords, pinyin: initials } = matter;
  return [
    ...[name.zh, name.en, mainItem.zh].map((text) => soughtText("name", text)),
    ...plainWords.map((text) => soughtText("plainWord", text)),
    ...keywords.map((text) => soughtText("keyword", text)),
    ...events.map((text) => soughtText("event", text)),
    ...initials.map((text) => ({ ...soughtText("keyword", text), initials: text })),
  ];
}

function soughtText(kind: SoughtKind, text: string): SoughtText {
  const syllables = syllablesOf(text);
  return {
    kind,
    text: text.toLowerCase(),
    syllables,
    sounds: syllables.map(plainSound),
    initials: initialsOf(syllables),
  };
}

/** The syllables of the Chinese signs in a text, read as the words around them say (银行 háng, 行为 xíng). */
export function syllablesOf(text: string): readonly string[] {
  return pinyin(text, { toneType: "none", type: "array", nonZh: "removed", v: true });
}
