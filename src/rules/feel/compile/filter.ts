import { canonicalName } from "../syntax/name.ts";
import type { Syntax } from "../syntax/syntax.ts";
import { isContext, isList, type FeelList, type FeelValue } from "../value/value.ts";
import { namesOf, within, type Evaluator, type Scope } from "./scope.ts";

type Filter = Extract<Syntax, { readonly kind: "filter" }>;
type Compile = (syntax: Syntax) => Evaluator;

/** Constructs that answer a boolean, so that no position has to be looked for. */
const TESTS = new Set<Syntax["kind"]>(["and", "or", "compare", "between", "in", "instance", "quantified"]);

/**
 * `list[3]`, `list[-1]` and `list[item > 5]` (DMN 1.5, 10.3.2.5). Inside the brackets `item` and the entries
 * of the item are names. A single value is filtered as a list of one.
 */
export function compileFilter(syntax: Filter, compile: Compile): Evaluator {
  const of = compile(syntax.of);
  const test = compile(syntax.test);
  const alwaysTest = TESTS.has(syntax.test.kind);
  return (scope) => {
    const value = of(scope);
    if (value === null) return null;
    const list = isList(value) ? value : [value];
    if (!alwaysTest) {
      const position = positionOf(test, scope);
      if (typeof position === "number") return itemAt(list, position);
    }
    return list.filter((item) => test(itemScope(scope, item)) === true);
  };
}

/** Asks for the position apart from any item; what it misses then is no fault of the expression. */
const positionOf = (test: Evaluator, scope: Scope): FeelValue =>
  test({ find: scope.find, run: { ...scope.run, warnings: [] } });

/** Positions count from 1, negative ones from the end. */
function itemAt(list: FeelList, position: number): FeelValue {
  if (!Number.isInteger(position)) return null;
  return (position > 0 ? list[position - 1] : list[list.length + position]) ?? null;
}

function itemScope(scope: Scope, item: FeelValue): Scope {
  if (!isContext(item)) return within(scope, new Map([["item", item]]));
  const names = namesOf(item);
  return within(scope, names.has(canonicalName("item")) ? names : new Map([["item", item], ...names]));
}
