import { ok, type Problem, type Result } from "#kernel";
import { findDecimal, findReciprocal, ZERO } from "./decimal.ts";
import { commonType, settle, typed, type Draft } from "./draft.ts";
import type { Comparison, Expression, Literal, ValueType } from "./expression.ts";
import { findTemporal, plainText } from "./literals.ts";
import { linksOf, type Link } from "./logic-chain.ts";
import {
  hasWord,
  mistyped,
  parseSource,
  childrenOf,
  textOf,
  unsupported,
  type FeelNode,
  type Place,
  type Source,
} from "./feel-source.ts";

type Read<Value> = Result<Value, Problem>;

/**
 * Reads the part of FEEL that is also SQL and types it: comparisons, and/or/not, in, between, null, literals,
 * names and paths, + - *, division by a constant whose reciprocal ends, date(), date and time(), number(),
 * string(), starts with(). A bare fact takes the type of what it is compared with; a leading `=` is dropped.
 * Errors: INDICATOR_EXPRESSION_UNREADABLE, INDICATOR_EXPRESSION_UNSUPPORTED, INDICATOR_EXPRESSION_TYPES.
 */
export function parseExpression(raw: string, type: ValueType, place: Place): Read<Expression> {
  const parsed = parseSource(raw, place);
  if (!parsed.ok) return parsed;
  return readAs(parsed.value.source, parsed.value.node, type);
}

function readAs(source: Source, node: FeelNode, type: ValueType): Read<Expression> {
  const draft = read(source, node);
  return draft.ok ? settle(source, draft.value, type) : draft;
}

function read(source: Source, node: FeelNode): Read<Draft> {
  const text = textOf(source, node);
  const [only] = childrenOf(node);
  switch (node.name) {
    case "ParenthesizedExpression":
      return only === undefined ? unsupported(source, node) : read(source, only);
    case "VariableName":
      return ok({ kind: "fact", node, path: [plainName(text)] });
    case "PathExpression":
      return ok({ kind: "fact", node, path: text.split(".").map(plainName) });
    case "null":
      return ok({ kind: "null", node });
    case "BooleanLiteral":
      return ok(typed(node, "boolean", { kind: "literal", type: "boolean", value: text === "true" }));
    case "StringLiteral":
      return ok(typed(node, "string", { kind: "literal", type: "string", value: plainText(text) }));
    case "NumericLiteral":
      return readNumber(source, node);
    case "DateTimeLiteral":
      return readTemporal(source, node);
    case "Conjunction":
    case "Disjunction":
    case "Comparison":
      return readLogic(source, node);
    case "ArithmeticExpression":
      return readArithmetic(source, node);
    case "FunctionInvocation":
      return readFunction(source, node);
    default:
      return unsupported(source, node);
  }
}

const plainName = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

function readNumber(source: Source, node: FeelNode): Read<Draft> {
  const value = findDecimal(textOf(source, node).replaceAll(/\s/g, ""));
  if (value === undefined) return unsupported(source, node);
  return ok(typed(node, "number", { kind: "literal", type: "number", value }));
}

/** `date("2022-01-01")`, `@"2022-01-01"`, `date and time("…+08:00")`, or such a reading of a fact. */
function readTemporal(source: Source, node: FeelNode): Read<Draft> {
  const [head, parameters] = childrenOf(node);
  if (head === undefined) return unsupported(source, node);
  const constructor = head.name === "AtLiteral" ? "@" : plainName(textOf(source, head));
  const [argument, ...more] = childrenOf(parameters ?? head);
  if (argument === undefined || more.length > 0) return unsupported(source, node);
  if (argument.name === "StringLiteral") {
    const literal = findTemporal(plainText(textOf(source, argument)));
    const type =
      constructor === "date" ? "date" : constructor === "date and time" ? "instant" : literal?.type;
    return literal !== undefined && literal.type === type
      ? ok(typed(node, literal.type, literal))
      : unsupported(source, node);
  }
  if (constructor === "date") return readConversion(source, node, argument, "date");
  if (constructor === "date and time") return readConversion(source, node, argument, "instant");
  return unsupported(source, node);
}

function readConversion(source: Source, node: FeelNode, argument: FeelNode, type: ValueType): Read<Draft> {
  const draft = read(source, argument);
  if (!draft.ok) return draft;
  if (draft.value.kind !== "fact") return unsupported(source, node);
  return ok(typed(node, type, { kind: "fact", path: draft.value.path, type }));
}

/** `and` binds closer than `or`, whatever shape the grammar's tree has. */
function readLogic(source: Source, node: FeelNode): Read<Draft> {
  const links = linksOf(node);
  const groups: Draft[][] = [];
  for (const link of links) {
    const operand = readLink(source, link);
    if (!operand.ok || links.length === 1) return operand;
    if (link.word === "and") groups.at(-1)?.push(operand.value);
    else groups.push([operand.value]);
  }
  const joined: Draft[] = [];
  for (const group of groups) {
    const draft = joinDrafts(source, node, "and", group);
    if (!draft.ok) return draft;
    joined.push(draft.value);
  }
  return joinDrafts(source, node, "or", joined);
}

function readLink(source: Source, { node, testOf }: Link): Read<Draft> {
  if (testOf === null) return node.name === "Comparison" ? readComparison(source, node) : read(source, node);
  const operand = read(source, testOf.value);
  if (!operand.ok) return operand;
  return testOf.halfRange === null
    ? readMembership(source, node, operand.value, node)
    : readHalfRange(source, testOf.halfRange, operand.value, node);
}

const COMPARISONS: readonly Comparison[] = ["=", "!=", "<", "<=", ">", ">="];

function readComparison(source: Source, node: FeelNode): Read<Draft> {
  const [first, second, third] = childrenOf(node);
  if (first === undefined || second === undefined) return unsupported(source, node);
  const operand = read(source, first);
  if (!operand.ok) return operand;
  if (hasWord(node, "in")) return readMembership(source, node, operand.value, second);
  if (third === undefined) return unsupported(source, node);
  const isBetween = hasWord(node, "between");
  const left = isBetween ? read(source, second) : operand;
  const right = read(source, third);
  if (!left.ok) return left;
  if (!right.ok) return right;
  if (isBetween) return readRange(source, node, operand.value, left.value, right.value, [">=", "<="]);
  const operator = COMPARISONS.find((each) => each === textOf(source, second));
  return operator === undefined
    ? unsupported(source, second)
    : compareDrafts(source, node, operator, left.value, right.value);
}

function compareDrafts(
  source: Source,
  node: FeelNode,
  operator: Comparison,
  left: Draft,
  right: Draft,
): Read<Draft> {
  if (left.kind === "null" || right.kind === "null") return compareNull(source, node, operator, left, right);
  const type = commonType(source, [left, right], node);
  if (!type.ok) return type;
  if (type.value === "boolean" && operator !== "=" && operator !== "!=") return mistyped(source, node);
  const [a, b] = [settle(source, left, type.value), settle(source, right, type.value)];
  if (!a.ok) return a;
  if (!b.ok) return b;
  return ok(
    typed(node, "boolean", { kind: "compare", operator, type: type.value, left: a.value, right: b.value }),
  );
}

function compareNull(
  source: Source,
  node: FeelNode,
  operator: Comparison,
  left: Draft,
  right: Draft,
): Read<Draft> {
  const other = left.kind === "null" ? right : left;
  if (other.kind === "null" || (operator !== "=" && operator !== "!=")) return mistyped(source, node);
  const isNull: Expression = { kind: "isNull", operand: presentAs(other) };
  return ok(typed(node, "boolean", operator === "=" ? isNull : { kind: "not", operand: isNull }));
}

/** `x = null` asks of a bare fact whether it is there at all, whatever its type. */
function presentAs(draft: Exclude<Draft, { kind: "null" }>): Expression {
  return draft.kind === "fact" ? { kind: "fact", path: draft.path, type: "any" } : draft.expression;
}

function readRange(
  source: Source,
  node: FeelNode,
  operand: Draft,
  from: Draft,
  to: Draft,
  operators: readonly [Comparison, Comparison],
): Read<Draft> {
  const type = commonType(source, [operand, from, to], node);
  if (!type.ok) return type;
  const value = settle(source, operand, type.value);
  if (!value.ok) return value;
  const bare = typed(node, type.value, value.value);
  const low = compareDrafts(source, node, operators[0], bare, from);
  if (!low.ok) return low;
  const high = compareDrafts(source, node, operators[1], bare, to);
  return high.ok ? joinDrafts(source, node, "and", [low.value, high.value]) : high;
}

function joinDrafts(
  source: Source,
  node: FeelNode,
  kind: "and" | "or",
  drafts: readonly Draft[],
): Read<Draft> {
  const operands: Expression[] = [];
  for (const draft of drafts) {
    const operand = settle(source, draft, "boolean");
    if (!operand.ok) return operand;
    operands.push(...(operand.value.kind === kind ? operand.value.operands : [operand.value]));
  }
  const [only] = operands;
  if (only === undefined) return unsupported(source, node);
  return ok(typed(node, "boolean", operands.length === 1 ? only : { kind, operands }));
}

/** `x in ["a", "b"]`, `x in [1..5)`, `x in (1, > 5)`: any one of the tests. */
function readMembership(source: Source, node: FeelNode, operand: Draft, tests: FeelNode): Read<Draft> {
  const values: Draft[] = [];
  const others: Draft[] = [];
  for (const test of testsIn(tests)) {
    const found =
      test.name === "SimplePositiveUnaryTest" ? readTest(source, test, operand) : read(source, test);
    if (!found.ok) return found;
    const isValue = found.value.kind === "typed" && found.value.expression.kind === "literal";
    const isTest = test.name === "SimplePositiveUnaryTest";
    if (isValue && !isTest) values.push(found.value);
    else if (isTest) others.push(found.value);
    else {
      const equal = compareDrafts(source, test, "=", operand, found.value);
      if (!equal.ok) return equal;
      others.push(equal.value);
    }
  }
  const oneOf = values.length === 0 ? ok([]) : readOneOf(source, node, operand, values);
  return oneOf.ok ? joinDrafts(source, node, "or", [...oneOf.value, ...others]) : oneOf;
}

function testsIn(tests: FeelNode): readonly FeelNode[] {
  if (["PositiveUnaryTests", "PositiveUnaryTest", "List", "ParenthesizedExpression"].includes(tests.name)) {
    return childrenOf(tests).flatMap(testsIn);
  }
  return [tests];
}

function readOneOf(
  source: Source,
  node: FeelNode,
  operand: Draft,
  values: readonly Draft[],
): Read<readonly Draft[]> {
  const type = commonType(source, [operand, ...values], node);
  if (!type.ok) return type;
  const value = settle(source, operand, type.value);
  if (!value.ok) return value;
  const literals = values.flatMap((each) =>
    each.kind === "typed" && each.expression.kind === "literal" ? [each.expression] : [],
  );
  const oneOf: Expression = { kind: "oneOf", type: type.value, operand: value.value, values: literals };
  return ok([typed(node, "boolean", oneOf)]);
}

/** `> 5` or an interval `[1..5)`, `]1..5[`. */
function readTest(source: Source, test: FeelNode, operand: Draft): Read<Draft> {
  const [first, second] = childrenOf(test);
  if (first?.name === "Interval") return readInterval(source, first, operand);
  return second === undefined ? unsupported(source, test) : readHalfRange(source, test, operand, second);
}

function readHalfRange(source: Source, test: FeelNode, operand: Draft, bound: FeelNode): Read<Draft> {
  const [sign] = childrenOf(test);
  const operator = COMPARISONS.find((each) => sign !== undefined && each === textOf(source, sign));
  if (operator === undefined) return unsupported(source, test);
  const right = read(source, bound);
  return right.ok ? compareDrafts(source, test, operator, operand, right.value) : right;
}

function readInterval(source: Source, interval: FeelNode, operand: Draft): Read<Draft> {
  const [from, to] = childrenOf(interval);
  if (from === undefined || to === undefined) return unsupported(source, interval);
  const [low, high] = [read(source, from), read(source, to)];
  if (!low.ok) return low;
  if (!high.ok) return high;
  const text = textOf(source, interval);
  return readRange(source, interval, operand, low.value, high.value, [
    text.startsWith("[") ? ">=" : ">",
    text.endsWith("]") ? "<=" : "<",
  ]);
}

function readArithmetic(source: Source, node: FeelNode): Read<Draft> {
  const parts = childrenOf(node);
  const [first, second, third] = parts;
  if (first === undefined || second === undefined) return unsupported(source, node);
  const left = third === undefined ? ok(zero) : readAs(source, first, "number");
  const right = readAs(source, third ?? second, "number");
  if (!left.ok) return left;
  if (!right.ok) return right;
  const operator = textOf(source, third === undefined ? first : second);
  if (operator === "/") return readDivision(source, node, left.value, right.value);
  if (operator !== "+" && operator !== "-" && operator !== "*") return unsupported(source, node);
  return ok(typed(node, "number", { kind: "arithmetic", operator, left: left.value, right: right.value }));
}

const zero: Literal = { kind: "literal", type: "number", value: ZERO };

/** Only a quotient that ends is exact: by 100 or 10000, not by 3 or by another fact. */
function readDivision(source: Source, node: FeelNode, left: Expression, right: Expression): Read<Draft> {
  const isNumber = right.kind === "literal" && right.type === "number";
  const value = isNumber ? findReciprocal(right.value) : undefined;
  if (value === undefined) return unsupported(source, node);
  const factor: Literal = { kind: "literal", type: "number", value };
  return ok(typed(node, "number", { kind: "arithmetic", operator: "*", left, right: factor }));
}

function readFunction(source: Source, node: FeelNode): Read<Draft> {
  const [head, parameters] = childrenOf(node);
  const name = head === undefined ? "" : plainName(textOf(source, head));
  const [argument, second, ...more] =
    parameters?.name === "PositionalParameters" ? childrenOf(parameters) : [];
  if (argument === undefined || more.length > 0) return unsupported(source, node);
  if (name === "starts with" && second?.name === "StringLiteral") {
    const operand = readAs(source, argument, "string");
    const prefix = plainText(textOf(source, second));
    return operand.ok
      ? ok(typed(node, "boolean", { kind: "startsWith", operand: operand.value, prefix }))
      : operand;
  }
  if (second !== undefined) return unsupported(source, node);
  if (name === "number" || name === "string") return readConversion(source, node, argument, name);
  if (name !== "not") return unsupported(source, node);
  const operand = readAs(source, argument, "boolean");
  return operand.ok ? ok(typed(node, "boolean", { kind: "not", operand: operand.value })) : operand;
}
