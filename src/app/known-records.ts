import { isJsonObject } from "#kernel";
import { findAccountData, systemContext, type Store } from "#store";

/** What an account is known by in registers: register → record id, as its account data says. */
export function knownRecordsOn(store: Store, district: string) {
  return async (account: string): Promise<Readonly<Record<string, string>>> => {
    const data = await findAccountData(store, systemContext(district), account);
    const known = data?.["known"];
    if (!isJsonObject(known)) return {};
    return Object.fromEntries(Object.entries(known).map(([register, id]) => [register, String(id)]));
  };
}
