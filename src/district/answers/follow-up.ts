import type { DistrictPack } from "../pack/pack.ts";
import { DECIDING_ORGAN, type OpensCheck } from "../parts/matter-follow-up.ts";
import { TOWN_ORGAN } from "../parts/matter-needs.ts";
import type { Register } from "../parts/register.ts";

/** What a decision writes of the check that it opens; the register of follow-ups has all of them. */
export const FIELDS_OF_FOLLOW_UP = [
  "decided",
  "matter",
  "matterName",
  "decidingOrgan",
  "checkMatter",
  "checkOrgan",
  "division",
  "decidedOn",
  "certificate",
  "licenceNo",
  "subject",
  "place",
  "items",
  "opensOn",
  "finishBy",
  "within",
  "percent",
  "draw",
  "basis",
] as const;

/** `planned`: its day is to come; `notDrawn`: the decision was not among those that are checked. */
export const STATES_OF_FOLLOW_UP = ["planned", "notDrawn"] as const;

/** The register of what decisions open (审管联动台账), by the setting `followUpRegister`; undefined where there is none. */
export function followUpRegister({
  settings,
  registers,
}: Pick<DistrictPack, "settings" | "registers">): Register | undefined {
  const id = settings["followUpRegister"];
  return typeof id === "string" ? registers.get(id) : undefined;
}

/** The organ that checks; the one that decided where the place has no town government. */
export function checkingOrgan(
  { organ }: Pick<OpensCheck, "organ">,
  { deciding, town }: { readonly deciding: string; readonly town: string | null },
): string {
  if (organ === DECIDING_ORGAN) return deciding;
  return organ === TOWN_ORGAN ? (town ?? deciding) : organ;
}
