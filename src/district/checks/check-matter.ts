import type { Draft, MatterDraft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { checkApplicant } from "./check-applicant.ts";
import { checkDecisions } from "./check-decisions.ts";
import { checkExpressions } from "./check-expressions.ts";
import { checkFollowUp } from "./check-follow-up.ts";
import { checkFusion } from "./check-fusion.ts";
import { checkInstant } from "./check-instant.ts";
import { checkLimits } from "./check-limits.ts";
import { checkMaterials } from "./check-materials.ts";
import { checkBeginning, checkCancellation, checkMatterProcess } from "./check-matter-process.ts";
import { checkNeeds } from "./check-needs.ts";
import { checkOnline } from "./check-online.ts";
import { checkCorrects } from "./check-corrects.ts";
import { checkOutside } from "./check-outside.ts";
import { checkResult } from "./check-result.ts";
import { mustKnow } from "./check-pack-references.ts";
import { childOf, placeOf, reportAt, type Node } from "../shape/node.ts";

/** Checks one matter: the invariants of domain §1.2, and that everything it names is there. */
export function checkMatter(subject: MatterDraft, draft: Draft, report: FaultSink): void {
  checkNames(subject, draft, report);
  checkCodes(subject);
  checkLimits(subject);
  checkMaterials(subject, draft);
  checkOnline(subject);
  checkNeeds(subject, draft);
  checkOutside(subject, draft, report);
  checkCorrects(subject, draft, report);
  checkPrefills(subject, draft, report);
  checkResult(subject, draft);
  checkExpressions(subject, draft, report);
  checkMatterProcess(subject, draft, report);
  checkBeginning(subject, draft);
  checkCancellation(subject, draft, report);
  checkApplicant(subject, draft, report);
  checkDecisions(subject, draft, report);
  checkInstant(subject, draft, report);
  checkFollowUp(subject, draft, report);
  checkFusion(subject, draft);
}

function checkNames({ matter, node }: MatterDraft, draft: Draft, report: FaultSink): void {
  const know = (
    part: ReadonlyMap<string, unknown> | undefined,
    id: string,
    at: Node,
    kind: string,
    kindEn: string,
  ) => mustKnow(part, id, { kind, kindEn }, node.file, placeOf(at), report);
  know(draft.organs, matter.organ, childOf(node, "organ"), "部门", "organ");
  for (const organ of matter.jointOrgans)
    know(draft.organs, organ, childOf(node, "jointOrgans"), "部门", "organ");
  for (const event of matter.events)
    know(draft.events, event, childOf(node, "events"), "人生或企业事件", "life event");
  know(draft.processes, matter.process, childOf(node, "process"), "流程", "process");
}

/** The class of power stands in the basic code too (domain §1.1). */
function checkCodes({ matter, node }: MatterDraft): void {
  const { basic } = matter.codes;
  if (basic.slice(2, 4) === matter.itemType) return;
  const expected = `${basic.slice(0, 2)}${matter.itemType}${basic.slice(4)}`;
  reportAt(childOf(childOf(node, "codes"), "basic"), "ITEM_CODE_WRONG", {
    name: "基本编码",
    nameEn: "the basic code",
    expected,
    found: basic,
  });
}

/** What a form is prefilled from must be a field of a register. */
function checkPrefills({ matter }: MatterDraft, draft: Draft, report: FaultSink): void {
  if (draft.registers === undefined) return;
  for (const { name, prefill } of matter.form.fields) {
    for (const { register, field } of prefill) {
      const known = draft.registers.get(register);
      const place = `properties.${name}.x-prefill`;
      mustKnow(
        draft.registers,
        register,
        { kind: "台账", kindEn: "register" },
        matter.form.file,
        place,
        report,
      );
      if (known !== undefined && !known.fields.some(({ id }) => id === field))
        report(faultOf(matter.form.file, place, "FORM_FIELD_UNKNOWN", { form: register, field }));
    }
  }
}
