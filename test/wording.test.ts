import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const READ = /\.(ts|tsx|json|yaml|typ|bpmn|dmn)$/;

const COUNTERS =
  "个|月|日|年|条|项|次|位|件|份|字|人|天|小时|分钟|秒|层|处|台|家|款|种|页|行|周|号|名|倍|步|平方米|元|万|亿";
/** A number of its own: no part of a day, an hour, a version or an identifier. */
const NUMBER = String.raw`(?<![\d:.\-A-Za-z_/])\d+(?:\.\d+)?`;
const PLACE = String.raw`\$?\{[^{}\s]+\}`;
const SPACED = new RegExp(
  `(?:${NUMBER}|${PLACE}) (?:${COUNTERS})|\\p{Script=Han} (?:${NUMBER}|${PLACE})(?:${COUNTERS})`,
  "u",
);
const HALF_WIDTH = /\p{Script=Han}[,;:!?()]|[,;!?()]\p{Script=Han}/u;

/** Lines of what people read: comments and tests are left out. */
function linesOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && READ.test(entry.name) && !entry.name.includes(".test."))
    .flatMap(({ parentPath, name }) => {
      const file = `${parentPath}/${name}`;
      const lines = readFileSync(file, "utf8").split("\n");
      return lines.map((line, at) => [`${file.slice(ROOT.length)}:${at + 1}`, line] as const);
    })
    .filter(([, line]) => !/^\s*(\/\/|\/?\*|#(?!\[))/.test(line));
}

/** The texts between quotes that are Chinese: from the first character to the last. */
const quoted = (line: string): readonly string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|`([^`]*)`/g)]
    .map(([, double, template]) => double ?? template ?? "")
    .filter((text) => /^[^A-Za-z]*\p{Script=Han}/u.test(text));

/** Formats shown as they are typed, and FEEL. */
const AS_TYPED = /起\/止,事由|https:\/\/域名|date\(…\)|^=/;

describe("how Chinese is written", () => {
  it("puts no space between a number and what it counts", () => {
    const wrong = [...linesOf("src"), ...linesOf("districts")].filter(([, line]) => SPACED.test(line));
    expect(wrong).toEqual([]);
  });

  it("uses full-width punctuation", () => {
    const wrong = [...linesOf("src/web/words"), ...linesOf("src/kernel/problems"), ...linesOf("districts")]
      .flatMap(([place, line]) => quoted(line).map((text) => [place, text] as const))
      .filter(([, text]) => HALF_WIDTH.test(text) && !AS_TYPED.test(text));
    expect(wrong).toEqual([]);
  });
});
