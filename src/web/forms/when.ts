import { isObject, type Values } from "./schema.ts";

type Comparison = { readonly path: readonly string[]; readonly operator: string; readonly wanted: unknown };

const COMPARISON = /^([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)\s*(?:(!=|<=|>=|=|<|>)\s*(.+))?$/u;

function literal(written: string): { readonly value: unknown } | undefined {
  if (written === "true" || written === "false") return { value: written === "true" };
  if (written === "null") return { value: null };
  if (/^-?\d+(\.\d+)?$/.test(written)) return { value: Number(written) };
  const quoted = /^"([^"\\]*)"$/.exec(written);
  return quoted === null ? undefined : { value: quoted[1] };
}

function parseComparison(written: string): Comparison | undefined {
  const found = COMPARISON.exec(written.trim());
  if (found === null) return undefined;
  const path = (found[1] ?? "").split(".");
  if (found[2] === undefined) return { path, operator: "=", wanted: true };
  const wanted = literal((found[3] ?? "").trim());
  return wanted === undefined ? undefined : { path, operator: found[2], wanted: wanted.value };
}

/** Splits at a word that stands outside quotes. */
function splitAt(written: string, word: "and" | "or"): readonly string[] {
  return written.split(new RegExp(`\\s+${word}\\s+(?=(?:[^"]*"[^"]*")*[^"]*$)`));
}

function valueAt(values: Values, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), values) ?? null;
}

function holds(values: Values, { path, operator, wanted }: Comparison): boolean {
  const value = valueAt(values, path);
  if (operator === "=") return value === wanted;
  if (operator === "!=") return value !== wanted;
  if (typeof value !== "number" || typeof wanted !== "number") return false;
  if (operator === "<") return value < wanted;
  if (operator === "<=") return value <= wanted;
  return operator === ">" ? value > wanted : value >= wanted;
}

/**
 * Whether a condition of a form holds over what was typed: FEEL comparisons of a field with a literal,
 * joined by `and` and `or`. Undefined for anything beyond that: the server alone decides then.
 */
export function evaluateWhen(written: string, values: Values): boolean | undefined {
  const alternatives = splitAt(written.trim().replace(/^=/, ""), "or").map((part) =>
    splitAt(part, "and").map(parseComparison),
  );
  if (alternatives.some((all) => all.includes(undefined))) return undefined;
  return alternatives.some((all) => all.every((one) => one !== undefined && holds(values, one)));
}
