import { canonicalName } from "./name.ts";
import type { Iteration, Syntax } from "./syntax.ts";
import { partsOf, sourcesOf } from "./walk.ts";

/** Names an expression does not define itself, in canonical form. */
export type FreeNames = {
  /** Looked up outside for certain. */
  readonly needed: ReadonlySet<string>;
  /** Inside a filter's brackets a name may be an entry of the item; only the value can tell. */
  readonly possible: ReadonlySet<string>;
};

/** Free names of a syntax. */
export function freeNames(syntax: Syntax): FreeNames {
  const found = { needed: new Set<string>(), possible: new Set<string>() };
  collect(syntax, new Set(["?"]), false, found);
  return found;
}

type Found = { readonly needed: Set<string>; readonly possible: Set<string> };

function collect(syntax: Syntax, bound: ReadonlySet<string>, inFilter: boolean, found: Found): void {
  const inside = (part: Syntax, more: readonly string[] = [], filtered = inFilter): void =>
    collect(
      part,
      more.length === 0 ? bound : new Set([...bound, ...more.map(canonicalName)]),
      filtered,
      found,
    );
  switch (syntax.kind) {
    case "name": {
      const name = canonicalName(syntax.name);
      if (!bound.has(name)) (inFilter ? found.possible : found.needed).add(name);
      return;
    }
    case "filter":
      inside(syntax.of);
      inside(syntax.test, ["item"], true);
      return;
    case "function":
      if (!syntax.external) {
        inside(
          syntax.body,
          syntax.parameters.map(({ name }) => name),
        );
      }
      return;
    case "context": {
      const keys: string[] = [];
      for (const entry of syntax.entries) {
        inside(entry.value, keys);
        keys.push(entry.key);
      }
      return;
    }
    case "for":
      inside(syntax.body, [...bindings(syntax.iterations, inside), "partial"]);
      return;
    case "quantified":
      inside(syntax.test, bindings(syntax.iterations, inside));
      return;
    default:
      for (const part of partsOf(syntax)) inside(part);
  }
}

/** Goes through the sources, each of which sees the names before it; answers all names. */
function bindings(
  iterations: readonly Iteration[],
  inside: (part: Syntax, more: readonly string[]) => void,
): readonly string[] {
  const names: string[] = [];
  for (const iteration of iterations) {
    for (const source of sourcesOf(iteration)) inside(source, names);
    names.push(iteration.name);
  }
  return names;
}
