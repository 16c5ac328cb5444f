import { translated } from "./xpath-pattern.ts";

/**
 * A regular expression of XPath (XQuery Functions 3.1, 5.6), as FEEL's string functions take it, in this
 * machine's form; null where pattern or flags are not valid.
 */
export function patternOf(pattern: string, flags: string, always: string): RegExp | null {
  if (!/^[smixq]*$/.test(flags)) return null;
  const source = flags.includes("q")
    ? pattern.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")
    : translated(flags.includes("x") ? withoutSpaces(pattern) : pattern);
  if (source === null) return null;
  const own = [...new Set(flags)].filter((flag) => "smi".includes(flag)).join("");
  try {
    return new RegExp(source, `v${always}${own}`);
  } catch {
    return null;
  }
}

/** Flag `x`: white space outside the brackets of character classes does not count. */
function withoutSpaces(pattern: string): string {
  let depth = 0;
  let kept = "";
  let escaped = false;
  for (const sign of pattern) {
    if (depth === 0 && /\s/.test(sign)) continue;
    if (!escaped && sign === "[") depth += 1;
    if (!escaped && sign === "]") depth -= 1;
    escaped = !escaped && sign === "\\";
    kept += sign;
  }
  return kept;
}

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
