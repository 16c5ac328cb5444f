import type { Row, Sql } from "../database/database.ts";
import type { LedgerCursor } from "../ledger/commit-order.ts";

/** How far each definition of a district is folded, by `foldKey`. */
export async function findFolds(sql: Sql, district: string): Promise<ReadonlyMap<string, LedgerCursor>> {
  const rows = await sql.query<LedgerCursor & Row & { indicator: string; definition: string }>(
    `select indicator, definition, epoch, xid::text as xid, position from figure_fold where district = $1`,
    [district],
  );
  return new Map(
    rows.map(({ indicator, definition, epoch, xid, position }) => [
      foldKey(indicator, definition),
      { epoch, xid, position },
    ]),
  );
}

/** Names a definition of an indicator. */
export function foldKey(indicator: string, definition: string): string {
  return `${indicator} ${definition}`;
}
