import type { StoreContext, StoredRecord } from "#registers";
import type { Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** A field by which records of a register are found (`lookup` of register.yaml). */
export type StoredLookupRule = { readonly register: string; readonly field: string };

/**
 * Keeps what registers say now in place of what they said before; records that stand already are followed up. Answers
 * how many values were added.
 */
export async function keepLookupRules(
  store: Store,
  context: StoreContext,
  rules: readonly StoredLookupRule[],
): Promise<number> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ kept: number }>("select keep_lookup_rules($1, $2::jsonb) as kept", [
      context.district,
      JSON.stringify(rules),
    ]),
  );
  return row?.kept ?? 0;
}

/** The ids of the records of a register that hold a value in a field by which it is looked up; run as the system. */
export async function findRecordIdsBy(
  sql: Sql,
  district: string,
  by: { readonly register: string; readonly field: string; readonly value: string },
): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(
    `select distinct id from record_lookup
      where district = $1 and register = $2 and field = $3 and value = $4 order by id`,
    [district, by.register, by.field, by.value],
  );
  return rows.map(({ id }) => id);
}

/**
 * The records of a register that hold one of some values in a field by which it is looked up, by id. Run as the system:
 * whoever asks answers for who may see them.
 */
export async function findRecordsBy(
  store: Store,
  context: StoreContext,
  register: string,
  field: string,
  values: readonly string[],
): Promise<readonly StoredRecord[]> {
  if (values.length === 0) return [];
  return withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & { id: string }>(
      `select r.register, r.id, r.version, r.organ, r.division, r.holder, r.status, r.valid_from as "validFrom", r.data
         from (select distinct l.id from record_lookup l
                where l.district = $1 and l.register = $2 and l.field = $3 and l.value = any ($4)) as l
         join record r on r.district = $1 and r.register = $2 and r.id = l.id
        order by r.id`,
      [context.district, register, field, values],
    ),
  );
}
