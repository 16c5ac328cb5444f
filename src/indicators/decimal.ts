/**
 * An exact decimal number as text (`-12.5`, `0`, `1000000`), without exponent or trailing zeros: it fits in
 * JSON, equals PostgreSQL's numeric, and its sums never drift (0.1 + 0.2 is 0.3).
 */
export type Decimal = string & { readonly decimal: unique symbol };

type Scaled = { readonly units: bigint; readonly scale: number };

// A number beyond this has no meaning in a government's books and would only cost memory.
const LARGEST_EXPONENT = 400;

/** Reads a JSON number or decimal text; undefined for anything else. */
export function findDecimal(value: number | string): Decimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(String(value));
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponentText = "0"] = match;
  const exponent = Number(exponentText);
  if (whole + fraction === "" || Math.abs(exponent) > LARGEST_EXPONENT) return undefined;
  const units = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  return textOf({ units, scale: fraction.length - exponent });
}

/** The decimal of a number that must have one. */
export function decimalOf(value: number | string): Decimal {
  const found = findDecimal(value);
  if (found === undefined) throw new Error(`${value} is not a decimal number`);
  return found;
}

export const ZERO = decimalOf(0);
export const ONE = decimalOf(1);

export function add(left: Decimal, right: Decimal): Decimal {
  // Sums of counts, nearly all there are: whole numbers that a double holds exactly.
  if (isShortWhole(left) && isShortWhole(right)) return String(Number(left) + Number(right)) as Decimal;
  const [a, b, scale] = aligned(left, right);
  return textOf({ units: a + b, scale });
}

const isShortWhole = (value: Decimal): boolean => value.length < 16 && !value.includes(".");

export function negate(value: Decimal): Decimal {
  if (value === ZERO) return ZERO;
  return (value.startsWith("-") ? value.slice(1) : `-${value}`) as Decimal;
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  const [a, b, scale] = aligned(left, right);
  return textOf({ units: a - b, scale });
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  const [a, b] = [scaledOf(left), scaledOf(right)];
  return textOf({ units: a.units * b.units, scale: a.scale + b.scale });
}

/** Negative, zero or positive, as left is smaller, equal or greater. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a, b] = aligned(left, right);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The quotient rounded half away from zero to `places`; null when the divisor is zero, never 100 %. */
export function divide(left: Decimal, right: Decimal, places: number): Decimal | null {
  const [a, b] = aligned(left, right);
  if (b === 0n) return null;
  const shifted = absolute(a) * 10n ** BigInt(places) * 2n + absolute(b);
  const quotient = shifted / (absolute(b) * 2n);
  return textOf({ units: a < 0n === b < 0n ? quotient : -quotient, scale: places });
}

/** Rounded half away from zero, with exactly that many places, for people to read. */
export function toPlaces(value: Decimal, places: number): string {
  const rounded = divide(value, ONE, places) ?? ZERO;
  const [whole = "0", fraction = ""] = rounded.split(".");
  return places === 0 ? whole : `${whole}.${fraction.padEnd(places, "0")}`;
}

/** 1 ÷ value where that ends (divisors made of twos and fives); undefined where it would be rounded. */
export function findReciprocal(value: Decimal): Decimal | undefined {
  const quotient = divide(ONE, value, 60);
  return quotient !== null && multiply(quotient, value) === ONE ? quotient : undefined;
}

function scaledOf(text: Decimal): Scaled {
  const [whole = "0", fraction = ""] = text.split(".");
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const [a, b] = [scaledOf(left), scaledOf(right)];
  const scale = Math.max(a.scale, b.scale);
  return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale), scale];
}

function textOf({ units, scale }: Scaled): Decimal {
  if (scale <= 0) return String(units * 10n ** BigInt(-scale)) as Decimal;
  const digits = String(absolute(units)).padStart(scale + 1, "0");
  const fraction = digits.slice(-scale).replace(/0+$/, "");
  const whole = digits.slice(0, -scale);
  const sign = units < 0n ? "-" : "";
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}` as Decimal;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
