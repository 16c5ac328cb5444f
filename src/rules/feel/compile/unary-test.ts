import type { Syntax } from "../syntax/syntax.ts";
import { isInput, usesInput } from "../syntax/uses-input.ts";
import { satisfies } from "../value/order.ts";
import { isKind, type FeelValue } from "../value/value.ts";
import { within, type Evaluator, type Scope } from "./scope.ts";

type Compile = (syntax: Syntax) => Evaluator;

/** Tests one value; null when it cannot be said. */
type Test = (scope: Scope, value: FeelValue) => boolean | null;

/** `x in (1, > 5, [a..b])`: met when one of the tests is. */
export function compileIn(syntax: Extract<Syntax, { readonly kind: "in" }>, compile: Compile): Evaluator {
  const value = compile(syntax.value);
  const tests = syntax.tests.map((test) => compileTest(test, compile));
  return (scope) => {
    const input = value(scope);
    return anyTest(tests, inputScope(scope, input), input);
  };
}

/** A decision table's cell over the value in `?`: `-`, one test, several, or `not(…)` of them. */
export function compileUnaryTests(
  syntax: Extract<Syntax, { readonly kind: "unary tests" }>,
  compile: Compile,
): Evaluator {
  const tests = syntax.tests.map((test) => compileTest(test, compile));
  return (scope) => {
    const met = anyTest(tests, scope, scope.find("?") ?? null);
    return met === null ? null : met !== syntax.negated;
  };
}

const inputScope = (scope: Scope, input: FeelValue): Scope => within(scope, new Map([["?", input]]));

function anyTest(tests: readonly Test[], scope: Scope, value: FeelValue): boolean | null {
  let unknown = false;
  for (const test of tests) {
    const answer = test(scope, value);
    if (answer === true) return true;
    unknown ||= answer === null;
  }
  return unknown ? null : false;
}

/**
 * One test (DMN 1.5, 7.3.1.2 and 10.3.1.2 grammar rule 7): an expression over `?` answers for itself (`?` alone is
 * always met); a range holds the value, a list has it, any other value equals it.
 */
function compileTest(syntax: Syntax, compile: Compile): Test {
  const evaluate = compile(syntax);
  if (syntax.kind === "wildcard" || isInput(syntax)) return () => true;
  if (usesInput(syntax)) return (scope) => booleanOf(evaluate(scope));
  const isRange = syntax.kind === "range";
  return (scope, value) => {
    const test = evaluate(scope);
    if (isKind(test, "function")) return booleanOf(test.call([value], scope.run));
    return isRange && test === null ? null : satisfies(value, test);
  };
}

const booleanOf = (value: FeelValue): boolean | null => (typeof value === "boolean" ? value : null);
