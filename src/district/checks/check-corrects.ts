import type { Draft, MatterDraft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { formsAsked } from "./forms-asked.ts";

/**
 * What a task's form puts right of the application (`x-corrects`) is a field of every matter that asks that form, and
 * not a personal one: what was found stands in the ledger.
 */
export function checkCorrects({ matter }: MatterDraft, draft: Draft, report: FaultSink): void {
  const open = matter.form.fields.filter(({ personal }) => !personal).map(({ name }) => name);
  for (const { file, fields } of formsAsked(draft, matter))
    for (const { name, corrects } of fields)
      for (const { field } of corrects)
        if (!open.includes(field))
          report(
            faultOf(file, `properties.${name}.x-corrects`, "FORM_FIELD_UNKNOWN", { form: matter.id, field }),
          );
}
