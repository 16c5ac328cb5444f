import type { DistrictPack } from "#district";
import type { LinkedPlan } from "#engine";
import type { Bilingual } from "#kernel";
import { isUserTask } from "./duties-of.ts";

/** What the form of a process's task calls a variable that it gives; undefined where none asks for it. */
export function fieldLabel(
  pack: Pick<DistrictPack, "forms">,
  { plans }: Pick<LinkedPlan, "plans">,
  variable: string,
): Bilingual | undefined {
  for (const { plan } of plans.values())
    for (const { formId } of Object.values(plan.nodes).filter(isUserTask)) {
      const fields = formId === null ? [] : (pack.forms.get(formId)?.fields ?? []);
      const field = fields.find(({ name }) => name === variable);
      if (field !== undefined) return field.label;
    }
  return undefined;
}
