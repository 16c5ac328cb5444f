import type { StoredCase } from "#cases";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import { filterConditions, type CaseFilter } from "./case-filter.ts";
import { casesInArea, type CaseArea } from "./cases-in-area.ts";
import { caseScopes, inScopes, ownScopes } from "./case-scopes.ts";
import { hasGrams, RECENT, searchCaseIds, wholeCaseNo } from "./case-search.ts";
import type { Sql } from "../database/database.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";
import { parameters, soughtIn, type Put } from "./parameters.ts";
import {
  CASE_COLUMNS,
  findStoredCase,
  findStoredCaseByNo,
  findStoredCases,
  type CaseRow,
} from "./subjects.ts";

/**
 * Cases, the newest first, or the oldest first where nothing is sought. A search finds a text anywhere in number, title or applicant's name; one too short for
 * the index (a single sign, two letters or digits) is looked for among the latest cases only. With an `area`, only
 * cases whose point lies in it.
 */
export async function listCases(
  store: Store,
  context: StoreContext,
  options: PageOptions & CaseFilter & { readonly oldestFirst?: boolean; readonly area?: CaseArea } = {},
): Promise<Page<CaseRow>> {
  const limit = limitOf(options);
  const { search: told, oldestFirst, area, ...filter } = options;
  const search = told?.trim() ?? "";
  const rows = await withContext(store.database, context, async (sql) => {
    if (area !== undefined)
      return casesInArea(
        sql,
        context,
        { ...filter, search, area, oldestFirst: oldestFirst ?? false },
        limit + 1,
      );
    if (search === "")
      return casesInOrder(sql, context, { ...filter, oldestFirst: oldestFirst ?? false }, limit + 1);
    const known = wholeCaseNo(search);
    if (known !== undefined) return casesInOrder(sql, context, { ...filter, caseNo: known }, limit + 1);
    const recent = await casesInOrder(sql, context, { ...filter, among: RECENT, search }, limit + 1);
    if (recent.length > limit || !hasGrams(search)) return recent;
    const before = keysOf(options, 2, "moment");
    const ids = await searchCaseIds(sql, context, { ...filter, search }, before, limit + 1);
    return sql.query<CaseRow>(
      `select ${CASE_COLUMNS} from case_file where district = $1 and id = any ($2)
        order by received_at desc, id desc`,
      [context.district, ids],
    );
  });
  return pageOf(rows, limit, (last) => [last.receivedAt, last.id]);
}

type Narrowed = PageOptions &
  CaseFilter & {
    readonly caseNo?: string;
    /** Looks for `search` only among so many of the newest. */
    readonly among?: number;
    readonly oldestFirst?: boolean;
  };

async function casesInOrder(
  sql: Sql,
  context: StoreContext,
  options: Narrowed,
  most: number,
): Promise<readonly CaseRow[]> {
  const { values, put } = parameters();
  const where = [`c.district = ${put(context.district)}`, ...filterConditions("c", options, put)];
  if (options.caseNo !== undefined) where.push(`c.case_no = ${put(options.caseNo)}`);
  const way = options.oldestFirst === true ? "asc" : "desc";
  const [moment, id] = keysOf(options, 2, "moment") ?? [];
  if (moment !== undefined)
    where.push(
      `(c.received_at, c.id) ${way === "asc" ? ">" : "<"} (${put(moment)}::timestamptz, ${put(id)})`,
    );
  const scopes = scopesOf(context, options, put);
  const read = put(options.among ?? most);
  const listed = inScopes(
    (scope) => `select c.* from case_file c where ${where.join(" and ")} and ${scope}`,
    scopes,
    `received_at ${way}, id ${way}`,
    read,
  );
  const sought = options.search === undefined ? "true" : soughtIn("c", `${put(options.search)}::text`);
  return sql.query<CaseRow>(
    `select ${CASE_COLUMNS} from (${listed}) as c where ${sought}
      order by received_at ${way}, id ${way} limit ${put(most)}`,
    values,
  );
}

/** What is narrowed to an organ already has its index. */
function scopesOf(context: StoreContext, options: Narrowed, put: Put): readonly string[] {
  if (options.own === true) return ownScopes(context, "c", put);
  return options.organ === undefined ? caseScopes(context, "c", put) : ["true"];
}

/** A case by the number that people know it by, if the reader may see it. */
export async function findCaseByNo(
  store: Store,
  context: StoreContext,
  caseNo: string,
): Promise<StoredCase | undefined> {
  return withContext(store.database, context, (sql) => findStoredCaseByNo(sql, context.district, caseNo));
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
    sql.last<{ division: string; open: number }>(
      `select division, count(*)::bigint as open from case_file
        where district = $1 and closed_at is null group by division order by division`,
      [context.district],
    ),
  );
}
