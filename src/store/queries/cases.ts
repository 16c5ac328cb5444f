import type { StoredCase } from "#cases";
import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";
import { likeOf, parameters } from "./parameters.ts";
import { CASE_COLUMNS, findStoredCase, findStoredCases, type CaseRow } from "./subjects.ts";

/** What a list of cases is narrowed to; what the reader may not see is left out in any case. */
export type CaseFilter = {
  readonly applicant?: string;
  readonly organ?: string;
  readonly matter?: string;
  readonly open?: boolean;
  readonly search?: string;
  readonly receivedFrom?: Instant;
  readonly receivedTo?: Instant;
};

/** Cases, the newest first. */
export async function listCases(
  store: Store,
  context: StoreContext,
  options: PageOptions & CaseFilter = {},
): Promise<Page<CaseRow>> {
  const limit = limitOf(options);
  const { values, put } = parameters();
  const where = [`district = ${put(context.district)}`];
  if (options.applicant !== undefined) where.push(`applicant = ${put(options.applicant)}`);
  if (options.organ !== undefined) where.push(`organ = ${put(options.organ)}`);
  if (options.matter !== undefined) where.push(`matter = ${put(options.matter)}`);
  if (options.receivedFrom !== undefined) where.push(`received_at >= ${put(options.receivedFrom)}`);
  if (options.receivedTo !== undefined) where.push(`received_at < ${put(options.receivedTo)}`);
  if (options.open !== undefined) where.push(`closed_at is ${options.open ? "" : "not "}null`);
  if (options.search !== undefined) {
    const sought = put(likeOf(options.search));
    where.push(`(case_no ilike ${sought} or title ilike ${sought} or applicant_name ilike ${sought})`);
  }
  const [moment, id] = keysOf(options, 2, "moment") ?? [];
  if (moment !== undefined) where.push(`(received_at, id) < (${put(moment)}::timestamptz, ${put(id)})`);
  const rows = await withContext(store.database, context, (sql) =>
    sql.query<CaseRow>(
      `select ${CASE_COLUMNS} from case_file where ${where.join(" and ")}
        order by received_at desc, id desc limit ${put(limit + 1)}`,
      values,
    ),
  );
  return pageOf(rows, limit, (last) => [last.receivedAt, last.id]);
}

/** A case by the number that people know it by, if the reader may see it. */
export async function findCaseByNo(
  store: Store,
  context: StoreContext,
  caseNo: string,
): Promise<StoredCase | undefined> {
  return withContext(store.database, context, async (sql) => {
    const [row] = await sql.query<{ id: string }>(
      "select id from case_file where district = $1 and case_no = $2",
      [context.district, caseNo],
    );
    return row === undefined ? undefined : findStoredCase(sql, context.district, row.id);
  });
}

/** A case by its id, if the reader may see it. */
export async function findCase(
  store: Store,
  context: StoreContext,
  id: string,
): Promise<StoredCase | undefined> {
  return withContext(store.database, context, (sql) => findStoredCase(sql, context.district, id));
}

/** Several cases by their ids, in one question. */
export async function findCases(
  store: Store,
  context: StoreContext,
  ids: readonly string[],
): Promise<readonly StoredCase[]> {
  if (ids.length === 0) return [];
  return withContext(store.database, context, (sql) => findStoredCases(sql, context.district, ids));
}

/** How many open cases stand in each division that has any (the screen's map). */
export async function countOpenByDivision(
  store: Store,
  context: StoreContext,
): Promise<readonly { readonly division: string; readonly open: number }[]> {
  return withContext(store.database, context, (sql) =>
    sql.query<{ division: string; open: number }>(
      `select division, count(*)::bigint as open from case_file
        where district = $1 and closed_at is null group by division order by division`,
      [context.district],
    ),
  );
}
