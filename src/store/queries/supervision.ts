import type { WatchedTask } from "#cases";
import type { Instant } from "#kernel";
import type { StoreContext, StoredRecord } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";
import { parameters, type Put } from "./parameters.ts";

/** Tasks that staff must do, whose limit is up to a moment: `near` after now, `overdue` before it. */
export type DueFilter = {
  readonly now: Instant;
  readonly until: Instant;
  readonly when: "near" | "overdue" | "both";
  /** Only what is due at this moment or later. */
  readonly dueFrom?: Instant;
  readonly organ?: string | undefined;
};

const ORGAN = "coalesce(k.other_organ, k.organ)";

function dueConditions(district: string, { now, until, when, dueFrom, organ }: DueFilter, put: Put): string {
  return [
    `k.district = ${put(district)}`,
    "k.status = 'open' and not k.optional and not 'applicant' = any (k.candidate_groups)",
    ...(when === "overdue" ? [] : [`k.due_at <= ${put(until)}::timestamptz`]),
    ...(when === "overdue" ? [`k.due_at < ${put(now)}::timestamptz`] : []),
    ...(when === "near" ? [`k.due_at >= ${put(now)}::timestamptz`] : []),
    ...(dueFrom === undefined ? [] : [`k.due_at >= ${put(dueFrom)}::timestamptz`]),
    ...(organ === undefined ? [] : [`${ORGAN} = ${put(organ)}`]),
  ].join(" and ");
}

/** What is near its limit or past it, of what the reader may see, the earliest limit first. */
export async function listDueTasks(
  store: Store,
  context: StoreContext,
  filter: DueFilter,
  options: PageOptions = {},
): Promise<Page<WatchedTask>> {
  const limit = limitOf(options);
  const keys = keysOf(options, 3, "moment");
  const { put, values } = parameters();
  const where = dueConditions(context.district, filter, put);
  const after =
    keys === undefined
      ? ""
      : `and (k.due_at, k.case_id, k.id) > (${put(keys[0] ?? null)}::timestamptz, ${put(keys[1] ?? null)}, ${put(keys[2] ?? null)})`;
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<WatchedTask & Row>(
      `select c.case_no as "caseNo", k.id as task, k.element, k.name, c.matter, c.matter_name as "matterName",
              c.title, ${ORGAN} as organ, k.division, k.candidate_groups as roles, k.assignee,
              k.opened_at as "openedAt", k.due_at as "dueAt"
         from task k join case_file c on c.district = k.district and c.id = k.case_id
        where ${where} ${after}
        order by k.due_at, k.case_id, k.id limit ${put(limit + 1)}`,
      values,
    ),
  );
  return pageOf(rows, limit, (last) => [last.dueAt, last.caseNo, last.task]);
}

/** How many of them each organ has: exactly what the list of each holds. */
export async function countDueTasks(
  store: Store,
  context: StoreContext,
  filter: DueFilter,
): Promise<ReadonlyMap<string, number>> {
  const { put, values } = parameters();
  const where = dueConditions(context.district, filter, put);
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<{ organ: string; count: number }>(
      `select ${ORGAN} as organ, count(*)::integer as count from task k where ${where} group by 1`,
      values,
    ),
  );
  return new Map(rows.map(({ organ, count }) => [organ, count]));
}

/** Yellow and red cards that the reader may see, the latest first. */
export async function listCards(
  store: Store,
  context: StoreContext,
  options: PageOptions & { readonly organ?: string | undefined; readonly kind?: string | undefined },
): Promise<Page<StoredRecord>> {
  const limit = limitOf(options);
  const [on, id] = keysOf(options, 2) ?? [null, null];
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & { id: string }>(
      `select register, id, version, organ, division, holder, status, valid_from as "validFrom", data
         from record
        where district = $1 and register = 'card'
          and ($2::text is null or organ = $2) and ($3::text is null or data ->> 'kind' = $3)
          and ($4::text is null or (data ->> 'issuedOn', id) < ($4::text, $5::text))
        order by data ->> 'issuedOn' desc, id desc limit $6`,
      [context.district, options.organ ?? null, options.kind ?? null, on ?? null, id ?? null, limit + 1],
    ),
  );
  return pageOf(rows, limit, (last) => [String(last.data["issuedOn"]), last.id]);
}

/** How many cards stand of each organ and kind; cancelled ones do not count. */
export async function countCards(
  store: Store,
  context: StoreContext,
): Promise<readonly { readonly organ: string; readonly kind: string; readonly count: number }[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<{ organ: string; kind: string; count: number }>(
      `select organ, data ->> 'kind' as kind, count(*)::integer as count from record
        where district = $1 and register = 'card' and status <> 'cancelled' group by 1, 2`,
      [context.district],
    ),
  );
}
