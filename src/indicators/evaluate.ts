import { isJsonObject, localDateOf, parseInstant, type Instant, type Json, type JsonObject } from "#kernel";
import { add, compareDecimals, findDecimal, multiply, subtract, type Decimal } from "./decimal.ts";
import {
  DATE_PATTERN,
  INSTANT_PATTERN,
  NUMBER_PATTERN,
  type Expression,
  type Fact,
  type ValueType,
} from "./expression.ts";

/** The value of an expression over one subject's facts; null where FEEL says null. */
export type Value = string | boolean | Decimal | null;

/** Evaluates the very tree that the store prints as SQL, so that a figure and its records cannot differ. */
export function evaluate(expression: Expression, facts: JsonObject): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "fact":
      return readFact(expression, facts);
    case "compare": {
      const { left, right, operator, type } = expression;
      return compare(operator, type, evaluate(left, facts), evaluate(right, facts));
    }
    case "isNull":
      return evaluate(expression.operand, facts) === null;
    case "oneOf": {
      const value = evaluate(expression.operand, facts);
      return expression.values.some((each) => compare("=", expression.type, value, each.value) === true);
    }
    case "startsWith": {
      const value = evaluate(expression.operand, facts);
      return typeof value === "string" && value.startsWith(expression.prefix);
    }
    case "and":
      return settle(expression.operands, false, facts);
    case "or":
      return settle(expression.operands, true, facts);
    case "not": {
      const value = evaluate(expression.operand, facts);
      return typeof value === "boolean" ? !value : null;
    }
    case "arithmetic": {
      const [left, right] = [evaluate(expression.left, facts), evaluate(expression.right, facts)];
      return isDecimal(left) && isDecimal(right) ? calculate(expression.operator, left, right) : null;
    }
  }
}

/** True only where the condition is plainly true. */
export const holds = (condition: Expression, facts: JsonObject): boolean =>
  evaluate(condition, facts) === true;

/** The expression's value as a decimal, or null. */
export function decimalValue(expression: Expression, facts: JsonObject): Decimal | null {
  const value = evaluate(expression, facts);
  return isDecimal(value) ? value : null;
}

// One operand equal to `deciding` settles the whole; otherwise an unknown operand leaves it unknown.
function settle(operands: readonly Expression[], deciding: boolean, facts: JsonObject): boolean | null {
  let unknown = false;
  for (const operand of operands) {
    const value = evaluate(operand, facts);
    if (value === deciding) return deciding;
    if (value !== !deciding) unknown = true;
  }
  return unknown ? null : !deciding;
}

function calculate(operator: "+" | "-" | "*", left: Decimal, right: Decimal): Decimal {
  if (operator === "+") return add(left, right);
  return operator === "-" ? subtract(left, right) : multiply(left, right);
}

function compare(
  operator: "=" | "!=" | "<" | "<=" | ">" | ">=",
  type: ValueType,
  left: Value,
  right: Value,
): boolean | null {
  // Every type has one text for one value: decimals without trailing zeros, instants in UTC with milliseconds.
  if (operator === "=") return left === right;
  if (operator === "!=") return left !== right;
  if (left === null || right === null) return null;
  const order = orderOf(type, left, right);
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

function orderOf(type: ValueType, left: string | boolean, right: string | boolean): number {
  if (type === "number" && isDecimal(left) && isDecimal(right)) return compareDecimals(left, right);
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  return Number(left) - Number(right);
}

/** By code point, as COLLATE "C" does over UTF-8; JavaScript's own order differs beyond U+FFFF. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [Array.from(left), Array.from(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function readFact({ path, type }: Fact, facts: JsonObject): Value {
  let value: Json | undefined = facts;
  for (const name of path)
    value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  switch (type) {
    case "any":
      return value === undefined || value === null ? null : true;
    case "string":
      return typeof value === "string" ? value : null;
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "number":
      return typeof value === "number" || (typeof value === "string" && NUMBER_PATTERN.test(value))
        ? (findDecimal(value) ?? null)
        : null;
    case "date":
      return typeof value === "string" ? readDate(value) : null;
    case "instant":
      return typeof value === "string" ? readInstant(value) : null;
  }
}

/** Days of the texts that were read last: the indicators of one subject read the same few. */
const days = new Map<string, string | null>();
const MOST_DAYS = 256;

/** Text as a day in Shanghai, or null. */
function readDate(text: string): string | null {
  if (DATE_PATTERN.test(text)) return text;
  let day = days.get(text);
  if (day === undefined) {
    const instant = readInstant(text);
    day = instant === null ? null : localDateOf(instant);
    if (days.size === MOST_DAYS) days.clear();
    days.set(text, day);
  }
  return day;
}

function readInstant(text: string): Instant | null {
  if (!INSTANT_PATTERN.test(text)) return null;
  const parsed = parseInstant(text);
  return parsed.ok ? parsed.value : null;
}

const isDecimal = (value: Value): value is Decimal =>
  typeof value === "string" && findDecimal(value) === value;
