import type { NamedElement } from "#contract";
import { inBoth, type DistrictPack } from "#district";
import type { PlanNode } from "#process";

/** An element by its names; empty where it is drawn without one. */
export const namedElement = (pack: DistrictPack, { id, name, type }: PlanNode): NamedElement => ({
  element: id,
  name: inBoth(pack, name),
  type,
});
