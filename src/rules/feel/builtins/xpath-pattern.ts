/** Blocks by the names XML Schema gives them after `Is`; patterns with other blocks are not valid here. */
const BLOCKS: Readonly<Record<string, string>> = {
  BasicLatin: "\\u{0}-\\u{7F}",
  "Latin-1Supplement": "\\u{80}-\\u{FF}",
  "LatinExtended-A": "\\u{100}-\\u{17F}",
  "LatinExtended-B": "\\u{180}-\\u{24F}",
  IPAExtensions: "\\u{250}-\\u{2AF}",
  Greek: "\\u{370}-\\u{3FF}",
  GreekandCoptic: "\\u{370}-\\u{3FF}",
  Cyrillic: "\\u{400}-\\u{4FF}",
  Armenian: "\\u{530}-\\u{58F}",
  Hebrew: "\\u{590}-\\u{5FF}",
  Arabic: "\\u{600}-\\u{6FF}",
  Devanagari: "\\u{900}-\\u{97F}",
  Thai: "\\u{E00}-\\u{E7F}",
  Tibetan: "\\u{F00}-\\u{FFF}",
  Mongolian: "\\u{1800}-\\u{18AF}",
  GeneralPunctuation: "\\u{2000}-\\u{206F}",
  CurrencySymbols: "\\u{20A0}-\\u{20CF}",
  NumberForms: "\\u{2150}-\\u{218F}",
  Arrows: "\\u{2190}-\\u{21FF}",
  MathematicalOperators: "\\u{2200}-\\u{22FF}",
  EnclosedAlphanumerics: "\\u{2460}-\\u{24FF}",
  BoxDrawing: "\\u{2500}-\\u{257F}",
  CJKRadicalsSupplement: "\\u{2E80}-\\u{2EFF}",
  KangxiRadicals: "\\u{2F00}-\\u{2FDF}",
  CJKSymbolsandPunctuation: "\\u{3000}-\\u{303F}",
  Hiragana: "\\u{3040}-\\u{309F}",
  Katakana: "\\u{30A0}-\\u{30FF}",
  Bopomofo: "\\u{3100}-\\u{312F}",
  EnclosedCJKLettersandMonths: "\\u{3200}-\\u{32FF}",
  CJKCompatibility: "\\u{3300}-\\u{33FF}",
  CJKUnifiedIdeographsExtensionA: "\\u{3400}-\\u{4DBF}",
  CJKUnifiedIdeographs: "\\u{4E00}-\\u{9FFF}",
  HangulSyllables: "\\u{AC00}-\\u{D7AF}",
  PrivateUse: "\\u{E000}-\\u{F8FF}",
  CJKCompatibilityIdeographs: "\\u{F900}-\\u{FAFF}",
  HalfwidthandFullwidthForms: "\\u{FF00}-\\u{FFEF}",
};

/** Characters a name may begin with in XML 1.1, and those it may go on with. */
const NAME_START =
  ":A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}";
const NAME_REST = `${NAME_START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;

/** XML Schema's letters for classes; a capital letter means all others. */
const CLASSES: Readonly<Record<string, string>> = {
  d: "[\\p{Nd}]",
  w: "[^\\p{P}\\p{Z}\\p{C}]",
  s: "[\\u{20}\\t\\n\\r]",
  i: `[${NAME_START}]`,
  c: `[${NAME_REST}]`,
};

/** The source of a pattern in the newest notation of regular expressions; null for one that is not valid. */
export function translated(pattern: string): string | null {
  const signs = Array.from(pattern);
  let source = "";
  for (let at = 0; at < signs.length;) {
    const read = signs[at] === "[" ? bracketAt(signs, at) : signAt(signs, at, false);
    if (read === null) return null;
    source += read.source;
    at = read.next;
  }
  return source;
}

type Read = { readonly source: string; readonly next: number };

/** `[a-z-[aeiou]]`: members, and after the last hyphen a class that is taken away. */
function bracketAt(signs: readonly string[], start: number): Read | null {
  const negated = signs[start + 1] === "^";
  let members = "";
  let at = start + (negated ? 2 : 1);
  for (const first = at; at < signs.length;) {
    const sign = signs[at] ?? "";
    if (sign === "]" && at > first) return { source: `[${negated ? "^" : ""}${members}]`, next: at + 1 };
    if (sign === "-" && signs[at + 1] === "[") {
      const taken = bracketAt(signs, at + 1);
      if (taken === null || signs[taken.next] !== "]") return null;
      return { source: `[[${negated ? "^" : ""}${members}]--${taken.source}]`, next: taken.next + 1 };
    }
    const read = signAt(signs, at, true);
    if (read === null) return null;
    members += read.source;
    at = read.next;
  }
  return null;
}

/** Signs that mean something inside the newest notation's brackets and nothing inside XPath's. */
const INERT = /[()[{}/|&!#%,:;<=>@`~$*+.?"' ]/;

function signAt(signs: readonly string[], at: number, inBrackets: boolean): Read | null {
  const sign = signs[at] ?? "";
  if (sign === "\\") return escapeAt(signs, at + 1, inBrackets);
  if (!inBrackets) return { source: sign, next: at + 1 };
  if (sign === "[") return null;
  const inert = INERT.test(sign) ? `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}` : sign;
  const isBare = sign === "-" && (signs[at - 1] === "[" || signs[at - 1] === "^" || signs[at + 1] === "]");
  return { source: isBare ? "\\-" : inert, next: at + 1 };
}

function escapeAt(signs: readonly string[], at: number, inBrackets: boolean): Read | null {
  const sign = signs[at];
  if (sign === undefined) return null;
  if (sign === "p" || sign === "P") return propertyAt(signs, at);
  const named = CLASSES[sign.toLowerCase()];
  if (named !== undefined) {
    const others = named.startsWith("[^") ? named.replace("[^", "[") : named.replace("[", "[^");
    return { source: sign === sign.toLowerCase() ? named : others, next: at + 1 };
  }
  // A group may be named outside brackets; there is no group 0.
  if (/[0-9]/.test(sign)) return inBrackets || sign === "0" ? null : { source: `\\${sign}`, next: at + 1 };
  return { source: `\\${sign}`, next: at + 1 };
}

function propertyAt(signs: readonly string[], at: number): Read | null {
  const end = signs.indexOf("}", at);
  if (signs[at + 1] !== "{" || end < 0) return null;
  const name = signs.slice(at + 2, end).join("");
  const negated = signs[at] === "P";
  if (!name.startsWith("Is")) return { source: `\\${signs[at]}{${name}}`, next: end + 1 };
  const block = BLOCKS[name.slice(2)];
  return block === undefined ? null : { source: `[${negated ? "^" : ""}${block}]`, next: end + 1 };
}
