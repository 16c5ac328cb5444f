import type { Bilingual } from "#contract";

/** A chapter of words: key → [中文, English]. The keys stay typed; `say` takes the values. */
export function dictionary<Key extends string>(
  chapter: Readonly<Record<Key, readonly [zh: string, en: string]>>,
): Readonly<Record<Key, Bilingual>> {
  const entries = Object.entries<readonly [string, string]>(chapter);
  return Object.fromEntries(entries.map(([key, [zh, en]]) => [key, { zh, en }])) as Readonly<
    Record<Key, Bilingual>
  >;
}
