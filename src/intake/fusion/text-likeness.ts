/**
 * How alike two texts are, 0 to 1: the Dice coefficient of their pairs of neighbouring characters, 2 · |common| /
 * (|one| + |other|), each pair counted as often as it stands. Chinese is not split into words, and pairs need no
 * dictionary; what is no letter or digit is left out, and full and half width, capitals and spaces do
 * not matter. A text without a pair is like nothing but itself. Source: L. R. Dice, Ecology 26 (1945) 297–302.
 */
export function textLikeness(one: string, other: string): number {
  const [left, right] = [lettersOf(one), lettersOf(other)];
  if (left.length === 0 || right.length === 0) return 0;
  if (left.join("") === right.join("")) return 1;
  const [ours, theirs] = [pairsOf(left), pairsOf(right)];
  const all = left.length + right.length - 2;
  if (all <= 0) return 0;
  let common = 0;
  for (const [pair, times] of ours) common += Math.min(times, theirs.get(pair) ?? 0);
  return (2 * common) / all;
}

/** More than this of a text tells nothing more of whether it is the same heap of refuse. */
const LONGEST = 500;

const lettersOf = (text: string): readonly string[] =>
  [...text.normalize("NFKC").toLowerCase()].filter((each) => /[\p{L}\p{N}]/u.test(each)).slice(0, LONGEST);

function pairsOf(letters: readonly string[]): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 1; at < letters.length; at += 1) {
    const pair = `${letters[at - 1]}${letters[at]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
