import type { CaseWork } from "#cases";
import { offeringOf, OFFERING_REGISTER, parseOfferingLedger, type DistrictPack } from "#district";
import { localDateOf } from "#kernel";
import { findRecord, systemContext, type Store } from "#store";

/** How a matter is offered at a moment: its folder, and over it what the catalogue's ledger says now. */
export function findOfferingOn(store: Store, pack: DistrictPack): CaseWork["findOffering"] {
  const context = systemContext(pack.code);
  return async (id, at) => {
    const matter = pack.matters.get(id);
    if (matter === undefined) return undefined;
    const record = await findRecord(store, context, OFFERING_REGISTER, id);
    const ledger = record === undefined ? undefined : parseOfferingLedger(record.data);
    return offeringOf(matter, ledger, pack, localDateOf(at));
  };
}
