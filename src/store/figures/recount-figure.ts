import { queryOf, subjectsOf, type Count, type KeyedCount } from "#indicators";
import type { Row, Sql } from "../database/database.ts";
import { parameters, type Put } from "../queries/parameters.ts";
import type { OrganParts, PeriodParts } from "./counters.ts";
import type { FigureQuestion } from "./figure-question.ts";
import { printAmounts, printSubjects } from "./print-query.ts";

/**
 * The same sums without counters, from the facts themselves: what was known at a moment, figures whose counters
 * are still being built, and the proof that the counters are right.
 */
export async function recountFigure(
  sql: Sql,
  district: string,
  count: Count,
  question: FigureQuestion,
): Promise<readonly PeriodParts[]> {
  const { values, put } = parameters();
  return sql.query<PeriodParts & Row>(
    `with subject as materialized (${printSought(district, count, question, put)})
     select p.month, coalesce(sum(s.numerator), 0) as numerator, coalesce(sum(s.denominator), 0) as denominator,
            count(distinct s.key) as distinct, coalesce(sum(s.records), 0)::bigint as records
       from generate_series(0, 12) as p (month) left join subject s on ${printPeriod(count, question, put)}
      group by p.month order by p.month`,
    values,
  );
}

/** The same for the organs side by side, of the whole year. */
export async function recountByOrgan(
  sql: Sql,
  district: string,
  count: Count,
  question: FigureQuestion,
): Promise<readonly OrganParts[]> {
  const { values, put } = parameters();
  return sql.query<OrganParts & Row>(
    `with subject as materialized (${printSought(district, count, question, put)})
     select s.organ, coalesce(sum(s.numerator), 0) as numerator, coalesce(sum(s.denominator), 0) as denominator,
            count(distinct s.key) as distinct, sum(s.records)::bigint as records
       from (select 0 as month) p join subject s on ${printPeriod(count, question, put)}
      group by s.organ`,
    values,
  );
}

/** The keys that stand in the year (month 0) and in each month, as `printStandingKeys` has them of the counters. */
export function printRecountedKeys(
  district: string,
  count: KeyedCount,
  question: FigureQuestion,
  put: Put,
): string {
  return `select p.month, s.key, sum(s.records)::bigint as refs from generate_series(0, 12) as p (month)
       join (${printSought(district, count, question, put)}) s on ${printPeriod(count, question, put)}
      group by p.month, s.key`;
}

/**
 * The subjects, summed by the months in which they begin and end: a year and its months are then made of some hundred
 * rows, not of thirteen times all subjects.
 */
function printSought(
  district: string,
  count: Count,
  { year, place, organ, asOf }: FigureQuestion,
  put: Put,
): string {
  const of = { year, place, organ };
  const where = count.kind === "stock" ? subjectsOf(count, of) : queryOf(count, of).where;
  const amounts = printAmounts(
    count,
    where,
    printSubjects({ district, source: count.source, asOf }, put),
    put,
  );
  return `select left(a.day, 7) as begun, left(a.ended, 7) as ended, a.organ, a.key,
            sum(a.numerator) as numerator, sum(a.denominator) as denominator, count(a.day) as records
       from (${amounts}) a group by 1, 2, 3, 4`;
}

/** Whether subjects `s` count in the month `p.month`, 0 for the whole year. */
function printPeriod(count: Count, { year }: FigureQuestion, put: Put): string {
  const from = put(`${year}-`);
  const month = (number: string): string => `(${from}::text || to_char(${number}, 'FM00')) collate "C"`;
  const last = month("case p.month when 0 then 12 else p.month end");
  const stands =
    count.kind === "stock"
      ? `(s.ended is null or s.ended > ${last})`
      : `s.begun >= ${month("greatest(p.month, 1)")}`;
  return `s.begun <= ${last} and ${stands}`;
}
