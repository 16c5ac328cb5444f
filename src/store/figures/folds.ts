import type { Row, Sql } from "../database/database.ts";
import type { LedgerCursor, SafePoint } from "../ledger/commit-order.ts";

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

/** How far a definition is folded, and whether it was asked for in the last hour, or in a day not at all. */
export type Fold = { readonly from: LedgerCursor; readonly asked: boolean; readonly forgotten: boolean };

/** The folds of a district, by `foldKey`, and up to where its ledger is complete. */
export type Standing = { readonly folds: ReadonlyMap<string, Fold>; readonly below: SafePoint };

type Line = Row & {
  readonly complete: number;
  readonly below: string;
  readonly indicator: string | null;
  readonly definition: string;
  readonly epoch: number;
  readonly xid: string;
  readonly position: number;
  readonly asked: boolean;
  readonly forgotten: boolean;
};

/** What a process that folds needs to know, in one question of one snapshot. */
export async function readStanding(sql: Sql, district: string): Promise<Standing> {
  const lines = await sql.query<Line>(
    `select l.epoch as complete, pg_snapshot_xmin(pg_current_snapshot())::text as below,
            f.indicator, f.definition, f.epoch, f.xid::text as xid, f.position,
            f.asked_at > now() - interval '1 hour' as asked, f.asked_at < now() - interval '1 day' as forgotten
       from ledger_epoch l left join figure_fold f on f.district = $1`,
    [district],
  );
  const [first] = lines;
  if (first === undefined) throw new Error("the ledger has no epoch");
  const folds = new Map<string, Fold>();
  for (const { indicator, definition, epoch, xid, position, asked, forgotten } of lines) {
    if (indicator === null) continue;
    folds.set(foldKey(indicator, definition), { from: { epoch, xid, position }, asked, forgotten });
  }
  return { folds, below: { epoch: first.complete, xid: first.below } };
}
