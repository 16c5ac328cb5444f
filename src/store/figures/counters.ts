import type { Difference, Indicator, Question } from "#indicators";
import type { Row, Sql } from "../database/database.ts";

/** The sums of a period: month 0 is the whole year. Decimals are text as PostgreSQL writes numeric. */
export type PeriodParts = {
  readonly month: number;
  readonly numerator: string;
  readonly denominator: string;
  readonly distinct: number;
  readonly records: number;
};

/** Whose counters. */
export type Counted = {
  readonly district: string;
  readonly indicator: Indicator;
  readonly definition: string;
};

/**
 * A figure's sums for its year and each month, from its counters and the differences not yet folded into them.
 * For a stock a period is everything up to its end.
 */
export async function readCounters(
  sql: Sql,
  { district, indicator, definition }: Counted,
  { year, place }: Question,
  tail: readonly Difference[],
): Promise<readonly PeriodParts[]> {
  const values = [district, indicator.id, definition, year, place ?? ""];
  const isStock = indicator.kind === "stock";
  const cells = tail.map(({ keys: _keys, ...cell }) => cell);
  const sums = await sql.query<Omit<PeriodParts, "distinct"> & Row>(
    `with cell as (
       select year, month, place, numerator, denominator, records from figure_counter
        where district = $1 and indicator = $2 and definition = $3
       union all
       select year, month, place, numerator, denominator, records from jsonb_to_recordset($6::jsonb) as t
         (year smallint, month smallint, place text, numerator numeric, denominator numeric, records bigint)
     ), sums as (
       ${monthly("sum(numerator) as numerator, sum(denominator) as denominator, sum(records) as records", isStock)}
       group by 1
     )
     select p.month, coalesce(sum(s.numerator), 0) as numerator, coalesce(sum(s.denominator), 0) as denominator,
            coalesce(sum(s.records), 0)::bigint as records
       from generate_series(0, 12) as p (month) left join sums s on ${inPeriod(isStock)}
      group by p.month order by p.month`,
    [...values, JSON.stringify(cells)],
  );
  if (indicator.measure.kind !== "distinct") return sums.map((period) => ({ ...period, distinct: 0 }));
  const keys = await readKeys(sql, values, isStock, tail);
  return sums.map((period) => ({ ...period, distinct: keys.get(period.month) ?? 0 }));
}

async function readKeys(
  sql: Sql,
  values: readonly unknown[],
  isStock: boolean,
  tail: readonly Difference[],
): Promise<ReadonlyMap<number, number>> {
  const references = tail.flatMap(({ year, month, place, keys }) =>
    keys.map((each) => ({ year, month, place, key: each.key, refs: each.references })),
  );
  const rows = await sql.query<{ month: number; standing: number }>(
    `with cell as (
       select year, month, place, key, refs from figure_key
        where district = $1 and indicator = $2 and definition = $3
       union all
       select year, month, place, key, refs from jsonb_to_recordset($6::jsonb) as t
         (year smallint, month smallint, place text, key text, refs bigint)
     ), sums as (
       ${monthly("key, sum(refs) as refs", isStock)}
       group by 1, 2
     ), standing as (
       select p.month, s.key from generate_series(0, 12) as p (month) join sums s on ${inPeriod(isStock)}
        group by p.month, s.key having sum(s.refs) > 0
     )
     select month, count(*) as standing from standing group by month`,
    [...values, JSON.stringify(references)],
  );
  return new Map(rows.map(({ month, standing }) => [month, standing]));
}

/** Cells of the year by month; of a stock also those before, all together as month 0. */
function monthly(columns: string, isStock: boolean): string {
  return `select case when year < $4 then 0 else month end as month, ${columns} from cell
        where year ${isStock ? "<=" : "="} $4 and starts_with(place, $5)`;
}

function inPeriod(isStock: boolean): string {
  return isStock ? "p.month = 0 or s.month <= p.month" : "p.month = 0 or s.month = p.month";
}
