import type { LimitPeriod, MatterDefinition } from "../parts/matter.ts";
import type { LocalDate } from "#kernel";

/** The limits that the law and the district's promise set for what is received on a day. */
export function limitsOn(matter: Pick<MatterDefinition, "limits">, on: LocalDate): LimitPeriod | undefined {
  return matter.limits.find(({ from, to }) => (from === null || from <= on) && (to === null || on <= to));
}
