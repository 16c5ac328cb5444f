import type { TaskForm } from "#district";
import { parseInstant, type Instant, type Json, type JsonObject } from "#kernel";
import { evaluateFeel } from "#rules";
import type { CaseWork } from "../case/case-work.ts";

/**
 * The days that a task's form names (`x-days`), `YYYY-MM-DD`; null where the calendar does not reach, so that a check
 * that compares with it does not hold.
 */
export function daysOf(
  work: Pick<CaseWork, "now" | "dueOn">,
  { days }: Pick<TaskForm, "days">,
  known: JsonObject,
): JsonObject {
  const now = work.now();
  const read = (expression: string): Json => {
    const answer = evaluateFeel(expression.replace(/^=\s*/, ""), known, { now });
    return answer.ok ? (answer.value.value as Json) : null;
  };
  return Object.fromEntries(
    Object.entries(days).map(([name, { limit, from }]) => {
      const begins = from === null ? now : instantOf(read(from));
      const length = read(limit);
      const day = begins === null || typeof length !== "string" ? undefined : work.dueOn(begins, length);
      return [name, day ?? null];
    }),
  );
}

function instantOf(value: Json): Instant | null {
  const read = typeof value === "string" ? parseInstant(value) : undefined;
  return read?.ok === true ? read.value : null;
}
