import type { Instant, JsonObject, LocalDate } from "#kernel";
import type { StoreContext, StoredRecord } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Row } from "../database/database.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";
import { parameters, type Put } from "./parameters.ts";

/** Which records a roll holds: as they stood at a moment, live, paid from a day up to `upTo`, agreeing in `where`. */
export type RollQuestion = {
  readonly register: string;
  readonly live: readonly string[];
  /** The field with the day that payment begins. */
  readonly from: string;
  readonly upTo: LocalDate;
  readonly asOf: Instant;
  readonly where: JsonObject;
};

/** The records of a roll by place, page by page; only those the reader may see. */
export async function listRoll(
  store: Store,
  context: StoreContext,
  question: RollQuestion & PageOptions,
): Promise<Page<StoredRecord>> {
  const limit = limitOf(question);
  const { values, put } = parameters();
  const where = conditions(context, question, put);
  const keys = keysOf(question, 2, "text");
  if (keys !== undefined) where.push(`(v.division, v.id) > (${put(keys[0])}, ${put(keys[1])})`);
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & Row>(
      `select v.register, v.id, v.version, v.organ, v.division, v.holder, v.status, v.valid_from as "validFrom", v.data
         from record_version v where ${where.join(" and ")}
        order by v.division, v.id limit ${put(limit + 1)}`,
      values,
    ),
  );
  return pageOf(rows, limit, (last) => [last.division, last.id]);
}

/** What a roll comes to, by the value of a field: how many records and the sum of their amounts, in 分. */
export async function sumRoll(
  store: Store,
  context: StoreContext,
  question: RollQuestion,
  of: { readonly amount: string; readonly by: string },
): Promise<readonly { readonly value: string; readonly count: number; readonly total: number }[]> {
  const { values, put } = parameters();
  const where = conditions(context, question, put);
  const by = `v.data ->> ${put(of.by)}::text`;
  const amount = `(v.data ->> ${put(of.amount)}::text)::bigint`;
  return withContext(store.database, context, (sql) =>
    sql.last<{ value: string; count: number; total: number }>(
      `select coalesce(g.value, '') as value, count(*)::integer as count, coalesce(sum(g.amount), 0)::bigint as total
         from (select ${by} as value, ${amount} as amount from record_version v where ${where.join(" and ")}) as g
        group by g.value order by g.value`,
      values,
    ),
  );
}

function conditions(context: StoreContext, question: RollQuestion, put: Put): string[] {
  const { register, live, from, upTo, asOf, where } = question;
  const at = `${put(asOf)}::timestamptz`;
  return [
    `v.district = ${put(context.district)}`,
    `v.register = ${put(register)}`,
    `v.valid_from <= ${at} and (v.valid_to is null or v.valid_to > ${at})`,
    `v.status = any (${put(live)}::text[])`,
    `v.data ->> ${put(from)}::text <= ${put(upTo)}::text`,
    `v.data @> ${put(JSON.stringify(where))}::jsonb`,
  ];
}
