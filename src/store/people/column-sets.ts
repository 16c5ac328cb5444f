import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** Columns of a list in an order, under a name of their account's own; at most one of a list is the usual one. */
export type ColumnSet = {
  readonly id: string;
  readonly list: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly usual: boolean;
};

/** An account's own sets of a list, by name. */
export async function listColumnSets(
  store: Store,
  context: StoreContext,
  list: string,
): Promise<readonly ColumnSet[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<ColumnSet & Row>(
      `select id, list, name, columns, usual from column_set
        where district = $1 and account = $2 and list = $3 order by name collate "C"`,
      [context.district, context.account, list],
    ),
  );
}

/** Keeps a new set, unless its name is taken or there are already as many as `most`. */
export async function addColumnSet(
  store: Store,
  context: StoreContext,
  set: ColumnSet,
  { most, at }: { readonly most: number; readonly at: Instant },
): Promise<"added" | "taken" | "many"> {
  const own = [context.district, context.account, set.list];
  return withContext(store.database, context, async (sql) => {
    const [taken] = await sql.query(
      "select id from column_set where district = $1 and account = $2 and list = $3 and name = $4",
      [...own, set.name],
    );
    if (taken !== undefined) return "taken";
    const [kept] = await sql.query<{ count: number }>(
      "select count(*)::integer as count from column_set where district = $1 and account = $2 and list = $3",
      own,
    );
    if ((kept?.count ?? 0) >= most) return "many";
    if (set.usual) await noneUsual(sql, context, set.list);
    const added = await sql.query(
      `insert into column_set (district, account, list, id, name, columns, usual, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
      [...own, set.id, set.name, set.columns, set.usual, at],
    );
    return added.length === 1 ? "added" : "taken";
  });
}

/** What of a set is changed; the rest stays. */
export type ColumnSetChange = {
  readonly name?: string;
  readonly columns?: readonly string[];
  readonly usual?: boolean;
};

/** Changes a set of the account's own, unless it is not there or its new name is another's. */
export async function changeColumnSet(
  store: Store,
  context: StoreContext,
  { list, id }: Pick<ColumnSet, "list" | "id">,
  { name, columns, usual, at }: ColumnSetChange & { readonly at: Instant },
): Promise<"changed" | "taken" | "unknown"> {
  const own = [context.district, context.account, list];
  return withContext(store.database, context, async (sql) => {
    const named = await sql.query<{ id: string; name: string }>(
      "select id, name from column_set where district = $1 and account = $2 and list = $3 for update",
      own,
    );
    if (!named.some((each) => each.id === id)) return "unknown";
    if (name !== undefined && named.some((each) => each.id !== id && each.name === name)) return "taken";
    if (usual === true) await noneUsual(sql, context, list);
    await sql.query(
      `update column_set set name = coalesce($5, name), columns = coalesce($6::text[], columns),
          usual = coalesce($7::boolean, usual), updated_at = $8
        where district = $1 and account = $2 and list = $3 and id = $4`,
      [...own, id, name ?? null, columns ?? null, usual ?? null, at],
    );
    return "changed";
  });
}

/** Removes a set of the account's own; false where there is none. */
export async function removeColumnSet(
  store: Store,
  context: StoreContext,
  { list, id }: Pick<ColumnSet, "list" | "id">,
): Promise<boolean> {
  const removed = await withContext(store.database, context, (sql) =>
    sql.last(
      "delete from column_set where district = $1 and account = $2 and list = $3 and id = $4 returning id",
      [context.district, context.account, list, id],
    ),
  );
  return removed.length === 1;
}

async function noneUsual(sql: Sql, { district, account }: StoreContext, list: string): Promise<void> {
  await sql.query(
    "update column_set set usual = false where district = $1 and account = $2 and list = $3 and usual",
    [district, account, list],
  );
}
