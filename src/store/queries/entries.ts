import type { Entry, StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** An entry's columns as Entry names them. */
export const ENTRY_COLUMNS = `district, subject, seq, at, actor, kind, data,
  encode(prev, 'hex') as prev, encode(hash, 'hex') as hash`;

export type EntryRow = Entry & Row;

/** The entries of a subject that the reader may see, from the first to the last. */
export async function listEntries(
  store: Store,
  context: StoreContext,
  subject: string,
): Promise<readonly Entry[]> {
  return withContext(store.database, context, (sql) => entriesOf(sql, context.district, subject));
}

/** The entries of a subject inside a transaction. */
function entriesOf(sql: Sql, district: string, subject: string): Promise<readonly Entry[]> {
  return sql.query<EntryRow>(
    `select ${ENTRY_COLUMNS} from entry where district = $1 and subject = $2 order by seq`,
    [district, subject],
  );
}

/** The latest entries of everything the reader may see, the newest first: the live feed's beginning. */
export async function listLatestEntries(
  store: Store,
  context: StoreContext,
  limit: number,
): Promise<readonly Entry[]> {
  return withContext(store.database, context, (sql) =>
    sql.query<EntryRow>(
      `select ${ENTRY_COLUMNS} from entry where district = $1
        order by epoch desc, xid desc, position desc limit $2`,
      [context.district, limit],
    ),
  );
}
