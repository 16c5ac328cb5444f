import type { Entry } from "#registers";
import type { Sql } from "../database/database.ts";
import { BEGINNING, cursorOf, entriesAfter, safePoint, type LedgerCursor } from "../ledger/commit-order.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** What was kept since a place in the ledger, in commit order. */
export type LedgerNews = {
  readonly entries: readonly Entry[];
  /** Some of the entries changed facts, so a figure may have changed. */
  readonly changedFacts: boolean;
  /** Where to ask on. */
  readonly end: LedgerCursor;
};

/** So many entries are told again to who begins to listen: they may have come since the page was read. */
const OVERLAP = 10;

/** The entries of the whole district after a place, complete to their end; without a place the latest few. */
export async function listNews(
  store: Store,
  district: string,
  after: LedgerCursor | null,
  limit: number,
): Promise<LedgerNews> {
  return withContext(store.database, systemContext(district), async (sql) => {
    const below = await safePoint(sql);
    const from = after ?? (await latestBut(sql, district, OVERLAP));
    const placed = await entriesAfter(sql, district, from, below, limit);
    const last = placed.at(-1);
    return {
      entries: placed,
      changedFacts: await anyFacts(sql, district, placed),
      end: last === undefined ? from : cursorOf(last),
    };
  });
}

/** The place before the latest `count` entries. */
async function latestBut(sql: Sql, district: string, count: number): Promise<LedgerCursor> {
  const [row] = await sql.query<LedgerCursor>(
    `select epoch, xid::text as xid, position from entry where district = $1
      order by entry.epoch desc, entry.xid desc, entry.position desc offset $2 limit 1`,
    [district, count],
  );
  return row ?? BEGINNING;
}

async function anyFacts(sql: Sql, district: string, entries: readonly Entry[]): Promise<boolean> {
  if (entries.length === 0) return false;
  const [row] = await sql.query<{ any: boolean }>(
    `select exists (select from unnest($2::text[], $3::integer[]) as e (subject, seq)
        join fact_version f on f.district = $1 and f.subject = e.subject and f.version = e.seq) as any`,
    [district, entries.map(({ subject }) => subject), entries.map(({ seq }) => seq)],
  );
  return row?.any === true;
}
