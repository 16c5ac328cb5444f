import { canonicalName } from "../syntax/name.ts";
import type { CompareOperator, Syntax } from "../syntax/syntax.ts";
import { arithmetic, negated, type ArithmeticSign } from "../value/arithmetic.ts";
import { equal } from "../value/equal.ts";
import { compare, makeRange } from "../value/order.ts";
import { isDuration, single, type FeelRange, type FeelValue } from "../value/value.ts";
import { findBuiltin } from "../builtins/builtins.ts";
import { isInstance } from "../type/conform.ts";
import { typeOf, type FindType } from "../type/type.ts";
import { compileCall } from "./call.ts";
import { compileFilter } from "./filter.ts";
import { compileFunction } from "./function.ts";
import { compileFor, compileQuantified } from "./iteration.ts";
import { compileIn, compileUnaryTests } from "./unary-test.ts";
import { propertyOf } from "./path.ts";
import { within, type Evaluator } from "./scope.ts";

/** Turns a construct into a function of its scope; done once, evaluated many times. */
export function compile(syntax: Syntax, findType: FindType = () => undefined): Evaluator {
  const inner = (each: Syntax): Evaluator => compile(each, findType);
  switch (syntax.kind) {
    case "constant": {
      const { value } = syntax;
      return () => value;
    }
    case "name":
      return compileName(syntax.name);
    case "input":
      return (scope) => scope.find("?") ?? null;
    case "wildcard":
      return () => true;
    case "list": {
      const items = syntax.items.map(inner);
      return (scope) => items.map((item) => item(scope));
    }
    case "context":
      return compileContext(syntax, inner);
    case "path": {
      const of = inner(syntax.of);
      const { name } = syntax;
      return (scope) => propertyOf(of(scope), name, scope.run);
    }
    case "filter":
      return compileFilter(syntax, inner);
    case "call":
      return compileCall(syntax, inner);
    case "function":
      return compileFunction(syntax, inner, findType);
    case "if": {
      const [test, then, otherwise] = [inner(syntax.test), inner(syntax.met), inner(syntax.otherwise)];
      return (scope) => (single(test(scope)) === true ? then(scope) : otherwise(scope));
    }
    case "for":
      return compileFor(syntax, inner);
    case "quantified":
      return compileQuantified(syntax, inner);
    default:
      return compileOperator(syntax, inner, findType);
  }
}

type Compile = (syntax: Syntax) => Evaluator;

type Operator = Extract<
  Syntax,
  {
    readonly kind:
      | "and"
      | "or"
      | "compare"
      | "between"
      | "in"
      | "instance"
      | "arithmetic"
      | "negate"
      | "range"
      | "half range"
      | "unary tests";
  }
>;

function compileOperator(syntax: Operator, inner: Compile, findType: FindType): Evaluator {
  switch (syntax.kind) {
    case "and":
    case "or": {
      const [left, right] = [inner(syntax.left), inner(syntax.right)];
      return syntax.kind === "and"
        ? (scope) => both(left(scope), () => right(scope))
        : (scope) => either(left(scope), () => right(scope));
    }
    case "compare": {
      const [left, right] = [inner(syntax.left), inner(syntax.right)];
      const { operator } = syntax;
      return (scope) => compared(operator, left(scope), right(scope));
    }
    case "between": {
      const [value, low, high] = [inner(syntax.value), inner(syntax.low), inner(syntax.high)];
      return (scope) => {
        const point = value(scope);
        return both(compared(">=", point, low(scope)), () => compared("<=", point, high(scope)));
      };
    }
    case "in":
      return compileIn(syntax, inner);
    case "instance": {
      const value = inner(syntax.value);
      const type = typeOf(syntax.type, findType);
      return (scope) => isInstance(value(scope), type);
    }
    case "arithmetic": {
      const [left, right] = [inner(syntax.left), inner(syntax.right)];
      const sign = signOf(syntax.sign);
      return (scope) => arithmetic(sign, left(scope), right(scope));
    }
    case "negate": {
      const operand = inner(syntax.operand);
      return (scope) => minus(operand(scope));
    }
    case "range":
      return compileRange(syntax, inner);
    case "half range": {
      const bound = inner(syntax.bound);
      const { operator } = syntax;
      return (scope) => halfRange(operator, bound(scope));
    }
    case "unary tests":
      return compileUnaryTests(syntax, inner);
  }
}

function compileName(name: string): Evaluator {
  const wanted = canonicalName(name);
  const builtin = findBuiltin(wanted);
  return (scope) => {
    const found = scope.find(wanted);
    if (found !== undefined) return found;
    if (builtin !== undefined) return builtin;
    scope.run.warnings.push(`no variable “${name}”`);
    return null;
  };
}

/** An entry sees those written before it; two entries of one name make the whole null. */
function compileContext(syntax: Extract<Syntax, { readonly kind: "context" }>, inner: Compile): Evaluator {
  const entries = syntax.entries.map(({ key, value }) => ({
    key,
    name: canonicalName(key),
    value: inner(value),
  }));
  const distinct = new Set(entries.map(({ name }) => name)).size === entries.length;
  if (!distinct) return () => null;
  return (scope) => {
    const names = new Map<string, FeelValue>();
    const inside = within(scope, names);
    const context = new Map<string, FeelValue>();
    for (const { key, name, value } of entries) {
      const found = value(inside);
      names.set(name, found);
      context.set(key, found);
    }
    return context;
  };
}

function compileRange(syntax: Extract<Syntax, { readonly kind: "range" }>, inner: Compile): Evaluator {
  const [start, end] = [inner(syntax.start), inner(syntax.end)];
  const { startIncluded, endIncluded } = syntax;
  return (scope) => makeRange(start(scope), end(scope), startIncluded, endIncluded);
}

/** `> 5` as the range it stands for (DMN 1.5, 10.3.2.7). */
function halfRange(operator: CompareOperator, bound: FeelValue): FeelRange {
  const open = {
    kind: "range",
    start: undefined,
    end: undefined,
    startIncluded: false,
    endIncluded: false,
  } as const;
  switch (operator) {
    case ">":
      return { ...open, start: bound };
    case ">=":
      return { ...open, start: bound, startIncluded: true };
    case "<":
      return { ...open, end: bound };
    case "<=":
      return { ...open, end: bound, endIncluded: true };
    case "=":
      return { ...open, start: bound, end: bound, startIncluded: true, endIncluded: true };
    case "!=":
      return { ...open, start: bound, end: bound, outside: true };
  }
}

function compared(operator: CompareOperator, left: FeelValue, right: FeelValue): boolean | null {
  if (operator === "=") return equal(left, right);
  if (operator === "!=") {
    const same = equal(left, right);
    return same === null ? null : !same;
  }
  const order = compare(left, right);
  if (order === null) return null;
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** FEEL's three-valued logic (DMN 1.5, table 50): what is not a boolean counts as null. */
function both(left: FeelValue, right: () => FeelValue): boolean | null {
  if (left === false) return false;
  const other = right();
  if (other === false) return false;
  return left === true && other === true ? true : null;
}

function either(left: FeelValue, right: () => FeelValue): boolean | null {
  if (left === true) return true;
  const other = right();
  if (other === true) return true;
  return left === false && other === false ? false : null;
}

function signOf(text: string): ArithmeticSign {
  if (text === "+" || text === "-" || text === "*" || text === "/" || text === "**") return text;
  return "**";
}

function minus(value: FeelValue): FeelValue {
  if (typeof value === "number") return 0 - value;
  return isDuration(value) ? negated(value) : null;
}
