import type { QueryCodeIssue } from "#cases";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/**
 * Keeps that a case's query code was given anew; answers its number. Whoever gives another at the same moment waits for
 * the end of this transaction, so that no two share a number.
 */
export async function keepQueryCode(sql: Sql, district: string, issue: QueryCodeIssue): Promise<number> {
  await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `query code ${district} ${issue.caseNo}`,
  ]);
  const [row] = await sql.query<{ issue: number }>(
    `insert into query_code (district, case_id, issue, at, hall, organ, account, read, by_agent)
     select $1, $2, coalesce(max(issue), 0) + 1, $3, $4, $5, $6, $7, $8
       from query_code where district = $1 and case_id = $2
     returning issue`,
    [district, issue.caseNo, issue.at, issue.hall, issue.organ, issue.account, issue.read, issue.byAgent],
  );
  return row?.issue ?? 1;
}

/** The number of the code that opens a case now: 0 for the one that its receipt bore. */
export async function findQueryCodeIssue(
  store: Store,
  context: StoreContext,
  caseNo: string,
): Promise<number> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ issue: number } & Row>(
      "select coalesce(max(issue), 0) as issue from query_code where district = $1 and case_id = $2",
      [context.district, caseNo],
    ),
  );
  return row?.issue ?? 0;
}
