import type { Material } from "../parts/material.ts";
import type { MatterDefinition } from "../parts/matter.ts";
import { evaluateFeel } from "#rules";
import { expectOk, parseInstant, type JsonObject } from "#kernel";

/** A material asked of one application, and whether it must be there when handing in. */
export type AskedMaterial = { readonly material: Material; readonly required: boolean };

/** A condition depends on the form alone, so that it says the same on every day. */
const AT_NO_MOMENT = { now: expectOk(parseInstant("1970-01-01T00:00:00Z")) };

/**
 * The materials a matter asks for, given the values of its form so far. A condition is FEEL over the form's
 * fields and `form`; what shares from a register is never asked. Optional ones are not required; a deferrable one must be given or promised.
 */
export function materialsFor(
  matter: Pick<MatterDefinition, "materials">,
  form: JsonObject,
): readonly AskedMaterial[] {
  return matter.materials
    .filter(({ necessity, condition }) => necessity !== "shared" && holds(condition, form))
    .map((material) => ({ material, required: material.necessity !== "optional" }));
}

function holds(condition: string | null, form: JsonObject): boolean {
  if (condition === null) return true;
  const answer = evaluateFeel(condition.replace(/^=\s*/, ""), { ...form, form }, AT_NO_MOMENT);
  return answer.ok && answer.value.value === true;
}
