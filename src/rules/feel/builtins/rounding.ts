import { numberText } from "../value/text.ts";

/** Which neighbour a number between two takes. */
export type Rounding = "floor" | "ceiling" | "up" | "down" | "half up" | "half down" | "half even";

/** Widest scale of a decimal128 number (DMN 1.5, 10.3.4.5). */
const LOWEST_SCALE = -6111;
const HIGHEST_SCALE = 6176;

/**
 * Rounds by the digits a number is written with, so that 2.675 rounds as 2.675 and not as the double below it.
 * A scale beyond decimal128's is null; a broken scale is cut.
 */
export function rounded(value: number, scale: number, way: Rounding): number | null {
  const places = Math.trunc(scale);
  if (places < LOWEST_SCALE || places > HIGHEST_SCALE || !Number.isFinite(value)) return null;
  const text = numberText(Math.abs(value));
  const [whole = "0", fraction = ""] = text.split(".");
  if (fraction.length <= places) return value;
  const cut = whole.length + places;
  const digits = whole + fraction;
  if (cut < -1) return carried(0n, value, way, places, -1);
  const kept = BigInt(digits.slice(0, Math.max(cut, 0)) || "0");
  const rest = cut < 0 ? `0${digits}` : digits.slice(cut);
  return carried(kept, value, way, places, compareHalf(rest));
}

/** −1 below, 0 at, 1 above the half; −2 when nothing is left over. */
function compareHalf(rest: string): -2 | -1 | 0 | 1 {
  if (/^0*$/.test(rest)) return -2;
  const lead = Number(rest.charAt(0));
  if (lead !== 5) return lead < 5 ? -1 : 1;
  return /^50*$/.test(rest) ? 0 : 1;
}

function carried(kept: bigint, value: number, way: Rounding, places: number, half: number): number {
  const negative = value < 0;
  const away = half !== -2 && awayFromZero(way, negative, half, kept % 2n === 1n);
  const digits = kept + (away ? 1n : 0n);
  const size = Number(`${digits}e${-places}`);
  return digits === 0n ? 0 : negative ? -size : size;
}

function awayFromZero(way: Rounding, negative: boolean, half: number, odd: boolean): boolean {
  switch (way) {
    case "floor":
      return negative;
    case "ceiling":
      return !negative;
    case "up":
      return true;
    case "down":
      return false;
    case "half up":
      return half >= 0;
    case "half down":
      return half > 0;
    case "half even":
      return half > 0 || (half === 0 && odd);
  }
}
