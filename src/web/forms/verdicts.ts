import type { MaterialOnCase } from "#contract";
import { sayIn } from "../language/say.ts";
import { formWords } from "../words/forms.ts";
import { fieldsOf, isObject, type Schema, type Values, widgetOf } from "./schema.ts";
import { type FieldProblem, isShown } from "./validate.ts";

function problemOf(material: MaterialOnCase, given: unknown): FieldProblem["message"] | undefined {
  const verdict = isObject(given) ? given : {};
  const say = (sentence: FieldProblem["message"]): FieldProblem["message"] => ({
    zh: sayIn("zh", sentence, { label: material.name.zh }),
    en: sayIn("en", sentence, { label: material.name.en }),
  });
  if (verdict["accepted"] === true) return undefined;
  // What was neither asked for nor given needs no verdict.
  if (verdict["accepted"] === undefined)
    return material.required || material.files.length > 0 ? say(formWords.verdictMissing) : undefined;
  const reason = verdict["reason"];
  return typeof reason === "string" && reason.trim() !== "" ? undefined : say(formWords.verdictReason);
}

/** Every material needs a verdict, and every defect its reason. */
export function verdictProblems(
  schema: Schema,
  values: Values,
  materials: readonly MaterialOnCase[],
): readonly FieldProblem[] {
  return fieldsOf(schema)
    .filter(([, field]) => widgetOf(field) === "materialVerdicts" && isShown(field, values))
    .flatMap(([name]) =>
      materials.flatMap((material): readonly FieldProblem[] => {
        const given = values[name];
        const message = problemOf(material, isObject(given) ? given[material.id] : undefined);
        return message === undefined ? [] : [{ pointer: `/${name}/${material.id}`, message }];
      }),
    );
}
