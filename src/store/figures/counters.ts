import type { Count, Difference, Question } from "#indicators";
import type { Row, Sql } from "../database/database.ts";
import { parameters, type Put } from "../queries/parameters.ts";

/** The sums of a period: month 0 is the whole year. Decimals are text as PostgreSQL writes numeric. */
export type PeriodParts = {
  readonly month: number;
  readonly numerator: string;
  readonly denominator: string;
  readonly distinct: number;
  readonly records: number;
};

/** Whose counters, and the differences not yet folded into them. */
export type Counted = {
  readonly district: string;
  readonly count: Count;
  readonly definition: string;
  readonly tail: readonly Difference[];
};

/**
 * A figure's sums for its year and each month, from its counters and the differences not yet folded into them.
 * For a stock a period is everything up to its end.
 */
export async function readCounters(
  sql: Sql,
  counted: Counted,
  question: Question,
): Promise<readonly PeriodParts[]> {
  const { values, put } = parameters();
  const isStock = counted.count.kind === "stock";
  const year = put(question.year);
  const sums = await sql.query<Omit<PeriodParts, "distinct"> & Row>(
    `with cell as (${printCells(counted, question, year, put)}), sums as (
       select ${monthOf(year)} as month, sum(numerator) as numerator, sum(denominator) as denominator,
              sum(records) as records from cell group by 1
     )
     select p.month, coalesce(sum(s.numerator), 0) as numerator, coalesce(sum(s.denominator), 0) as denominator,
            coalesce(sum(s.records), 0)::bigint as records
       from generate_series(0, 12) as p (month) left join sums s on ${inPeriod(isStock)}
      group by p.month order by p.month`,
    values,
  );
  if (counted.count.measure.kind !== "distinct") return sums.map((period) => ({ ...period, distinct: 0 }));
  const keys = await readKeys(sql, counted, question);
  return sums.map((period) => ({ ...period, distinct: keys.get(period.month) ?? 0 }));
}

async function readKeys(
  sql: Sql,
  counted: Counted,
  question: Question,
): Promise<ReadonlyMap<number, number>> {
  const { values, put } = parameters();
  const rows = await sql.query<{ month: number; standing: number }>(
    `select month, count(*) as standing from (${printStandingKeys(counted, question, put)}) k group by month`,
    values,
  );
  return new Map(rows.map(({ month, standing }) => [month, standing]));
}

/** The keys of a distinct count that stand in its year (month 0) and in each month: `month`, `key`, and `refs`, how many bring it. */
export function printStandingKeys(counted: Counted, question: Question, put: Put): string {
  const isStock = counted.count.kind === "stock";
  const year = put(question.year);
  return `select p.month, s.key, sum(s.refs)::bigint as refs from generate_series(0, 12) as p (month)
       join (select ${monthOf(year)} as month, key, sum(refs) as refs
               from (${printKeyCells(counted, question, year, put)}) cell group by 1, 2) s on ${inPeriod(isStock)}
      group by p.month, s.key having sum(s.refs) > 0`;
}

/** The sums of one organ's year. */
export type OrganParts = Omit<PeriodParts, "month"> & { readonly organ: string };

/** A figure's sums of its year for every organ that has any, side by side. */
export async function readOrganCounters(
  sql: Sql,
  counted: Counted,
  question: Question,
): Promise<readonly OrganParts[]> {
  const { values, put } = parameters();
  const year = put(question.year);
  const isDistinct = counted.count.measure.kind === "distinct";
  const keys = `select organ, count(*) as standing
       from (select organ, key from (${isDistinct ? printKeyCells(counted, question, year, put) : NO_KEYS}) cell
              group by organ, key having sum(refs) > 0) k group by organ`;
  return sql.query<OrganParts & Row>(
    `select s.organ, s.numerator, s.denominator, s.records, coalesce(k.standing, 0) as "distinct"
       from (select organ, sum(numerator) as numerator, sum(denominator) as denominator, sum(records)::bigint as records
               from (${printCells(counted, question, year, put)}) cell group by organ) s
       left join (${keys}) k using (organ)`,
    values,
  );
}

const NO_KEYS = "select ''::text as organ, ''::text as key, 0::bigint as refs where false";

function printCells(counted: Counted, question: Question, year: string, put: Put): string {
  const unfolded = put(JSON.stringify(counted.tail.map(({ keys: _keys, ...cell }) => cell)));
  return `${printFolded("figure_counter", "numerator, denominator, records", { counted, question, year, put })}
       union all
       select year, month, organ, numerator, denominator, records from jsonb_to_recordset(${unfolded}::jsonb) as t
         (year smallint, month smallint, place text, organ text, numerator numeric, denominator numeric, records bigint)
        where ${printAsked({ counted, question, year, put })}`;
}

function printKeyCells(counted: Counted, question: Question, year: string, put: Put): string {
  const references = counted.tail.flatMap(({ year: of, month, place, organ, keys }) =>
    keys.map((each) => ({ year: of, month, place, organ, key: each.key, refs: each.references })),
  );
  return `${printFolded("figure_key", "key, refs", { counted, question, year, put })}
       union all
       select year, month, organ, key, refs from jsonb_to_recordset(${put(JSON.stringify(references))}::jsonb) as t
         (year smallint, month smallint, place text, organ text, key text, refs bigint)
        where ${printAsked({ counted, question, year, put })}`;
}

type Asked = {
  readonly counted: Counted;
  readonly question: Question;
  readonly year: string;
  readonly put: Put;
};

function printFolded(table: "figure_counter" | "figure_key", columns: string, asked: Asked): string {
  const { counted, put } = asked;
  return `select year, month, organ, ${columns} from ${table}
        where district = ${put(counted.district)} and indicator = ${put(counted.count.id)}
          and definition = ${put(counted.definition)} and ${printAsked(asked)}`;
}

/** Cells of the year, of a stock also those before; of a place and an organ where the count names them. */
function printAsked({ counted: { count }, question, year, put }: Asked): string {
  const { place = "", organ = "" } = question;
  return [
    `year ${count.kind === "stock" ? "<=" : "="} ${year}::smallint`,
    ...(place === "" || count.place === null ? [] : [`starts_with(place, ${put(place)}::text)`]),
    ...(organ === "" || count.organ === null ? [] : [`organ = ${put(organ)}::text`]),
  ].join(" and ");
}

/** Cells by month; those of the years before all together as month 0. */
const monthOf = (year: string): string => `case when year < ${year}::smallint then 0 else month end`;

function inPeriod(isStock: boolean): string {
  return isStock ? "p.month = 0 or s.month <= p.month" : "p.month = 0 or s.month = p.month";
}
