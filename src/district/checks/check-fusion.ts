import type { Draft, MatterDraft } from "../pack/draft.ts";
import { plansCalled } from "../answers/plans-called.ts";
import { childOf, reportAt } from "../shape/node.ts";

/** What the columns that proposals are looked up by are made of (sql/0170). */
const FACTS_OF_FUSION = ["class", "mergedInto"];

/** What `fusion` names of the matter, its process and the pack is there. */
export function checkFusion({ matter, node }: MatterDraft, draft: Draft): void {
  const { fusion } = matter;
  if (fusion === null) return;
  const at = childOf(node, "fusion");
  for (const field of [...FACTS_OF_FUSION, fusion.channel])
    if (!Object.hasOwn(matter.caseFacts, field))
      reportAt(childOf(node, "caseFacts"), "PACK_FIELD_MISSING", { field });
  const know = (
    key: string,
    ids: readonly string[],
    known: Iterable<string> | undefined,
    kind: string,
    kindEn: string,
  ) => {
    const all = known === undefined ? undefined : new Set(known);
    for (const id of ids)
      if (all?.has(id) === false) reportAt(childOf(at, key), "PACK_REFERENCE_UNKNOWN", { id, kind, kindEn });
  };
  know("organs", fusion.organs, draft.organs?.keys(), "部门", "organ");
  know("roles", fusion.roles, draft.roles?.keys(), "角色", "role");
  const fields = matter.form.fields.map(({ name }) => name);
  know("text", [fusion.text], fields, "表单字段", "field of the form");
  know("channel", [fusion.channel], fields, "表单字段", "field of the form");
  const materials = matter.materials.map(({ id }) => id);
  know("photos", [fusion.photos], materials, "材料", "material");
  const [own] = plansCalled(draft.processes, matter.process);
  if (own === undefined) return;
  const places = Object.values(own.plan.nodes).filter(
    (each) => each.scope === null && !("attachedTo" in each),
  );
  know(
    "waitsAt",
    [fusion.waitsAt],
    places.map(({ id }) => id),
    "流程环节",
    "element of the process",
  );
}
