import type { Draft, MatterDraft } from "../draft.ts";
import { childOf, reportAt } from "../shape/node.ts";

/**
 * A material that can be had by sharing is never asked for (国务院关于在线政务服务的若干规定 art. 7), and
 * one that is asked for says which files will do.
 */
export function checkMaterials({ matter, node }: MatterDraft, draft: Draft): void {
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
