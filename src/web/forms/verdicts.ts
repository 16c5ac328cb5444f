import type { Bilingual, MaterialOnCase } from "#contract";
import { sayIn } from "../language/say.ts";
import { formWords } from "../words/forms.ts";
import { fieldsOf, isObject, type Schema, type Values, widgetOf } from "./schema.ts";
import { type FieldProblem, isShown } from "./validate.ts";

/** A verdict on one material, as a form sends it. */
export type Verdict = {
  readonly material: string;
  readonly name: string;
  readonly accepted: boolean;
  readonly reason?: string;
  readonly requirement?: string;
};

const VERDICTS: ReadonlySet<string> = new Set(["materialVerdicts", "owedVerdicts"]);

/** The verdicts in a form's value, by material. */
export function verdictsIn(value: unknown): ReadonlyMap<string, Verdict> {
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  const verdicts = given.flatMap((one): Verdict[] => {
    if (!isObject(one) || typeof one["material"] !== "string" || typeof one["accepted"] !== "boolean")
      return [];
    const { material, name, accepted, reason, requirement } = one;
    return [
      {
        material,
        name: typeof name === "string" ? name : material,
        accepted,
        ...(typeof reason === "string" ? { reason } : {}),
        ...(typeof requirement === "string" ? { requirement } : {}),
      },
    ];
  });
  return new Map(verdicts.map((verdict) => [verdict.material, verdict]));
}

const isGiven = ({ files, certificates }: MaterialOnCase): boolean => files.length + certificates.length > 0;

/** The materials that a field of verdicts judges: what a register answers for is judged by nobody. */
export function judged(widget: string, materials: readonly MaterialOnCase[]): readonly MaterialOnCase[] {
  const own = materials.filter(({ shared }) => shared === null);
  return widget === "owedVerdicts" ? own.filter(({ owedBy }) => owedBy !== null) : own;
}

/**
 * The start of a form's fields of verdicts: an empty list, so that a case without materials, or where none of those
 * that may be left out was given, is judged by saying nothing.
 */
export function noVerdictsYet(schema: Schema): Values {
  const fields = fieldsOf(schema).filter(([, field]) => VERDICTS.has(widgetOf(field)));
  return Object.fromEntries(fields.map(([name]) => [name, []]));
}

const blank = (text: string | undefined): boolean => text === undefined || text.trim().length < 2;

function sentenceOn(material: MaterialOnCase, verdict: Verdict | undefined): Bilingual | undefined {
  // What was neither asked for nor given needs no verdict.
  if (verdict === undefined)
    return material.required || isGiven(material) ? formWords.verdictMissing : undefined;
  if (verdict.accepted) return undefined;
  if (blank(verdict.reason)) return formWords.verdictReason;
  return blank(verdict.requirement) ? formWords.verdictRequirement : undefined;
}

/** Every material needs a verdict, and every defect what is wrong and how to mend it. */
export function verdictProblems(
  schema: Schema,
  values: Values,
  materials: readonly MaterialOnCase[],
): readonly FieldProblem[] {
  const asked = fieldsOf(schema).filter(
    ([, field]) => VERDICTS.has(widgetOf(field)) && isShown(field, values),
  );
  return asked.flatMap(([name, field]) => {
    const verdicts = verdictsIn(values[name]);
    return judged(widgetOf(field), materials).flatMap((material): readonly FieldProblem[] => {
      const sentence = sentenceOn(material, verdicts.get(material.id));
      if (sentence === undefined) return [];
      const message = {
        zh: sayIn("zh", sentence, { label: material.name.zh }),
        en: sayIn("en", sentence, { label: material.name.en }),
      };
      return [{ pointer: `/${name}/${material.id}`, message }];
    });
  });
}
