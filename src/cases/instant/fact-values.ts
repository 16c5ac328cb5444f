import type { Json, JsonObject, Instant } from "#kernel";
import { evaluateFeel } from "#rules";

/**
 * What is compared and counted with something that is not passed on: each answer is yes, no or a number. Anything else
 * that an expression gives is left out, so that a name or an address cannot leave its register by it.
 */
export function comparisons(
  answers: Readonly<Record<string, string>>,
  seen: JsonObject,
  now: Instant,
): JsonObject {
  return Object.fromEntries(
    Object.entries(answers).map(([name, text]) => {
      const value = feelOf(text, seen, now);
      return [name, typeof value === "boolean" || typeof value === "number" ? value : null];
    }),
  );
}

/** What an expression of the pack gives; null where it gives nothing. */
export function feelOf(text: string, seen: JsonObject, now: Instant): Json {
  const answer = evaluateFeel(text.replace(/^=/, ""), seen, { now });
  return answer.ok ? answer.value.value : null;
}

/** Texts of a FEEL value: one, or a list of them; what is empty is left out. */
export function textsOf(value: Json): readonly string[] {
  const all: readonly Json[] = Array.isArray(value) ? value : [value];
  return all.flatMap((each) => (typeof each === "string" && each.trim() !== "" ? [each.trim()] : []));
}
