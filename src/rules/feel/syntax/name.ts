/** A name with its spaces collapsed, as it is written. */
export const tidyName = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

/**
 * One form for every way to write a name: `a - b`, `a-b` and `a  -  b` are the same name
 * (DMN 1.5, 10.3.1.4: spaces around its special characters do not count).
 */
export const canonicalName = (text: string): string =>
  PLAIN_NAME.test(text) ? text : tidyName(text).replaceAll(/\s*([./\-'+*])\s*/g, "$1");

/** Most names: there is nothing to put in one form. */
const PLAIN_NAME = /^[\p{L}\p{N}_]*$/u;
