/** A name with its spaces collapsed, as it is written. */
export const tidyName = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

/**
 * One form for every way to write a name: `a - b`, `a-b` and `a  -  b` are the same name
 * (DMN 1.5, 10.3.1.4: spaces around its special characters do not count).
 */
export const canonicalName = (text: string): string =>
  isPlainName(text) ? text : tidyName(text).replaceAll(/\s*([./\-'+*])\s*/g, "$1");

/** True for most names: only letters, figures and `_`, so that there is nothing to put in one form. */
export function isPlainName(text: string): boolean {
  const before = plainBefore.get(text);
  if (before !== undefined) return before;
  const isPlain = PLAIN_NAME.test(text);
  if (plainBefore.size >= MOST_KEPT) plainBefore.clear();
  plainBefore.set(text, isPlain);
  return isPlain;
}

/** The same names stand in force for thousands of expressions of a pack. */
const plainBefore = new Map<string, boolean>();
const MOST_KEPT = 20_000;

const PLAIN_NAME = /^[\p{L}\p{N}_]*$/u;
