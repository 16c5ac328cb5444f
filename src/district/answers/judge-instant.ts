import { isJsonObject, type Json, type JsonObject } from "#kernel";
import type { InstantRule } from "../parts/matter-instant.ts";

/** What became of a condition: it holds, it does not, the rules did not say, or a fact of it could not be had. */
export type ConditionResult = "holds" | "fails" | "unanswered" | "factMissing";

/** Each condition's result, in the matter's order; `holds` only where all of them do and no fact is missing. */
export type Judgement = {
  readonly holds: boolean;
  readonly conditions: readonly { readonly id: string; readonly result: ConditionResult }[];
};

/**
 * Judges by rule: `facts` by id, null where one could not be had, and what the decision answered (null where it gave
 * nothing). Anything but a plain yes to everything leaves the decision to a person.
 */
export function judgeInstant(rule: InstantRule, facts: JsonObject, answered: Json): Judgement {
  const missing = (id: string): boolean => (facts[id] ?? null) === null;
  const conditions = rule.conditions.map(({ id, facts: rests }) => {
    const answer = answerTo(id, answered);
    const result: ConditionResult = rests.some(missing)
      ? "factMissing"
      : answer === true
        ? "holds"
        : answer === false
          ? "fails"
          : "unanswered";
    return { id, result };
  });
  const holds =
    conditions.length > 0 &&
    conditions.every(({ result }) => result === "holds") &&
    !rule.facts.some(({ id }) => missing(id));
  return { holds, conditions };
}

/** Of a condition that is answered more than once every answer must agree. */
function answerTo(id: string, answered: Json): Json {
  if (!Array.isArray(answered)) return isJsonObject(answered) ? (answered[id] ?? null) : null;
  const told = (answered as readonly Json[])
    .filter(isJsonObject)
    .filter(({ condition }) => condition === id)
    .map(({ holds }) => holds ?? null);
  const [first = null] = told;
  return told.every((each) => each === first) ? first : null;
}
