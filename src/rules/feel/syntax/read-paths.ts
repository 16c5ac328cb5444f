import type { FeelExpression } from "../feel.ts";
import { canonicalName } from "./name.ts";
import type { Syntax } from "./syntax.ts";
import { partsOf } from "./walk.ts";

/**
 * What an expression reads from outside, as paths of names: `credit.score > 5 and passed` reads `credit.score` and
 * `passed`. A name inside a filter's brackets counts only where `isKnown` says that there is a value of that name.
 */
export function readPaths(
  { syntax, names, possibleNames }: FeelExpression,
  isKnown: (name: string) => boolean,
): readonly (readonly string[])[] {
  const outer = new Set([...names, ...possibleNames.filter(isKnown)]);
  const found = new Map<string, readonly string[]>();
  const collect = (part: Syntax): void => {
    const path = pathOf(part);
    if (path === undefined) return partsOf(part).forEach(collect);
    if (outer.has(canonicalName(path[0] ?? ""))) found.set(path.join("\u0000"), path);
  };
  collect(syntax);
  return [...found.values()];
}

/** The names of `a.b.c`; undefined where it begins at anything but a name. */
function pathOf(syntax: Syntax): readonly string[] | undefined {
  if (syntax.kind === "name") return [syntax.name];
  if (syntax.kind !== "path") return undefined;
  const before = pathOf(syntax.of);
  return before === undefined ? undefined : [...before, syntax.name];
}
