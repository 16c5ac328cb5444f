import type { DueRecord } from "#cases";
import type { Instant, LocalDate } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** A rule by which records of a register come due, as the store keeps their days. */
export type StoredDueRule = {
  readonly register: string;
  readonly rule: string;
  readonly field: string;
  /** ISO 8601 period after the field's day. */
  readonly after: string;
  readonly statuses: readonly string[];
};

/**
 * Keeps what registers say now in place of what they said before; records that stand already are followed up for new
 * rules. Answers how many days were added.
 */
export async function keepDueRules(
  store: Store,
  context: StoreContext,
  rules: readonly StoredDueRule[],
): Promise<number> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ kept: number }>("select keep_due_rules($1, $2::jsonb) as kept", [
      context.district,
      JSON.stringify(rules),
    ]),
  );
  return row?.kept ?? 0;
}

/** Records whose day has come, the longest due first. */
export async function listDueRecords(
  store: Store,
  context: StoreContext,
  on: { readonly today: LocalDate; readonly now: Instant; readonly limit: number },
): Promise<readonly DueRecord[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<DueRecord & Row>(
      `select register, id, rule, due_on::text as "dueOn" from record_due
        where district = $1 and done_at is null and due_on <= $2 and (next_at is null or next_at <= $3)
        order by due_on, register, id limit $4`,
      [context.district, on.today, on.now, on.limit],
    ),
  );
}

/** One that could not be done is tried again later, and says why. */
export async function putOffDueRecord(
  store: Store,
  context: StoreContext,
  { register, id, rule }: DueRecord,
  putOff: { readonly until: Instant; readonly fault: string },
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update record_due set next_at = $5, fault = $6
        where district = $1 and register = $2 and id = $3 and rule = $4 and done_at is null`,
      [context.district, register, id, rule, putOff.until, putOff.fault],
    ),
  );
}

/** Takes a record's day for this transaction: a second one waits, and then finds it done. */
export async function takeDueRecord(
  sql: Sql,
  district: string,
  { register, id, rule, dueOn }: DueRecord,
): Promise<boolean> {
  const rows = await sql.query(
    `select id from record_due where district = $1 and register = $2 and id = $3 and rule = $4 and due_on = $5
        and done_at is null for update`,
    [district, register, id, rule, dueOn],
  );
  return rows.length > 0;
}

/** What was done for a day is never done again for it. */
export async function settleDueRecord(
  sql: Sql,
  district: string,
  { register, id, rule }: DueRecord,
  done: { readonly at: Instant; readonly caseNo: string | null },
): Promise<void> {
  await sql.query(
    `update record_due set done_at = $5, case_id = $6
      where district = $1 and register = $2 and id = $3 and rule = $4`,
    [district, register, id, rule, done.at, done.caseNo],
  );
}
