import type { TakenIn } from "#cases";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/**
 * The number of an open case of a matter in the name of a record. Whoever opens another of the same meanwhile waits for
 * the end of this transaction, and then finds it.
 */
export async function findOpenCaseOf(
  sql: Sql,
  district: string,
  matter: string,
  inNameOf: string,
): Promise<string | undefined> {
  await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `intake ${district} ${matter} ${inNameOf}`,
  ]);
  const [row] = await sql.query<{ caseNo: string }>(
    `select case_no as "caseNo" from case_file
      where district = $1 and in_name_of = $2 and matter = $3 and closed_at is null
      order by received_at desc limit 1`,
    [district, inNameOf, matter],
  );
  return row?.caseNo;
}

export async function keepTakenIn(sql: Sql, district: string, taken: TakenIn): Promise<void> {
  await sql.query(
    `insert into taken_in (district, case_id, matter, hall, counter, ticket, organ, account, at, applicant_name,
       in_name_of, by_agent, letter, again, receipt)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      district,
      taken.caseNo,
      taken.matter,
      taken.hall,
      taken.counter,
      taken.ticket,
      taken.organ,
      taken.account,
      taken.at,
      taken.applicantName,
      taken.inNameOf,
      taken.byAgent,
      taken.letter,
      taken.again,
      taken.receipt,
    ],
  );
}

const COLUMNS = `case_id as "caseNo", matter, hall, counter, ticket, organ, account, at, applicant_name as "applicantName",
  in_name_of as "inNameOf", by_agent as "byAgent", letter, again, receipt`;

/** What an account took in, the latest first. */
export async function listTakenIn(
  store: Store,
  context: StoreContext,
  account: string,
  most = 50,
): Promise<readonly TakenIn[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<TakenIn & Row>(
      `select ${COLUMNS} from taken_in where district = $1 and account = $2 order by at desc, case_id limit $3`,
      [context.district, account, most],
    ),
  );
}

/** One intake, where the reader may see it. */
export async function findTakenIn(
  store: Store,
  context: StoreContext,
  caseNo: string,
): Promise<TakenIn | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<TakenIn & Row>(`select ${COLUMNS} from taken_in where district = $1 and case_id = $2`, [
      context.district,
      caseNo,
    ]),
  );
  return row;
}
