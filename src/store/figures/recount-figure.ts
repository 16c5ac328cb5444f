import { queryOf, subjectsOf, type Indicator } from "#indicators";
import type { Row, Sql } from "../database/database.ts";
import { parameters } from "../queries/parameters.ts";
import type { PeriodParts } from "./counters.ts";
import { printAmounts, printSubjects } from "./print-query.ts";
import type { FigureQuestion } from "./figure-question.ts";

/**
 * The same sums without counters, from the facts themselves: what was known at a moment, figures whose counters
 * are still being built, and the proof that the counters are right.
 */
export async function recountFigure(
  sql: Sql,
  district: string,
  indicator: Indicator,
  { year, place, asOf }: FigureQuestion,
): Promise<readonly PeriodParts[]> {
  const { values, put } = parameters();
  const isStock = indicator.kind === "stock";
  const where = isStock ? subjectsOf(indicator, place) : queryOf(indicator, { year, place }).where;
  const subjects = printSubjects({ district, source: indicator.source, asOf }, put);
  const amounts = printAmounts(indicator, where, subjects, put);
  const from = put(`${year}-`);
  const last = `(${from}::text || to_char(case p.month when 0 then 12 else p.month end, 'FM00') || '-31')`;
  const stands = isStock
    ? `(s.ended is null or s.ended > ${last} collate "C")`
    : `s.day >= (${from}::text || to_char(greatest(p.month, 1), 'FM00') || '-01') collate "C"`;
  return sql.query<PeriodParts & Row>(
    `with subject as materialized (${amounts})
     select p.month, coalesce(sum(s.numerator), 0) as numerator, coalesce(sum(s.denominator), 0) as denominator,
            count(distinct s.key) as distinct, count(s.day) as records
       from generate_series(0, 12) as p (month)
       left join subject s on s.day <= ${last} collate "C" and ${stands}
      group by p.month order by p.month`,
    values,
  );
}
