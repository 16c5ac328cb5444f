import { canonicalName } from "../syntax/name.ts";
import type { Iteration, Syntax } from "../syntax/syntax.ts";
import { dateOfDayNumber, dayNumber } from "../value/civil.ts";
import { isKind, isList, type FeelList, type FeelRange, type FeelValue } from "../value/value.ts";
import { within, type Evaluator, type Scope } from "./scope.ts";

type Compile = (syntax: Syntax) => Evaluator;
type Source = { readonly name: string; readonly values: (scope: Scope) => Iterable<FeelValue> | null };

/** `for … return …`; `partial` names the results so far. A source that is null makes the whole null. */
export function compileFor(syntax: Extract<Syntax, { readonly kind: "for" }>, compile: Compile): Evaluator {
  const sources = syntax.iterations.map((iteration) => compileSource(iteration, compile));
  const body = compile(syntax.body);
  return (scope) => {
    const results: FeelValue[] = [];
    const complete = iterate(sources, scope, (inner) => {
      results.push(body(withPartial(inner, results)));
      return true;
    });
    return complete ? results : null;
  };
}

/** Looked up late, so that a loop which never asks for `partial` does not pay for its copies. */
const withPartial = (scope: Scope, results: readonly FeelValue[]): Scope => ({
  find: (name) => (name === "partial" ? results.slice() : scope.find(name)),
  run: scope.run,
});

/** `some` and `every … satisfies …` by three-valued logic. */
export function compileQuantified(
  syntax: Extract<Syntax, { readonly kind: "quantified" }>,
  compile: Compile,
): Evaluator {
  const sources = syntax.iterations.map((iteration) => compileSource(iteration, compile));
  const test = compile(syntax.test);
  const deciding = !syntax.every;
  return (scope) => {
    let unknown = false;
    let decided = false;
    const complete = iterate(sources, scope, (inner) => {
      const answer = test(inner);
      decided = answer === deciding;
      unknown ||= typeof answer !== "boolean";
      return !decided;
    });
    if (decided) return deciding;
    return !complete || unknown ? null : !deciding;
  };
}

/** Goes through every combination, the last source turning fastest; false when a source is null. */
function iterate(sources: readonly Source[], scope: Scope, visit: (scope: Scope) => boolean): boolean {
  const [first, ...rest] = sources;
  if (first === undefined) {
    visit(scope);
    return true;
  }
  const values = first.values(scope);
  if (values === null) return false;
  let going = true;
  for (const value of values) {
    const inner = within(scope, new Map([[first.name, value]]));
    const complete = iterate(rest, inner, (each) => {
      going = visit(each);
      return going;
    });
    if (!complete) return false;
    if (!going) return true;
  }
  return true;
}

function compileSource(iteration: Iteration, compile: Compile): Source {
  const name = canonicalName(iteration.name);
  const from = compile(iteration.from);
  if (iteration.to === null) return { name, values: (scope) => valuesOf(from(scope)) };
  const to = compile(iteration.to);
  return { name, values: (scope) => steps(from(scope), to(scope), true, true) };
}

function valuesOf(source: FeelValue): Iterable<FeelValue> | null {
  if (source === null) return null;
  if (isList(source)) return source;
  if (!isKind(source, "range")) return [source];
  return rangeSteps(source);
}

const rangeSteps = (range: FeelRange): FeelList | null =>
  steps(range.start ?? null, range.end ?? null, range.startIncluded, range.endIncluded);

/** Whole numbers or days from one bound to the other, upwards or downwards. */
function steps(start: FeelValue, end: FeelValue, first: boolean, last: boolean): FeelList | null {
  if (typeof start === "number" && typeof end === "number") return count(start, end, first, last);
  if (isKind(start, "date") && isKind(end, "date")) {
    return (count(dayNumber(start), dayNumber(end), first, last) ?? []).map((day) => dateOfDayNumber(day));
  }
  return null;
}

/** More steps than any rule needs, fewer than would exhaust the machine. */
const MOST_STEPS = 1_000_000;

function count(start: number, end: number, first: boolean, last: boolean): readonly number[] | null {
  if (!Number.isInteger(start) || !Number.isInteger(end) || Math.abs(end - start) > MOST_STEPS) return null;
  const direction = start <= end ? 1 : -1;
  const all = Array.from({ length: Math.abs(end - start) + 1 }, (_, index) => start + index * direction);
  return all.slice(first ? 0 : 1, last ? all.length : -1);
}
