import type { Count, Difference } from "#indicators";
import type { Sql } from "../database/database.ts";
import type { LedgerCursor } from "../ledger/commit-order.ts";

/** A count with its definition's hash. */
export type Defined = { readonly count: Count; readonly definition: string };

/** Definitions that were folded together, and how far they are now. */
export type Folded = {
  readonly district: string;
  readonly group: readonly Defined[];
  readonly end: LedgerCursor;
};

const DEFINED = "unnest($2::text[], $3::text[]) with ordinality as d (indicator, definition, number)";
const KEYS = `jsonb_to_recordset($8::jsonb) as c
  (of bigint, year smallint, month smallint, place text, organ text, key text, refs bigint)`;

/** Adds the differences of each definition, in their order, to its counters and keys, and moves its fold, in one statement. */
export async function addToCounters(
  sql: Sql,
  { district, group, end }: Folded,
  differences: readonly (readonly Difference[])[],
): Promise<void> {
  const cells: object[] = [];
  const keys: object[] = [];
  for (const [index, ofCount] of differences.entries()) {
    // A definition is told by its number: its name and hash are longer than all the rest of a row.
    const of = index + 1;
    for (const { keys: ofCell, ...cell } of ofCount) {
      cells.push({ of, ...cell });
      const { year, month, place, organ } = cell;
      for (const { key, references: refs } of ofCell) keys.push({ of, year, month, place, organ, key, refs });
    }
  }
  const definitions = columnsOf(group);
  const [left] = await sql.query<{ unreferenced: number }>(
    `with moved as (
       update figure_fold f set epoch = $4, xid = $5::text::xid8, position = $6
         from unnest($2::text[], $3::text[]) as d (indicator, definition)
        where f.district = $1 and f.indicator = d.indicator and f.definition = d.definition
     ), counted as (
       insert into figure_counter as held
         (district, indicator, definition, year, month, place, organ, numerator, denominator, records)
       select $1, d.indicator, d.definition, c.year, c.month, c.place, c.organ, c.numerator, c.denominator, c.records
         from jsonb_to_recordset($7::jsonb) as c (of bigint, year smallint, month smallint, place text, organ text,
                numerator numeric, denominator numeric, records bigint)
         join ${DEFINED} on d.number = c.of
       on conflict (district, indicator, definition, year, month, place, organ) do update set
         numerator = held.numerator + excluded.numerator,
         denominator = held.denominator + excluded.denominator,
         records = held.records + excluded.records
     ), keyed as (
       insert into figure_key as held (district, indicator, definition, year, month, place, organ, key, refs)
       select $1, d.indicator, d.definition, c.year, c.month, c.place, c.organ, c.key, c.refs
         from ${KEYS} join ${DEFINED} on d.number = c.of
       on conflict (district, indicator, definition, year, month, place, organ, key) do update set
         refs = held.refs + excluded.refs
       returning refs
     )
     select count(*) as unreferenced from keyed where refs = 0`,
    [district, ...definitions, end.epoch, end.xid, end.position, JSON.stringify(cells), JSON.stringify(keys)],
  );
  if (left !== undefined && left.unreferenced > 0) await dropUnreferenced(sql, district, definitions);
}

/** Keys that nothing refers to any longer. */
async function dropUnreferenced(
  sql: Sql,
  district: string,
  definitions: readonly [readonly string[], readonly string[]],
): Promise<void> {
  await sql.query(
    `delete from figure_key k using unnest($2::text[], $3::text[]) as d (indicator, definition)
      where k.district = $1 and k.indicator = d.indicator and k.definition = d.definition and k.refs = 0`,
    [district, ...definitions],
  );
}

/** Indicators and hashes, one list each. */
export function columnsOf(defined: readonly Defined[]): readonly [readonly string[], readonly string[]] {
  return [defined.map(({ count }) => count.id), defined.map(({ definition }) => definition)];
}
