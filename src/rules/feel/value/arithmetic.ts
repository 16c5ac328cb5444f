import { between, moved } from "./moment.ts";
import { makeMonths, makeSpan } from "./temporal-text.ts";
import { isDuration, isKind, isTemporal, type FeelDuration, type FeelValue } from "./value.ts";

export type ArithmeticSign = "+" | "-" | "*" | "/" | "**";

/**
 * FEEL computes in decimals (DMN 1.5, 10.3.2.3.1) while this platform's numbers are doubles: fifteen significant
 * digits are exact in both, so fractions are cut there and 0.1 + 0.2 is 0.3.
 */
export function decimalLike(value: number): number | null {
  if (Number.isInteger(value)) return value;
  return Number.isFinite(value) ? Number(value.toPrecision(15)) : null;
}

/** One arithmetic step (DMN 1.5, tables 53–55); anything not defined there is null. */
export function arithmetic(sign: ArithmeticSign, left: FeelValue, right: FeelValue): FeelValue {
  if (typeof left === "number" && typeof right === "number") return numbers(sign, left, right);
  switch (sign) {
    case "+":
      return add(left, right);
    case "-":
      return subtract(left, right);
    case "*":
      return multiply(left, right);
    case "/":
      return divide(left, right);
    case "**":
      return null;
  }
}

function numbers(sign: ArithmeticSign, left: number, right: number): number | null {
  switch (sign) {
    case "+":
      return decimalLike(left + right);
    case "-":
      return decimalLike(left - right);
    case "*":
      return decimalLike(left * right);
    case "/":
      return right === 0 ? null : decimalLike(left / right);
    case "**":
      return decimalLike(left ** right);
  }
}

function add(left: FeelValue, right: FeelValue): FeelValue {
  if (typeof left === "string" && typeof right === "string") return left + right;
  if (isDuration(left) && isDuration(right)) return sum(left, right, 1);
  if (isTemporal(left) && isDuration(right)) return moved(left, right);
  return isDuration(left) && isTemporal(right) ? moved(right, left) : null;
}

function subtract(left: FeelValue, right: FeelValue): FeelValue {
  if (isDuration(left) && isDuration(right)) return sum(left, right, -1);
  if (isTemporal(left) && isDuration(right)) return moved(left, negated(right));
  return isTemporal(left) && isTemporal(right) ? between(left, right) : null;
}

function sum(left: FeelDuration, right: FeelDuration, sign: 1 | -1): FeelValue {
  if (isKind(left, "years and months duration") && isKind(right, "years and months duration")) {
    return makeMonths(left.months + sign * right.months);
  }
  if (isKind(left, "days and time duration") && isKind(right, "days and time duration")) {
    return makeSpan(left.nanos + BigInt(sign) * right.nanos);
  }
  return null;
}

export const negated = (duration: FeelDuration): FeelDuration =>
  duration.kind === "years and months duration" ? makeMonths(-duration.months) : makeSpan(-duration.nanos);

function multiply(left: FeelValue, right: FeelValue): FeelValue {
  if (isDuration(left) && typeof right === "number") return scaled(left, right);
  return typeof left === "number" && isDuration(right) ? scaled(right, left) : null;
}

function scaled(duration: FeelDuration, factor: number): FeelValue {
  if (!Number.isFinite(factor)) return null;
  if (duration.kind === "years and months duration") return makeMonths(Math.trunc(duration.months * factor));
  if (Number.isInteger(factor)) return makeSpan(duration.nanos * BigInt(factor));
  return makeSpan(BigInt(Math.trunc(Number(duration.nanos) * factor)));
}

function divide(left: FeelValue, right: FeelValue): FeelValue {
  if (!isDuration(left)) return null;
  if (typeof right === "number") return right === 0 ? null : shared(left, right);
  if (isKind(left, "years and months duration") && isKind(right, "years and months duration")) {
    return right.months === 0 ? null : decimalLike(left.months / right.months);
  }
  if (isKind(left, "days and time duration") && isKind(right, "days and time duration")) {
    return right.nanos === 0n ? null : decimalLike(Number(left.nanos) / Number(right.nanos));
  }
  return null;
}

function shared(duration: FeelDuration, parts: number): FeelValue {
  if (duration.kind === "years and months duration") return makeMonths(Math.trunc(duration.months / parts));
  if (Number.isInteger(parts)) return makeSpan(duration.nanos / BigInt(parts));
  return makeSpan(BigInt(Math.trunc(Number(duration.nanos) / parts)));
}
