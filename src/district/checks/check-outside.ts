import type { Draft, MatterDraft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { formsAsked } from "./forms-asked.ts";

/** What a form shows to a party without an account (`x-outside`) is of every matter that asks it, and not personal. */
export function checkOutside({ matter }: MatterDraft, draft: Draft, report: FaultSink): void {
  for (const form of formsAsked(draft, matter)) {
    if (form.outside === null) continue;
    const open = matter.form.fields.filter(({ personal }) => !personal).map(({ name }) => name);
    for (const field of form.outside.fields)
      if (!open.includes(field))
        report(faultOf(form.file, "x-outside.fields", "FORM_FIELD_UNKNOWN", { form: matter.id, field }));
    for (const material of form.outside.materials)
      if (!matter.materials.some((each) => each.id === material))
        report(
          faultOf(form.file, "x-outside.materials", "PACK_REFERENCE_UNKNOWN", {
            id: material,
            kind: "材料",
            kindEn: "material",
          }),
        );
  }
}
