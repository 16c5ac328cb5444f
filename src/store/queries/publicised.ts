import type { StoreContext, StoredRecord } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** The records of a register in some states, the latest change first. */
export async function listRecordsInState(
  store: Store,
  context: StoreContext,
  register: string,
  status: readonly string[],
  limit: number,
): Promise<readonly StoredRecord[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & { id: string }>(
      `select register, id, version, organ, division, holder, status, valid_from as "validFrom", data
         from record where district = $1 and register = $2 and status = any ($3)
        order by valid_from desc, id limit $4`,
      [context.district, register, status, limit],
    ),
  );
}
