import { isForPublic } from "./for-public.ts";
import { itemCodes } from "./item-codes.ts";
import type { DistrictPack } from "../pack/pack.ts";
import type { JsonObject } from "#kernel";

/** What a report's FEEL reads as `matter`: the item as interfaces name it; null where there is none. */
export function itemFacts(
  { matters, organs }: Pick<DistrictPack, "matters" | "organs">,
  id: string | null,
): JsonObject | null {
  const matter = id === null ? undefined : matters.get(id);
  if (matter === undefined) return null;
  const codes = itemCodes(matter, organs.get(matter.organ));
  return {
    id: matter.id,
    name: matter.name.zh,
    version: matter.version,
    kind: matter.kind,
    itemType: matter.itemType,
    basicCode: codes.basic,
    implementationCode: codes.implementation,
    handlingCode: codes.handling,
    elsewhere: matter.elsewhere !== null,
    // Of a matter that nobody applies for no outside library knows (督办, 差评整改 and others of the house).
    applied: isForPublic(matter),
  };
}
