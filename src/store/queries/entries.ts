import type { Instant } from "#kernel";
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
export function entriesOf(sql: Sql, district: string, subject: string): Promise<readonly Entry[]> {
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
    sql.last<EntryRow>(
      `select ${ENTRY_COLUMNS} from entry where district = $1
        order by epoch desc, xid desc, position desc limit $2`,
      [context.district, limit],
    ),
  );
}

/** Cases of a matter that something happened to within a time, as their entries tell. */
export type MovedCases = {
  /** By case: everything up to the end of the time, from the first entry to the last. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** Where there were more cases than were asked for: what happened after this moment is not all there. */
  readonly completeTo: Instant | null;
};

/** The `most` cases of a matter to which something happened first within `from` and `to`, `to` not with it. */
export async function listMovedCases(
  store: Store,
  context: StoreContext,
  asked: { readonly matter: string; readonly from: Instant; readonly to: Instant; readonly most: number },
): Promise<MovedCases> {
  const { matter, from, to, most } = asked;
  return withContext(store.database, context, async (sql) => {
    const moved = await sql.query<{ readonly id: string; readonly first: Instant }>(
      `with moving as (
         select id from case_file where district = $1 and matter = $2 and closed_at is null and received_at < $4
         union all
         select id from case_file where district = $1 and matter = $2 and closed_at >= $3 and received_at < $4)
       select c.id, min(e.at) as first
         from moving c join entry e on e.district = $1 and e.subject = c.id
        where e.at >= $3 and e.at < $4
        group by c.id order by first, c.id limit $5`,
      [context.district, matter, from, to, most + 1],
    );
    const kept = moved.slice(0, most);
    const rows = await sql.query<EntryRow>(
      `select ${ENTRY_COLUMNS} from entry where district = $1 and subject = any ($2) and at < $3 order by subject, seq`,
      [context.district, kept.map(({ id }) => id), to],
    );
    const entries = new Map<string, Entry[]>();
    for (const row of rows) entries.set(row.subject, [...(entries.get(row.subject) ?? []), row]);
    return { entries, completeTo: moved.length > most ? (kept.at(-1)?.first ?? null) : null };
  });
}
