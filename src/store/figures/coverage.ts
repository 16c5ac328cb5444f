import { sidesOf, type Coverage, type CoveredKey, type KeyedCount } from "#indicators";
import type { Row, Sql } from "../database/database.ts";
import { parameters, type Put } from "../queries/parameters.ts";

/** The keys and records of a coverage in a period: month 0 is the whole year. */
export type CoverageParts = {
  readonly month: number;
  /** Keys of the denominator, and those of them that are covered. */
  readonly denominator: number;
  readonly numerator: number;
  /** Records behind the denominator, behind the numerator, and behind what is not covered. */
  readonly records: number;
  readonly covering: number;
  readonly missing: number;
};

/** Prints the standing keys of one side: rows of `month`, `key` and `refs`. */
export type PrintKeys = (count: KeyedCount, put: Put) => string;

/** The parts of the year and of each month; the SQL of `coveredKeys`. */
export async function readCoverageParts(
  sql: Sql,
  coverage: Coverage,
  print: PrintKeys,
): Promise<readonly CoverageParts[]> {
  const { values, put } = parameters();
  return sql.query<CoverageParts & Row>(
    `${printSides(coverage, print, put)}
     select p.month, count(w.key) as denominator, count(n.key) as numerator,
            coalesce(sum(w.refs), 0)::bigint as records, coalesce(sum(n.refs), 0)::bigint as covering,
            coalesce(sum(w.refs) filter (where n.key is null), 0)::bigint as missing
       from generate_series(0, 12) as p (month)
       left join wanted w on w.month = p.month
       left join numerator n on n.month = w.month and n.key = w.key
      group by p.month order by p.month`,
    values,
  );
}

/** The keys of a coverage's year, in their order. */
export async function readCoveredKeys(
  sql: Sql,
  coverage: Coverage,
  print: PrintKeys,
): Promise<readonly CoveredKey[]> {
  const { values, put } = parameters();
  return sql.query<CoveredKey & Row>(
    `${printSides(coverage, print, put)}
     select w.key, w.refs as records, coalesce(n.refs, 0)::bigint as covering
       from wanted w left join numerator n on n.month = w.month and n.key = w.key
      where w.month = 0 order by w.key collate "C"`,
    values,
  );
}

function printSides(coverage: Coverage, print: PrintKeys, put: Put): string {
  const sides = sidesOf(coverage).map(
    ({ side, count }): string => `${side} as materialized (${print(count, put)})`,
  );
  const standing =
    coverage.among === null
      ? ""
      : "where exists (select from among a where a.month = d.month and a.key = d.key)";
  return `with ${sides.join(", ")}, wanted as (select d.* from denominator d ${standing})`;
}
