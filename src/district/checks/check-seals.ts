import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";

/**
 * Where the district names a register of seals, it must be there, and every organ of a demonstration must have a seal in
 * it: without one its documents could not be sealed.
 */
export function checkSeals(draft: Draft, report: FaultSink): void {
  const register = draft.district?.settings["sealRegister"];
  if (typeof register !== "string" || draft.registers === undefined) return;
  if (!draft.registers.has(register)) {
    const parameters = { id: register, kind: "台账", kindEn: "register" };
    report(faultOf("district.yaml", "settings.sealRegister", "PACK_REFERENCE_UNKNOWN", parameters));
  }
  const seals = draft.demo.records.find((records) => records.register === register);
  if (seals === undefined) return;
  const sealed = new Set(seals.rows.map((row) => row["sealOrgan"]));
  for (const id of draft.organs?.keys() ?? [])
    if (!sealed.has(id)) report(faultOf(seals.file, "sealOrgan", "PACK_FIELD_MISSING", { field: id }));
}
