import type { JsonObject } from "./json.ts";
import { CATALOGUE, type ProblemCode } from "./problems/catalogue.ts";

/** One sentence in the two languages of the product. */
export type Bilingual = { readonly zh: string; readonly en: string };

/**
 * An expected refusal as people and programs see it: a stable code, what is wrong, what to do next.
 * `status` is the HTTP status it travels with; `details` carries what a program needs (fields, limits).
 */
export type Problem = {
  readonly code: ProblemCode;
  readonly message: Bilingual;
  readonly next: Bilingual;
  readonly status: number;
  readonly details?: JsonObject;
};

type Parameters = Readonly<Record<string, string | number>>;

/** Makes the problem of a code, filling `{name}` in its sentences. */
export function problem(code: ProblemCode, parameters: Parameters = {}, details?: JsonObject): Problem {
  const entry = CATALOGUE[code];
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
  return {
    code,
    message: { zh: fill(entry.zh), en: fill(entry.en) },
    next: { zh: fill(entry.nextZh), en: fill(entry.nextEn) },
    status: entry.status,
    ...(details === undefined ? {} : { details }),
  };
}

/** True for a value made by `problem` (or read back from JSON). */
export function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" && value !== null && "code" in value && "message" in value && "next" in value
  );
}
