import type { Syntax } from "../syntax/syntax.ts";
import { usesInput } from "../syntax/uses-input.ts";
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

/** Constructs that answer a boolean of their own, about more than the value tested. */
const QUESTIONS = new Set<Syntax["kind"]>([
  "and",
  "or",
  "compare",
  "between",
  "in",
  "instance",
  "quantified",
  "call",
]);

/**
 * One test (DMN 1.5, 7.3.1.2 and 10.3.1.2 grammar rule 7): an expression over `?` answers for itself; a range
 * holds the value, a list has it, any other value equals it; a boolean answer about something else also counts.
 */
function compileTest(syntax: Syntax, compile: Compile): Test {
  const evaluate = compile(syntax);
  if (syntax.kind === "wildcard") return () => true;
  if (usesInput(syntax)) return (scope) => booleanOf(evaluate(scope));
  const isQuestion = QUESTIONS.has(syntax.kind);
  return (scope, value) => {
    const test = evaluate(scope);
    if (isKind(test, "function")) return booleanOf(test.call([value], scope.run));
    if (isQuestion && typeof test === "boolean" && typeof value !== "boolean") return test;
    return satisfies(value, test);
  };
}

const booleanOf = (value: FeelValue): boolean | null => (typeof value === "boolean" ? value : null);
