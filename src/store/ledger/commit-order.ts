import type { Entry } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { ENTRY_COLUMNS } from "../queries/entries.ts";

/**
 * A place in commit order. `xid` is text: it has 64 bits. A query that answers it so must order by `entry.xid`:
 * a bare `xid` would be the answer's text, where 999 comes after 1000.
 */
export type LedgerCursor = { readonly epoch: number; readonly xid: string; readonly position: number };

/** Before everything. */
export const BEGINNING: LedgerCursor = { epoch: 0, xid: "0", position: 0 };

/** An entry with its place in commit order. */
export type PlacedEntry = Entry & LedgerCursor;

/**
 * Up to where the ledger is complete: no transaction with a lower number can still commit. Entries of an
 * earlier epoch are complete whatever their transaction number says.
 */
export type SafePoint = { readonly epoch: number; readonly xid: string };

export async function safePoint(sql: Sql): Promise<SafePoint> {
  const [row] = await sql.query<SafePoint>(
    "select epoch, pg_snapshot_xmin(pg_current_snapshot())::text as xid from ledger_epoch",
  );
  if (row === undefined) throw new Error("the ledger has no epoch");
  return row;
}

/** Entries after a cursor and below the safe point, in commit order. */
export function entriesAfter(
  sql: Sql,
  district: string,
  after: LedgerCursor,
  below: SafePoint,
  limit: number,
): Promise<readonly PlacedEntry[]> {
  return sql.query<PlacedEntry & Row>(
    `select ${ENTRY_COLUMNS}, epoch, xid::text as xid, position from entry
      where district = $1 and (epoch, xid, position) > ($2::integer, $3::text::xid8, $4::bigint)
        and (epoch < $5 or (epoch = $5 and xid < $6::text::xid8))
      order by entry.epoch, entry.xid, entry.position limit $7`,
    [district, after.epoch, after.xid, after.position, below.epoch, below.xid, limit],
  );
}

/** What ties an entry into its chain, and its place: all that an anchor needs of it. */
export type PlacedLink = Pick<Entry, "subject" | "seq" | "hash"> & LedgerCursor;

const LINK_COLUMNS = "subject, seq, encode(hash, 'hex') as hash, epoch, xid::text as xid, position";

/** Links of entries after a cursor and below the safe point, in commit order. */
export function linksAfter(
  sql: Sql,
  district: string,
  after: LedgerCursor,
  below: SafePoint,
  limit: number,
): Promise<readonly PlacedLink[]> {
  return sql.query<PlacedLink & Row>(
    `select ${LINK_COLUMNS} from entry
      where district = $1 and (epoch, xid, position) > ($2::integer, $3::text::xid8, $4::bigint)
        and (epoch < $5 or (epoch = $5 and xid < $6::text::xid8))
      order by entry.epoch, entry.xid, entry.position limit $7`,
    [district, after.epoch, after.xid, after.position, below.epoch, below.xid, limit],
  );
}

/** Links of entries after one cursor, up to and with another. */
export function linksBetween(
  sql: Sql,
  district: string,
  after: LedgerCursor,
  to: LedgerCursor,
  limit: number,
): Promise<readonly PlacedLink[]> {
  return sql.query<PlacedLink & Row>(
    `select ${LINK_COLUMNS} from entry
      where district = $1 and (epoch, xid, position) > ($2::integer, $3::text::xid8, $4::bigint)
        and (epoch, xid, position) <= ($5::integer, $6::text::xid8, $7::bigint)
      order by entry.epoch, entry.xid, entry.position limit $8`,
    [district, after.epoch, after.xid, after.position, to.epoch, to.xid, to.position, limit],
  );
}

/** An entry's place alone. */
export function cursorOf({ epoch, xid, position }: LedgerCursor): LedgerCursor {
  return { epoch, xid, position };
}
