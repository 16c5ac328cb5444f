import type { Draft, MatterDraft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { DECIDING_ORGAN } from "../parts/matter-follow-up.ts";
import { TOWN_ORGAN } from "../parts/matter-needs.ts";
import { FIELDS_OF_FOLLOW_UP, STATES_OF_FOLLOW_UP } from "../answers/follow-up.ts";
import { childOf, placeOf, reportAt } from "../shape/node.ts";
import { mustKnow } from "./check-pack-references.ts";

/** Classes of power whose decisions others rely on, so that it must be said whether a check follows: 许可、确认、备案. */
const MUST_SAY: readonly string[] = ["01", "07", "10"];

/**
 * The check that a decision opens (审管联动) names a matter that can begin by itself and an organ; where the district
 * keeps a register of follow-ups, every matter that licenses, confirms or files says whether one opens.
 */
export function checkFollowUp({ matter, node }: MatterDraft, draft: Draft, report: FaultSink): void {
  const { followUp, result, begins } = matter;
  const register = draft.district?.settings["followUpRegister"];
  const at = childOf(node, "followUp");
  if (followUp === null) {
    const decides = result !== null && begins === null;
    if (typeof register === "string" && decides && MUST_SAY.includes(matter.itemType))
      reportAt(at, "PACK_FIELD_MISSING", { field: "followUp" });
    return;
  }
  if (followUp.kind === "none") return;
  const place = placeOf(at);
  if (typeof register !== "string")
    report(faultOf("district.yaml", "settings", "PACK_FIELD_MISSING", { field: "followUpRegister" }));
  if (result === null) reportAt(childOf(node, "result"), "PACK_FIELD_MISSING", { field: "result" });
  const begun = draft.matterDrafts.find((each) => each.matter.id === followUp.check)?.matter;
  if (!draft.mattersFaulty && (begun === undefined || begun.begins === null))
    reportAt(childOf(at, "check"), "PACK_REFERENCE_UNKNOWN", {
      id: followUp.check,
      kind: "有 begins 的事项",
      kindEn: "matter with begins",
    });
  if (followUp.organ !== DECIDING_ORGAN && followUp.organ !== TOWN_ORGAN)
    mustKnow(
      draft.organs,
      followUp.organ,
      { kind: "部门", kindEn: "organ" },
      node.file,
      `${place}.organ`,
      report,
    );
}

/** The register that keeps what decisions open has the fields and states that opening writes, and begins the checks. */
export function checkFollowUpRegister(draft: Draft, report: FaultSink): void {
  const id = draft.district?.settings["followUpRegister"];
  if (typeof id !== "string" || draft.registers === undefined) return;
  const register = draft.registers.get(id);
  const file = register === undefined ? "district.yaml" : `registers/${id}.yaml`;
  if (register === undefined) {
    const parameters = { id, kind: "台账", kindEn: "register" };
    return report(faultOf(file, "settings.followUpRegister", "PACK_REFERENCE_UNKNOWN", parameters));
  }
  for (const field of FIELDS_OF_FOLLOW_UP)
    if (!register.fields.some((each) => each.id === field && !each.personal))
      report(faultOf(file, "fields", "PACK_FIELD_MISSING", { field }));
  for (const state of STATES_OF_FOLLOW_UP)
    if (!register.statuses.some((each) => each.id === state))
      report(faultOf(file, "statuses", "PACK_FIELD_MISSING", { field: state }));
}
