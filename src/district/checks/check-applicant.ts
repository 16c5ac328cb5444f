import type { Draft, MatterDraft } from "../pack/draft.ts";
import type { FaultSink } from "../shape/fault.ts";
import { childOf, placeOf, reportAt, type Node } from "../shape/node.ts";
import { mustKnow } from "./check-pack-references.ts";

/** What a matter says of its applicant must name registers, fields of form and register, and a required material. */
export function checkApplicant({ matter, node }: MatterDraft, draft: Draft, report: FaultSink): void {
  const { applicant } = matter;
  const { registers } = draft;
  if (applicant === null || registers === undefined) return;
  const at = childOf(node, "applicant");
  const known = (register: string, where: Node): void =>
    mustKnow(registers, register, REGISTERS, node.file, placeOf(where), report);
  const inForm = (field: string, where: Node): void => {
    if (!matter.form.fields.some(({ name }) => name === field))
      reportAt(where, "FORM_FIELD_UNKNOWN", { form: matter.form.file, field });
  };
  /** `open`: printed on notices or compared in words, so it may not be personal. */
  const inRegister = (register: string, field: string, where: Node, open: boolean): void => {
    const fields = registers.get(register)?.fields;
    if (fields !== undefined && !fields.some(({ id, personal }) => id === field && !(open && personal)))
      reportAt(where, "FORM_FIELD_UNKNOWN", { form: register, field });
  };
  known(applicant.register, childOf(at, "register"));
  inForm(applicant.field, childOf(at, "field"));
  // A person is called by name on their own notices.
  const isPerson = applicant.register === applicant.person?.register;
  inRegister(applicant.register, applicant.name, childOf(at, "name"), !isPerson);
  for (const [field, source] of Object.entries(applicant.same)) {
    const where = childOf(childOf(at, "same"), field);
    inForm(field, where);
    inRegister(applicant.register, source, where, true);
  }
  if (applicant.person !== null) {
    const { register, name, representative } = applicant.person;
    const person = childOf(at, "person");
    known(register, childOf(person, "register"));
    inRegister(register, name, childOf(person, "name"), false);
    if (representative !== null)
      inRegister(applicant.register, representative, childOf(person, "representative"), false);
  }
  if (applicant.agent === null) return;
  const { declared, name, idNo, letter } = applicant.agent;
  const agent = childOf(at, "agent");
  inForm(declared, childOf(agent, "declared"));
  inForm(name, childOf(agent, "name"));
  inForm(idNo, childOf(agent, "idNo"));
  const material = matter.materials.find(({ id }) => id === letter);
  if (material?.necessity !== "required")
    reportAt(childOf(agent, "letter"), "APPLICANT_LETTER_MISSING", { letter });
}

const REGISTERS = { kind: "台账", kindEn: "register" };
