import type { StoreContext, StoredRecord } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** The records that a case brought forth or changed last, by the case number in their data. */
export async function listRecordsOfCase(
  store: Store,
  context: StoreContext,
  caseNo: string,
): Promise<readonly StoredRecord[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & Row>(
      `select register, id, version, organ, division, holder, status, valid_from as "validFrom", data
         from record where district = $1 and data ? 'caseNo' and data ->> 'caseNo' = $2
        order by register, id`,
      [context.district, caseNo],
    ),
  );
}
