import type { MatterDraft } from "../pack/draft.ts";
import { childOf, reportAt } from "../shape/node.ts";

/** 全程网办 is applying, acceptance, decision and delivery online: depth Ⅳ, nobody comes (domain §1.5). */
export function checkOnline({ matter, node }: MatterDraft): void {
  const { fullyOnline, onlineDepth: depth, onSite } = matter;
  if (fullyOnline && (depth !== 4 || onSite.visits !== 0))
    reportAt(childOf(node, "fullyOnline"), "ONLINE_DEPTH_WRONG", { depth, visits: onSite.visits });
}
