import type { MatterDefinition } from "../parts/matter.ts";
import type { LocalDate } from "#kernel";

/** Whether a matter is offered on a day, as its folder says. */
export function isInForce(
  matter: Pick<MatterDefinition, "status" | "effectiveFrom" | "effectiveTo">,
  on: LocalDate,
): boolean {
  const { status, effectiveFrom, effectiveTo } = matter;
  return status === "inForce" && effectiveFrom <= on && (effectiveTo === null || on <= effectiveTo);
}
