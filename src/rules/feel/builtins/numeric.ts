import { decimalLike, negated } from "../value/arithmetic.ts";
import { finite, type FeelDuration } from "../value/value.ts";
import { builtin, duration, number, optional, overloaded, type Builtin } from "./define.ts";
import { rounded, type Rounding } from "./rounding.ts";

const rounding = (name: string, way: Rounding): Builtin =>
  builtin(name, [number("n"), number("scale")], (n, scale) => rounded(n, scale, way));

const roundingTo = (name: string, way: Rounding): Builtin =>
  builtin(name, [number("n"), optional(number("scale"))], (n, scale) => rounded(n, scale ?? 0, way));

/** The remainder has the divisor's sign (DMN 1.5, table 75). */
function modulo(dividend: number, divisor: number): number | null {
  if (divisor === 0) return null;
  const rest = dividend % divisor;
  return decimalLike(rest !== 0 && rest < 0 !== divisor < 0 ? rest + divisor : rest + 0);
}

const isNegative = (value: FeelDuration): boolean =>
  value.kind === "years and months duration" ? value.months < 0 : value.nanos < 0n;

export const NUMBERS: readonly Builtin[] = [
  rounding("decimal", "half even"),
  roundingTo("floor", "floor"),
  roundingTo("ceiling", "ceiling"),
  rounding("round up", "up"),
  rounding("round down", "down"),
  rounding("round half up", "half up"),
  rounding("round half down", "half down"),
  overloaded([
    builtin("abs", [number("n")], Math.abs),
    builtin("abs", [duration("n")], (value) => (isNegative(value) ? negated(value) : value)),
  ]),
  builtin("modulo", [number("dividend"), number("divisor")], modulo),
  builtin("sqrt", [number("number")], (value) => (value < 0 ? null : Math.sqrt(value))),
  builtin("log", [number("number")], (value) => (value <= 0 ? null : Math.log(value))),
  builtin("exp", [number("number")], (value) => finite(Math.exp(value))),
  builtin("odd", [number("number")], (value) => Math.abs(value) % 2 === 1),
  builtin("even", [number("number")], (value) => value % 2 === 0),
];
