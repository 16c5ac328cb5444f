/**
 * What no Chinese reader is to meet in a page's words: an ISO duration, a limit's code, the name of a thing as the code
 * or the pack calls it (camelCase, kebab-case, snake_case), an id that nobody gave.
 */
const UNREADABLE: readonly RegExp[] = [
  /\bP(?=\d|T\d)(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?\b/,
  /(?<![\w.])\d+(?:wd|wh)\b/,
  /(?<![\w./@-])[a-z]+(?:[A-Z][a-z]+)+(?![\w])/,
  /(?<![\w./@-])[a-z]{2,}(?:[-_][a-z]{2,})+(?![\w.])/,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/,
  /(?<![\w-])(?:true|false|null|undefined|NaN)(?![\w-])/,
];

/** The Chinese texts of an answer that are not to be read, each with its place. */
export function unreadable(answer: unknown, at = ""): readonly string[] {
  if (Array.isArray(answer)) return answer.flatMap((each, index) => unreadable(each, `${at}/${index}`));
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) => {
    const place = `${at}/${name}`;
    if (name !== "zh") return unreadable(value, place);
    const text = String(value);
    return UNREADABLE.some((shape) => shape.test(text)) ? [`${place}: ${text}`] : [];
  });
}
