import { problem, type Problem } from "#kernel";

/** A missing glyph as Typst's PDF/A export reports it. */
const MISSING_GLYPH = /the text `\\?"(?<text>.+?)\\?"` could not be displayed/u;

/** Typst's messages as a problem of the catalogue; a missing character is named with its code point. */
export function problemOfTypst(messages: readonly string[]): Problem {
  const text = messages.join("; ");
  const missing = MISSING_GLYPH.exec(text)?.groups?.["text"];
  if (missing !== undefined) {
    const character = decodeEscapes(missing);
    const point = [...character].map((each) => codePointName(each)).join(" ");
    return problem("CHARACTER_NOT_IN_FONTS", { character, point }, { character, point });
  }
  const message = /message: "(?<message>(?:[^"\\]|\\.)*)"/u.exec(text)?.groups?.["message"] ?? text;
  return problem("TEMPLATE_FAULTY", { message: message === "" ? "unknown" : message });
}

/**
 * What would make a printed paper depend on the network or the day: a package import (`@preview/…`), or
 * today's date. Both are refused before Typst sees the template.
 */
export function outsideReference(source: string): Problem | undefined {
  const found = /(?:import|include)\s*"@[^"]*"|datetime\.today/u.exec(source)?.[0];
  return found === undefined ? undefined : problem("TEMPLATE_NOT_SELF_CONTAINED", { found });
}

/** Typst writes characters its debug form cannot show as `\u{20bb7}`. */
function decodeEscapes(text: string): string {
  return text.replaceAll(/\\+u\{(?<hex>[0-9a-f]+)\}/gu, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
