import { isList, type FeelList, type FeelValue } from "../value/value.ts";
import { builtin, list, nullable, number, optional, text, type Builtin } from "./define.ts";
import { isReplacement, patternOf, replacementOf } from "./pattern.ts";

/** Positions count characters (code points) from 1, negative ones from the end. */
function substring(value: string, start: number, length: number | undefined): string | null {
  const characters = Array.from(value);
  const from = Math.trunc(start);
  if (from === 0 || Math.abs(from) > characters.length) return null;
  if (length !== undefined && length < 1) return null;
  const begin = from > 0 ? from - 1 : characters.length + from;
  const end = length === undefined ? characters.length : begin + Math.trunc(length);
  return characters.slice(begin, end).join("");
}

function replace(input: string, pattern: string, replacement: string, flags: string): string | null {
  const compiled = patternOf(pattern, flags, "g");
  // XPath refuses a pattern that matches nothing at all, and a replacement with a stray sign (FORX0003, FORX0004).
  if (compiled === null || patternOf(pattern, flags, "")?.test("") === true) return null;
  if (!flags.includes("q") && !isReplacement(replacement)) return null;
  return input.replace(compiled, (...found: readonly unknown[]) => {
    const groups = found.slice(
      0,
      found.findIndex((each) => typeof each === "number"),
    );
    const texts = groups.map((each) => (typeof each === "string" ? each : undefined));
    return flags.includes("q") ? replacement : replacementOf(replacement, texts);
  });
}

function split(value: string, delimiter: string): FeelList | null {
  const compiled = patternOf(delimiter, "", "");
  if (compiled === null) return null;
  // Groups in the delimiter must not show up among the parts.
  const parts: string[] = [];
  let rest = 0;
  for (const match of value.matchAll(new RegExp(compiled.source, `${compiled.flags}g`))) {
    if (match[0] === "") continue;
    parts.push(value.slice(rest, match.index));
    rest = match.index + match[0].length;
  }
  return [...parts, value.slice(rest)];
}

function join(items: FeelList, delimiter: string): string | null {
  const texts: string[] = [];
  for (const item of items) {
    if (item === null) continue;
    if (typeof item !== "string") return null;
    texts.push(item);
  }
  return texts.join(delimiter);
}

function extract(input: string, pattern: string): FeelValue {
  const compiled = patternOf(pattern, "", "g");
  return compiled === null ? null : Array.from(input.matchAll(compiled), ([whole]) => whole);
}

function before(value: string, match: string): string {
  const at = value.indexOf(match);
  return at < 0 ? "" : value.slice(0, at);
}

function after(value: string, match: string): string {
  const at = value.indexOf(match);
  return at < 0 ? "" : value.slice(at + match.length);
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(value: string): string {
  const bytes = utf8(value);
  let encoded = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.slice(index, index + 3);
    const word = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    const signs = [word >> 18, (word >> 12) & 63, (word >> 6) & 63, word & 63].map((each) =>
      LETTERS.charAt(each),
    );
    const used = third === undefined ? (second === undefined ? 2 : 3) : 4;
    encoded += signs.slice(0, used).join("").padEnd(4, "=");
  }
  return encoded;
}

const utf8 = (value: string): readonly number[] =>
  Array.from(unescapeBytes(encodeURIComponent(value)), (sign) => sign.charCodeAt(0));

const unescapeBytes = (encoded: string): string =>
  encoded.replaceAll(/%([0-9A-F]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

export const STRINGS: readonly Builtin[] = [
  builtin("substring", [text("string"), number("start position"), optional(number("length"))], substring),
  builtin("string length", [text("string")], (value) => Array.from(value).length),
  builtin("upper case", [text("string")], (value) => value.toUpperCase()),
  builtin("lower case", [text("string")], (value) => value.toLowerCase()),
  builtin("substring before", [text("string"), text("match")], before),
  builtin("substring after", [text("string"), text("match")], after),
  builtin(
    "replace",
    [text("input"), text("pattern"), text("replacement"), optional(nullable(text("flags")))],
    (input, pattern, replacement, flags) => replace(input, pattern, replacement, flags ?? ""),
  ),
  builtin("contains", [text("string"), text("match")], (value, match) => value.includes(match)),
  builtin("starts with", [text("string"), text("match")], (value, match) => value.startsWith(match)),
  builtin("ends with", [text("string"), text("match")], (value, match) => value.endsWith(match)),
  builtin(
    "matches",
    [text("input"), text("pattern"), optional(nullable(text("flags")))],
    (input, pattern, flags) => patternOf(pattern, flags ?? "", "")?.test(input) ?? null,
  ),
  builtin("split", [text("string"), text("delimiter")], split),
  builtin("string join", [list("list"), optional(nullable(text("delimiter")))], (items, delimiter) =>
    isList(items) ? join(items, delimiter ?? "") : null,
  ),
  builtin("extract", [text("string"), text("pattern")], extract),
  builtin("trim", [text("string")], (value) => value.trim()),
  builtin("is blank", [text("string")], (value) => value.trim() === ""),
  builtin("to base64", [text("value")], base64),
];
