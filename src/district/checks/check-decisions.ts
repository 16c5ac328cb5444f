import type { Draft, MatterDraft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { plansCalled } from "../answers/plans-called.ts";
import { membersRead } from "./check-expressions.ts";
import { nodesOf } from "./check-matter-process.ts";
import { findDecision } from "#rules";

/** A decision the process asks for must be in the matter's folder, and its tables read fields that exist. */
export function checkDecisions({ matter }: MatterDraft, draft: Draft, report: FaultSink): void {
  const { models, shared, sources } = matter.decisions;
  const plans = plansCalled(draft.processes, matter.process).map(({ plan }) => plan);
  for (const node of plans.flatMap(nodesOf)) {
    if (node.kind !== "decisionTask" || node.decision.kind !== "literal") continue;
    const id = String(node.decision.value);
    if ([models, shared].some((each) => each !== null && findDecision(each, id) !== undefined)) continue;
    const names = { id, kind: "决策", kindEn: "decision" };
    report(faultOf(`matters/${matter.id}/decide.dmn`, node.id, "PACK_REFERENCE_UNKNOWN", names));
  }
  const open = matter.form.fields.filter(({ personal }) => !personal).map(({ name }) => name);
  for (const { file, xml } of sources)
    for (const [, text = ""] of xml.matchAll(/<(?:\w+:)?text>([^<]*)<\/(?:\w+:)?text>/g))
      for (const field of membersRead(text, "form").filter((each) => !open.includes(each)))
        report(faultOf(file, text.trim(), "FORM_FIELD_UNKNOWN", { form: "form", field }));
}
