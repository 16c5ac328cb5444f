import type { MatterDefinition } from "../parts/matter.ts";
import { evaluateFeel } from "#rules";
import { expectOk, parseInstant, type JsonObject } from "#kernel";

/** A place depends on the form alone, so that it says the same on every day. */
const AT_NO_MOMENT = { now: expectOk(parseInstant("1970-01-01T00:00:00Z")) };

/**
 * What a case knows from its beginning of the courses that its matter may take: the special procedures
 * (`[{ground, name, limit}]`) and the site check (`{place, items}`, null where it has none). `form` is the open form.
 */
export function proceduresOf(
  { specialProcedures, siteCheck }: Pick<MatterDefinition, "specialProcedures" | "siteCheck">,
  form: JsonObject,
): { readonly specialProcedures: readonly JsonObject[]; readonly siteCheck: JsonObject | null } {
  return {
    specialProcedures: specialProcedures.map(({ ground, name, limit }) => ({ ground, name: name.zh, limit })),
    siteCheck: siteCheck && {
      place: placeOf(siteCheck.place, form),
      items: siteCheck.items.map(({ item, requirement }) => ({ item, requirement })),
    },
  };
}

function placeOf(expression: string, form: JsonObject): string | null {
  const answer = evaluateFeel(expression.replace(/^=\s*/, ""), { ...form, form }, AT_NO_MOMENT);
  return answer.ok && typeof answer.value.value === "string" ? answer.value.value : null;
}
