import { canonicalName, tidyName } from "../syntax/name.ts";
import type { Arguments, Syntax } from "../syntax/syntax.ts";
import { isKind, isList, type FeelFunction, type FeelValue } from "../value/value.ts";
import { partOf } from "./path.ts";
import type { Evaluator, Scope } from "./scope.ts";

type Call = Extract<Syntax, { readonly kind: "call" }>;
type Compile = (syntax: Syntax) => Evaluator;

/** `f(1, 2)` and `f(a: 1, b: 2)`; wrong arguments make null. */
export function compileCall(syntax: Call, compile: Compile): Evaluator {
  const callee = compile(syntax.callee);
  const values = compileArguments(syntax.values, compile);
  if (syntax.callee.kind === "name" && canonicalName(syntax.callee.name) === "is defined") {
    return compileIsDefined(syntax, compile);
  }
  return (scope) => {
    const target = callee(scope);
    if (!isKind(target, "function")) {
      scope.run.warnings.push("what is called is not a function");
      return null;
    }
    const given = values(scope);
    const fitted = (target.ways ?? [target]).flatMap((way) => {
      const ordered = given(way);
      return ordered === null ? [] : [{ way, ordered }];
    });
    if (fitted.length === 0) {
      scope.run.warnings.push(`wrong arguments for ${target.name}(${target.parameters.join(", ")})`);
    }
    for (const { way, ordered } of fitted) {
      const answer = way.call(ordered, scope.run);
      if (answer !== null) return answer;
    }
    return null;
  };
}

/** Evaluates the arguments once, then fits them to one way of calling; null when they do not fit. */
type Given = (scope: Scope) => (target: FeelFunction) => readonly (FeelValue | undefined)[] | null;

function compileArguments(values: Arguments, compile: Compile): Given {
  if (values.kind === "positional") {
    const compiled = values.values.map(compile);
    return (scope) => {
      const given = compiled.map((value) => value(scope));
      return (target) => (given.length > target.parameters.length && !target.variadic ? null : given);
    };
  }
  const compiled = values.values.map(({ name, value }) => ({ name: tidyName(name), value: compile(value) }));
  return (scope) => {
    const given = new Map<string, FeelValue>();
    for (const { name, value } of compiled) given.set(canonicalName(name), value(scope));
    return (target) => inOrder(given, target);
  };
}

/** Named values in the order of the parameters; null when one has no such parameter. */
export function inOrder(
  given: ReadonlyMap<string, FeelValue>,
  target: FeelFunction,
): readonly (FeelValue | undefined)[] | null {
  const order = target.parameters.map(canonicalName);
  if ([...given.keys()].some((name) => !order.includes(name))) return null;
  if (target.variadic) {
    const only = given.get(order[0] ?? "");
    return only === undefined ? null : isList(only) || only === null ? [only] : [[only]];
  }
  return order.map((name) => given.get(name));
}

/** Camunda's `is defined`: whether the name or the entry exists, even if it is null. */
function compileIsDefined(syntax: Call, compile: Compile): Evaluator {
  const only = syntax.values.kind === "positional" ? syntax.values.values[0] : syntax.values.values[0]?.value;
  if (only === undefined) return () => null;
  if (only.kind === "name") {
    const name = canonicalName(only.name);
    return (scope) => scope.find(name) !== undefined;
  }
  if (only.kind === "path") {
    const of = compile(only.of);
    const { name } = only;
    return (scope) => partOf(of(scope), name) !== undefined;
  }
  return () => true;
}
