/**
 * A regular expression of XPath (XQuery Functions 3.1, 5.6), as FEEL's string functions take it, in this
 * machine's form; null where pattern or flags are not valid.
 */
export function patternOf(pattern: string, flags: string, always: string): RegExp | null {
  if (!/^[smixq]*$/.test(flags)) return null;
  const literal = flags.includes("q");
  const kept = literal ? pattern.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&") : pattern;
  const plain = flags.includes("x") && !literal ? withoutSpaces(kept) : kept;
  const source = withSubtraction(plain);
  // Only the set notation of the newer flag knows `[a-z--[aeiou]]`.
  const mode = source === plain ? "u" : "v";
  const own = [...new Set(flags)].filter((flag) => "smi".includes(flag)).join("");
  try {
    return new RegExp(source, mode + always + own);
  } catch {
    return null;
  }
}

/** Flag `x`: white space outside character classes does not count. */
function withoutSpaces(pattern: string): string {
  let depth = 0;
  let kept = "";
  for (let index = 0; index < pattern.length; index += 1) {
    const sign = pattern.charAt(index);
    if (sign === "\\") {
      const escaped = pattern
        .slice(index + 1)
        .trimStart()
        .charAt(0);
      index = pattern.indexOf(escaped, index + 1);
      kept += `\\${escaped}`;
      continue;
    }
    if (sign === "[") depth += 1;
    if (sign === "]") depth -= 1;
    if (depth > 0 || !/\s/.test(sign)) kept += sign;
  }
  return kept;
}

/** XPath writes class subtraction as `[a-z-[aeiou]]`, the newer flag as `[[a-z]--[aeiou]]`. */
const withSubtraction = (pattern: string): string =>
  pattern.replaceAll(/\[((?:\\.|[^\]\\[])+)-\[/g, "[[$1]--[");

/** Whether every `$` names a group and every `\` escapes a sign. */
export const isReplacement = (replacement: string): boolean => /^(?:[^\\$]|\\[\\$]|\$\d)*$/.test(replacement);

/** `$1` names a group, `$0` the whole, `\$` a dollar sign; a group that does not exist is empty. */
export const replacementOf = (replacement: string, groups: readonly (string | undefined)[]): string =>
  replacement.replaceAll(
    /\\([\\$])|\$(\d)(\d?)/g,
    (_whole, escaped: string | undefined, first: string, second: string) => {
      if (escaped !== undefined) return escaped;
      const both = Number(first + second);
      if (second !== "" && both < groups.length) return groups[both] ?? "";
      return `${groups[Number(first)] ?? ""}${second}`;
    },
  );
