import { countsOf, type Count, type Difference, type Indicator } from "#indicators";
import type { Sql } from "../database/database.ts";
import { BEGINNING, safePoint, type LedgerCursor, type SafePoint } from "../ledger/commit-order.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { definitionHash } from "./definition.ts";
import { differencesOf, factChangesAfter } from "./fact-changes.ts";
import { findFolds, foldKey } from "./folds.ts";

type Defined = { readonly count: Count; readonly definition: string };

const USUAL_LIMIT = 2_000;

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
  limit = USUAL_LIMIT,
): Promise<boolean> {
  const defined = indicators.flatMap(countsOf).map((count) => ({ count, definition: definitionHash(count) }));
  return withContext(store.database, systemContext(district), async (sql) => {
    const [lock] = await sql.query<{ mine: boolean }>(
      "select pg_try_advisory_xact_lock(hashtextextended('yiwang figures ' || $1, 0)) as mine",
      [district],
    );
    if (lock?.mine !== true) return false;
    await keepAsked(sql, district, defined);
    const below = await safePoint(sql);
    let more = false;
    for (const [from, group] of await byPosition(sql, district, defined)) {
      if (await foldStretch(sql, { district, from, below, limit }, group)) more = true;
    }
    return more;
  });
}

type From = {
  readonly district: string;
  readonly from: LedgerCursor;
  readonly below: SafePoint;
  readonly limit: number;
};

/** Definitions that stand at the same place are folded together: each entry is then read once for all. */
async function byPosition(
  sql: Sql,
  district: string,
  defined: readonly Defined[],
): Promise<ReadonlyMap<LedgerCursor, readonly Defined[]>> {
  const folds = await findFolds(sql, district);
  const groups = new Map<string, { readonly from: LedgerCursor; readonly group: Defined[] }>();
  for (const each of defined) {
    const from = folds.get(foldKey(each.count.id, each.definition)) ?? BEGINNING;
    const name = `${from.epoch}/${from.xid}/${from.position}`;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, { from, group: [each] });
    else known.group.push(each);
  }
  return new Map([...groups.values()].map(({ from, group }) => [from, group]));
}

async function foldStretch(
  sql: Sql,
  { district, from, below, limit }: From,
  group: readonly Defined[],
): Promise<boolean> {
  const { changes, entries, end } = await factChangesAfter(sql, district, from, limit, below);
  if (entries === 0) return false;
  const rows = group.flatMap(({ count, definition }) =>
    differencesOf(count, changes).map((difference) => ({
      indicator: count.id,
      definition,
      ...difference,
    })),
  );
  if (rows.length > 0) await addToCounters(sql, district, rows);
  await sql.query(
    `update figure_fold f set epoch = $2, xid = $3::text::xid8, position = $4
       from unnest($5::text[], $6::text[]) as d (indicator, definition)
      where f.district = $1 and f.indicator = d.indicator and f.definition = d.definition`,
    [district, end.epoch, end.xid, end.position, ...columnsOf(group)],
  );
  return entries === limit;
}

type Row = Difference & { readonly indicator: string; readonly definition: string };

async function addToCounters(sql: Sql, district: string, rows: readonly Row[]): Promise<void> {
  const cells = rows.map(({ keys: _keys, ...cell }) => cell);
  await sql.query(
    `insert into figure_counter as held
       (district, indicator, definition, year, month, place, organ, numerator, denominator, records)
     select $1, c.indicator, c.definition, c.year, c.month, c.place, c.organ,
            sum(c.numerator), sum(c.denominator), sum(c.records)
       from jsonb_to_recordset($2::jsonb) as c (indicator text, definition text, year smallint, month smallint,
              place text, organ text, numerator numeric, denominator numeric, records bigint)
      group by c.indicator, c.definition, c.year, c.month, c.place, c.organ
     on conflict (district, indicator, definition, year, month, place, organ) do update set
       numerator = held.numerator + excluded.numerator,
       denominator = held.denominator + excluded.denominator,
       records = held.records + excluded.records`,
    [district, JSON.stringify(cells)],
  );
  const keys = rows.flatMap(({ keys: ofCell, indicator, definition, year, month, place, organ }) =>
    ofCell.map(({ key, references }) => ({
      indicator,
      definition,
      year,
      month,
      place,
      organ,
      key,
      refs: references,
    })),
  );
  if (keys.length > 0) await addToKeys(sql, district, JSON.stringify(keys));
}

const KEY_SHAPE =
  "c (indicator text, definition text, year smallint, month smallint, place text, organ text, key text, refs bigint)";

async function addToKeys(sql: Sql, district: string, keys: string): Promise<void> {
  await sql.query(
    `insert into figure_key as held (district, indicator, definition, year, month, place, organ, key, refs)
     select $1, c.indicator, c.definition, c.year, c.month, c.place, c.organ, c.key, sum(c.refs)
       from jsonb_to_recordset($2::jsonb) as ${KEY_SHAPE}
      group by c.indicator, c.definition, c.year, c.month, c.place, c.organ, c.key
     on conflict (district, indicator, definition, year, month, place, organ, key) do update set
       refs = held.refs + excluded.refs`,
    [district, keys],
  );
  await sql.query(
    `delete from figure_key held using jsonb_to_recordset($2::jsonb) as ${KEY_SHAPE}
      where held.district = $1 and held.indicator = c.indicator and held.definition = c.definition
        and held.year = c.year and held.month = c.month and held.place = c.place and held.organ = c.organ
        and held.key = c.key and held.refs = 0`,
    [district, keys],
  );
}

/**
 * Opens the folds of definitions that are new, and drops those that no process has asked for in a day. At once
 * would be wrong: while a new version of a pack is rolled out, processes with the old one still read its counters.
 */
async function keepAsked(sql: Sql, district: string, defined: readonly Defined[]): Promise<void> {
  await sql.query(
    `insert into figure_fold as held (district, indicator, definition, epoch, xid, position)
     select $1, d.indicator, d.definition, $4, $5::text::xid8, $6
       from unnest($2::text[], $3::text[]) as d (indicator, definition)
      where not exists (select from figure_fold f where f.district = $1 and f.indicator = d.indicator
              and f.definition = d.definition and f.asked_at > now() - interval '1 hour')
     on conflict (district, indicator, definition) do update set asked_at = now()`,
    [district, ...columnsOf(defined), BEGINNING.epoch, BEGINNING.xid, BEGINNING.position],
  );
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

function columnsOf(defined: readonly Defined[]): readonly [readonly string[], readonly string[]] {
  return [defined.map(({ count }) => count.id), defined.map(({ definition }) => definition)];
}
