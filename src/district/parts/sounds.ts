/** Sounds that many speakers do not tell apart, so that 自/知, 林/灵 are found for each other. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/^zh/, "z"],
  [/^ch/, "c"],
  [/^sh/, "s"],
  [/ang$/, "an"],
  [/eng$/, "en"],
  [/ing$/, "in"],
];

/** A syllable as it is heard: `zhang` → `zan`. */
export function plainSound(syllable: string): string {
  return ALIKE.reduce((sound, [found, put]) => sound.replace(found, put), syllable);
}

/** First letters: `["shi", "pin"]` → `sp`. */
export function initialsOf(syllables: readonly string[]): string {
  return syllables.map((syllable) => syllable.slice(0, 1)).join("");
}

/** Whether some signs' sounds stand in a row within others. */
export function holdsInRow(all: readonly string[], part: readonly string[]): boolean {
  if (part.length === 0) return false;
  return all.some((_, at) => part.every((sound, index) => all[at + index] === sound));
}

/**
 * Whether a text has a passage that differs from a word in one sign at most: one wrong, one too few, one too many, or
 * two that changed places.
 */
export function holdsAlmost(text: readonly string[], word: readonly string[]): boolean {
  for (let from = 0; from < text.length; from += 1)
    for (const length of [word.length, word.length - 1, word.length + 1])
      if (from + length <= text.length && length > 1 && almost(text.slice(from, from + length), word))
        return true;
  return false;
}

const rest = (of: readonly string[], from: number): string => of.slice(from).join("\u0000");

function almost(left: readonly string[], right: readonly string[]): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return rest(short, at) === rest(long, at + 1);
  const changed = short[at] === long[at + 1] && short[at + 1] === long[at];
  return (
    rest(short, at + 1) === rest(long, at + 1) || (changed && rest(short, at + 2) === rest(long, at + 2))
  );
}
