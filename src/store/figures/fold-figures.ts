import { countsOf, type Indicator } from "#indicators";
import type { Sql } from "../database/database.ts";
import { BEGINNING, type LedgerCursor, type SafePoint } from "../ledger/commit-order.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { addToCounters, columnsOf, type Defined } from "./add-to-counters.ts";
import { definitionHash } from "./definition.ts";
import { factChangesAfter } from "./fact-changes.ts";
import { foldKey, readStanding, type Fold } from "./folds.ts";
import { factSourceOf, sumChanges } from "./sum-changes.ts";

/**
 * Many entries touch few more counters than few do. An embedded database lets nobody else in meanwhile, and a server
 * tells nobody what was kept since the transaction began, so neither may last.
 */
const USUAL_LIMIT = { server: 5_000, embedded: 2_000, memory: 2_000 } as const;

/**
 * Folds entries that were not yet folded into the counters of these indicators, at most `limit` of them, in one
 * transaction. Answers whether more is waiting. Of several processes one folds at a time; the others go on with
 * their work and read counters and tail. A definition that is new or was changed is folded from the beginning,
 * beside those that are up to date.
 */
export async function foldFigures(
  store: Store,
  district: string,
  indicators: readonly Indicator[],
  limit: number = USUAL_LIMIT[store.database.kind],
): Promise<boolean> {
  const defined = indicators
    .flatMap(countsOf)
    .map((count): Defined => ({ count, definition: definitionHash(count) }));
  return withContext(store.database, systemContext(district), async (sql) => {
    // Alone in its statement: what is read after it is what the last one who had the lock left.
    const [lock] = await sql.query<{ mine: boolean }>(
      "select pg_try_advisory_xact_lock(hashtextextended('yiwang figures ' || $1, 0)) as mine",
      [district],
    );
    if (lock?.mine !== true) return false;
    const { folds, below } = await readStanding(sql, district);
    await keepAsked(sql, district, defined, folds);
    let more = false;
    for (const [after, group] of byPosition(folds, defined)) {
      if (await foldStretch(sql, { district, after, below, limit }, group)) more = true;
    }
    return more;
  });
}

type From = {
  readonly district: string;
  readonly after: LedgerCursor;
  readonly below: SafePoint;
  readonly limit: number;
};

/** Definitions that stand at the same place are folded together: each entry is then read once for all. */
function byPosition(
  folds: ReadonlyMap<string, Fold>,
  defined: readonly Defined[],
): ReadonlyMap<LedgerCursor, readonly Defined[]> {
  const groups = new Map<string, { readonly from: LedgerCursor; readonly group: Defined[] }>();
  for (const each of defined) {
    const from = folds.get(foldKey(each.count.id, each.definition))?.from ?? BEGINNING;
    const name = `${from.epoch}/${from.xid}/${from.position}`;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, { from, group: [each] });
    else known.group.push(each);
  }
  return new Map([...groups.values()].map(({ from, group }) => [from, group]));
}

async function foldStretch(
  sql: Sql,
  { district, after, below, limit }: From,
  group: readonly Defined[],
): Promise<boolean> {
  const counts = group.map(({ count }) => count);
  const sources = [...new Set(counts.map(factSourceOf))];
  const { changes, entries, end } = await factChangesAfter(sql, district, { after, limit, below, sources });
  if (entries === 0) return false;
  await addToCounters(sql, { district, group, end }, sumChanges(counts, changes));
  return entries === limit;
}

/**
 * Opens the folds of definitions that are new, and drops those that no process has asked for in a day. At once
 * would be wrong: while a new version of a pack is rolled out, processes with the old one still read its counters.
 */
async function keepAsked(
  sql: Sql,
  district: string,
  defined: readonly Defined[],
  folds: ReadonlyMap<string, Fold>,
): Promise<void> {
  const unasked = defined.filter(
    ({ count, definition }) => folds.get(foldKey(count.id, definition))?.asked !== true,
  );
  if (unasked.length > 0) {
    await sql.query(
      `insert into figure_fold as held (district, indicator, definition, epoch, xid, position)
       select $1, d.indicator, d.definition, $4, $5::text::xid8, $6
         from unnest($2::text[], $3::text[]) as d (indicator, definition)
       on conflict (district, indicator, definition) do update set asked_at = now()`,
      [district, ...columnsOf(unasked), BEGINNING.epoch, BEGINNING.xid, BEGINNING.position],
    );
  }
  if ([...folds.values()].some(({ forgotten }) => forgotten)) await dropForgotten(sql, district);
}

async function dropForgotten(sql: Sql, district: string): Promise<void> {
  const dropped = await sql.query<{ indicator: string; definition: string }>(
    `delete from figure_fold where district = $1 and asked_at < now() - interval '1 day'
     returning indicator, definition`,
    [district],
  );
  for (const { indicator, definition } of dropped) {
    for (const table of ["figure_counter", "figure_key"]) {
      await sql.query(`delete from ${table} where district = $1 and indicator = $2 and definition = $3`, [
        district,
        indicator,
        definition,
      ]);
    }
  }
}
