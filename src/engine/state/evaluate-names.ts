import { ok, type Json, type Problem, type Result } from "#kernel";
import type { Value } from "#process";
import { evaluateValue, unexpected } from "./evaluate.ts";
import type { Living, Run } from "./run.ts";

/** A comma-separated text or a FEEL list of texts. Errors: ENGINE_VALUE_UNEXPECTED, ENGINE_EXPRESSION_FAILED. */
export function names(
  run: Run,
  living: Living,
  value: Value | null,
  attribute: string,
): Result<readonly string[], Problem> {
  if (value === null) return ok([]);
  const found = evaluateValue(run, living, value);
  if (!found.ok) return found;
  if (found.value === null) return ok([]);
  if (typeof found.value === "string")
    return ok(
      found.value
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== ""),
    );
  if (Array.isArray(found.value) && found.value.every(isText)) return ok(found.value);
  return unexpected(living.node, attribute, found.value);
}

const isText = (value: Json): value is string => typeof value === "string";
