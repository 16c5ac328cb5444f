import { parseInstant, parseLocalDate } from "#kernel";
import type { Literal } from "./expression.ts";

/** The text of a FEEL string literal, quotes and escapes undone. */
export function plainText(literal: string): string {
  const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
  return literal
    .slice(1, -1)
    .replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, single: string) =>
      code === undefined ? (escapes[single] ?? single) : String.fromCharCode(Number.parseInt(code, 16)),
    );
}

/** The date or instant that a text is, if it is one. */
export function findTemporal(text: string): (Literal & { readonly type: "date" | "instant" }) | undefined {
  const date = parseLocalDate(text);
  if (date.ok) return { kind: "literal", type: "date", value: date.value };
  const instant = parseInstant(text);
  return instant.ok ? { kind: "literal", type: "instant", value: instant.value } : undefined;
}
