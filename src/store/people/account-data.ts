import type { JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** What else is kept of an account's holder: the records it is known by, whether it is a demonstration. */
export async function findAccountData(
  store: Store,
  context: StoreContext,
  id: string,
): Promise<JsonObject | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.query<{ data: JsonObject }>("select data from account where district = $1 and id = $2", [
      context.district,
      id,
    ]),
  );
  return row?.data;
}
