import type { DistrictPack } from "#district";
import { keepLookupRules, systemContext, type Store } from "#store";

/** Makes the store find records by the fields that the registers of the pack name now. */
export async function keepLookups(store: Store, pack: DistrictPack): Promise<void> {
  const rules = [...pack.registers.values()].flatMap(({ id, lookup }) =>
    lookup.map((field) => ({ register: id, field })),
  );
  await keepLookupRules(store, systemContext(pack.code), rules);
}
