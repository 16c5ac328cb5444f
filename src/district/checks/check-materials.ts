import type { Draft, MatterDraft } from "../pack/draft.ts";
import { childOf, reportAt } from "../shape/node.ts";
import { formatLimit, parseLimit } from "#calendar";

/**
 * A material that can be had by sharing is never asked for (国务院关于在线政务服务的若干规定 art. 7), and
 * one that is asked for says which files will do.
 */
export function checkMaterials({ matter, node }: MatterDraft, draft: Draft): void {
  checkDeferral({ matter, node }, draft);
  checkCommitment({ matter, node });
  const seen = new Set<string>();
  for (const [index, material] of matter.materials.entries()) {
    const at = childOf(childOf(node, "materials"), index);
    const { id, necessity, sharedFrom, condition, when, types, maxBytes } = material;
    if (seen.has(id)) reportAt(childOf(at, "id"), "PACK_DUPLICATE", { id });
    seen.add(id);
    if (sharedFrom !== null && necessity !== "shared")
      reportAt(childOf(at, "necessity"), "SHAREABLE_MATERIAL_REQUESTED", { name: material.name.zh });
    if (sharedFrom === null && necessity === "shared")
      reportAt(childOf(at, "sharedFrom"), "PACK_FIELD_MISSING", { field: "sharedFrom" });
    if (sharedFrom !== null && draft.registers !== undefined && !draft.registers.has(sharedFrom)) {
      const parameters = { id: sharedFrom, kind: "台账", kindEn: "register" };
      reportAt(childOf(at, "sharedFrom"), "PACK_REFERENCE_UNKNOWN", parameters);
    }
    if ((condition === null) !== (when === null))
      reportAt(at, "PACK_FIELD_MISSING", { field: condition === null ? "condition" : "when" });
    if (necessity === "shared") continue;
    if (types.length === 0) reportAt(childOf(at, "types"), "PACK_FIELD_MISSING", { field: "types" });
    if (maxBytes <= 0) reportAt(childOf(at, "maxBytes"), "PACK_FIELD_MISSING", { field: "maxBytes" });
  }
}

/** What may come later is there before the promised day of decision: it is due within a shorter limit, from receipt. */
function checkDeferral({ matter, node }: MatterDraft, { district }: Draft): void {
  if (district === undefined || !matter.materials.some(({ necessity }) => necessity === "deferrable")) return;
  const { deferralLimit, deferralText } = { ...district.settings, ...matter.settings };
  const settings = childOf(node, "settings");
  if (deferralText === undefined) reportAt(settings, "PACK_FIELD_MISSING", { field: "deferralText" });
  const limit = parseLimit(String(deferralLimit));
  if (!limit.ok) return reportAt(settings, "PACK_FIELD_MISSING", { field: "deferralLimit" });
  for (const [index, { promised, statutory }] of matter.limits.entries()) {
    const whole = parseLimit(promised ?? statutory);
    if (whole.ok && !(whole.value.unit === limit.value.unit && limit.value.amount <= whole.value.amount)) {
      const parameters = { limit: formatLimit(limit.value), promised: formatLimit(whole.value) };
      reportAt(childOf(childOf(node, "limits"), index), "DEFERRAL_OUTLASTS_PROMISE", parameters);
    }
  }
}

/** No promise stands for what is dangerous, and what it waives is a material of the matter. */
function checkCommitment({ matter, node }: MatterDraft): void {
  const { commitment, highRisk, name, materials, supports } = matter;
  const at = childOf(node, "commitment");
  if (supports.commitment !== (commitment !== null))
    reportAt(childOf(node, "supports"), "PACK_FIELD_WRONG", {
      found: `commitment: ${supports.commitment}`,
      expected: `commitment: ${commitment !== null}`,
      expectedEn: `commitment: ${commitment !== null}`,
    });
  if (commitment === null) return;
  if (highRisk) reportAt(at, "COMMITMENT_HIGH_RISK", { matter: name.zh });
  for (const id of commitment.waives)
    if (!materials.some((material) => material.id === id))
      reportAt(childOf(at, "waives"), "PACK_REFERENCE_UNKNOWN", { id, kind: "材料", kindEn: "material" });
}
