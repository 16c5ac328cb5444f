import type { FormField, Matter } from "#district";
import type { LinkedPlan } from "#engine";
import { isJsonObject, type Instant, type Json, type JsonObject } from "#kernel";
import { compileFeel, evaluateFeel, namesIn } from "#rules";

/** What the one-time notice (一次性告知) says of one field of the application: what is wrong, and what is asked. */
export type FieldVerdict = {
  readonly field: string;
  readonly name: string;
  readonly reason: string;
  readonly requirement: string;
};

/** A field that was put right: what the notice had said of it, and what stood there (never a personal value). */
export type CorrectedField = FieldVerdict & { readonly before: Json; readonly personal: boolean };

/** The widget of the field of a task's form in which an officer names faulty fields. */
export const FIELD_VERDICTS = "fieldVerdicts";

/** The widget of the field of a task's form in which the applicant puts them right. */
export const CORRECTED_FORM = "correctedForm";

/** The name of the field that a task's form draws with a widget, if it has one. */
export function fieldDrawnAs(schema: JsonObject, widget: string): string | undefined {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  return Object.entries(properties).find(
    ([, field]) => isJsonObject(field) && field["x-widget"] === widget,
  )?.[0];
}

/** The fields that wait to be put right. */
export function faultedFields({ fieldVerdicts }: JsonObject): readonly FieldVerdict[] {
  return Array.isArray(fieldVerdicts)
    ? (fieldVerdicts.filter(isJsonObject) as unknown as FieldVerdict[])
    : [];
}

/** The fields that were put right, each as it was last. */
export function correctedFields({ corrections }: JsonObject): readonly CorrectedField[] {
  return Array.isArray(corrections) ? (corrections.filter(isJsonObject) as unknown as CorrectedField[]) : [];
}

/**
 * Whether an officer may ask that a field be corrected. Whom the case is for and who acts for them is not: that was
 * held to the registers when it came in, and another applicant is another application. Nor is a declaration.
 */
export function isCorrectable({ applicant }: Pick<Matter, "applicant">, field: FormField): boolean {
  if (field.schema["const"] !== undefined || field.schema["x-widget"] === "sign") return false;
  if (applicant === null) return true;
  const { agent, same } = applicant;
  const fixed = [applicant.field, ...Object.keys(same), ...(agent === null ? [] : agentFields(agent))];
  return !fixed.includes(field.name);
}

const agentFields = (agent: { readonly declared: string; readonly name: string; readonly idNo: string }) => [
  agent.declared,
  agent.name,
  agent.idNo,
];

/**
 * The fields that are open while a correction is asked: those that the notice names, and those that are only asked
 * where one of them is answered in a certain way (`x-when`). All others are locked.
 */
export function openedFields(
  matter: Pick<Matter, "form" | "applicant">,
  asked: readonly Pick<FieldVerdict, "field">[],
): ReadonlySet<string> {
  const opened = new Set(asked.map(({ field }) => field));
  for (let before = -1; before !== opened.size;) {
    before = opened.size;
    for (const field of matter.form.fields)
      if (isCorrectable(matter, field) && namesOf(field.when).some((name) => opened.has(name)))
        opened.add(field.name);
  }
  return opened;
}

/** The fields that a condition reads, `form.x` as `x` is the form's own. */
function namesOf(when: string | null): readonly string[] {
  const compiled = when === null ? undefined : compileFeel(when.replace(/^=/, ""));
  return compiled?.ok === true ? namesIn(compiled.value) : [];
}

/** Whether a field is asked at all, given the whole form. */
export function isAsked({ when }: FormField, form: JsonObject, now: Instant): boolean {
  if (when === null) return true;
  const answer = evaluateFeel(when.replace(/^=/, ""), form, { now });
  return !answer.ok || answer.value.value !== false;
}

const reads = new WeakMap<LinkedPlan["plan"], boolean>();

/** Whether the notice of a process lists faulty fields: one that was drawn before there were any names materials alone. */
export function listsFields({ plan }: LinkedPlan): boolean {
  const known = reads.get(plan);
  if (known !== undefined) return known;
  const found = Object.values(plan.nodes).some(
    (node) => node.kind === "jobTask" && JSON.stringify(node.inputs).includes("fieldVerdicts"),
  );
  reads.set(plan, found);
  return found;
}
