import type { Draft, MatterDraft } from "../draft.ts";
import type { FaultSink } from "../fault.ts";
import { childOf, placeOf, reportAt, type Node } from "../shape/node.ts";
import { mustKnow } from "./check-pack-references.ts";

/** What a matter says of its applicant must name a register, fields of form and register, and a required material. */
export function checkApplicant({ matter, node }: MatterDraft, draft: Draft, report: FaultSink): void {
  const { applicant } = matter;
  if (applicant === null || draft.registers === undefined) return;
  const at = childOf(node, "applicant");
  const place = childOf(at, "register");
  mustKnow(
    draft.registers,
    applicant.register,
    { kind: "台账", kindEn: "register" },
    node.file,
    placeOf(place),
    report,
  );
  const known = draft.registers.get(applicant.register);
  const inForm = (field: string, where: Node): void => {
    if (!matter.form.fields.some(({ name }) => name === field))
      reportAt(where, "FORM_FIELD_UNKNOWN", { form: matter.form.file, field });
  };
  const inRegister = (field: string, where: Node): void => {
    if (known !== undefined && !known.fields.some(({ id, personal }) => id === field && !personal))
      reportAt(where, "FORM_FIELD_UNKNOWN", { form: applicant.register, field });
  };
  inForm(applicant.field, childOf(at, "field"));
  inRegister(applicant.name, childOf(at, "name"));
  for (const [field, source] of Object.entries(applicant.same)) {
    inForm(field, childOf(childOf(at, "same"), field));
    inRegister(source, childOf(childOf(at, "same"), field));
  }
  if (applicant.agent === null) return;
  const { declared, name, letter } = applicant.agent;
  const agent = childOf(at, "agent");
  inForm(declared, childOf(agent, "declared"));
  inForm(name, childOf(agent, "name"));
  const material = matter.materials.find(({ id }) => id === letter);
  if (material?.necessity !== "required")
    reportAt(childOf(agent, "letter"), "APPLICANT_LETTER_MISSING", { letter });
}
