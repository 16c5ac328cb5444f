import type { Account, Post } from "#access";
import type { Instant, JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "../queries/cursor.ts";
import { likeOf } from "../queries/parameters.ts";
import { ACCOUNT_COLUMNS, addAccount, POSTS_OF_ACCOUNT, setPosts, type NewAccount } from "./accounts.ts";

/** An account as the administrator's page lists it. */
export type AccountLine = Account & {
  readonly login: string | null;
  readonly data: JsonObject;
  readonly posts: readonly Post[];
};

const LINE = `${ACCOUNT_COLUMNS}, a.login, a.data, ${POSTS_OF_ACCOUNT} as posts`;

/** What a list of accounts is narrowed to: `search` finds in login and name, `organ` those with a post there. */
export type AccountFilter = {
  readonly search?: string;
  readonly organ?: string;
  readonly kind?: Account["kind"];
  readonly disabled?: boolean;
};

/** Accounts by id. */
export async function listAccounts(
  store: Store,
  context: StoreContext,
  options: PageOptions & AccountFilter = {},
): Promise<Page<AccountLine>> {
  const limit = limitOf(options);
  const [after] = keysOf(options, 1) ?? [];
  const sought = options.search === undefined ? null : likeOf(options.search);
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<AccountLine & Row>(
      `select ${LINE} from account a
        where a.district = $1 and ($2::text is null or a.id > $2)
          and ($3::text is null or a.name ilike $3 or a.login ilike $3)
          and ($4::text is null or exists (select from post p
                where p.district = a.district and p.account = a.id and p.organ = $4))
          and ($5::text is null or a.kind = $5)
          and ($6::boolean is null or (a.disabled_at is not null) = $6)
        order by a.id limit $7`,
      [
        context.district,
        after ?? null,
        sought,
        options.organ ?? null,
        options.kind ?? null,
        options.disabled ?? null,
        limit + 1,
      ],
    ),
  );
  return pageOf(rows, limit, (last) => [last.id]);
}

/** Makes an account with its posts, or answers false where its login is taken. */
export async function createAccount(
  store: Store,
  context: StoreContext,
  account: NewAccount,
  posts: readonly Post[],
): Promise<boolean> {
  return withContext(store.database, context, async (sql) => {
    if (!(await addAccount(sql, context.district, account))) return false;
    await setPosts(sql, context.district, account.id, posts);
    return true;
  });
}

export type AccountAmendment = {
  readonly name?: string;
  readonly disabled?: boolean;
  readonly posts?: readonly Post[];
  readonly at: Instant;
};

/** Changes an account; false where there is none. It is never deleted: the ledger names it. */
export async function changeAccount(
  store: Store,
  context: StoreContext,
  id: string,
  { name, disabled, posts, at }: AccountAmendment,
): Promise<boolean> {
  return withContext(store.database, context, async (sql) => {
    const changed = await sql.query(
      `update account set name = coalesce($3, name), disabled_at = case
          when $4::boolean is null then disabled_at
          when $4 then coalesce(disabled_at, $5::timestamptz) else null end
        where district = $1 and id = $2 returning id`,
      [context.district, id, name ?? null, disabled ?? null, at],
    );
    if (changed.length === 0) return false;
    if (posts !== undefined) await setPosts(sql, context.district, id, posts);
    if (disabled === true) {
      await sql.query("delete from session where district = $1 and account = $2", [context.district, id]);
    }
    return true;
  });
}

/** Names of accounts, for pages that show who acted. */
export async function findAccountNames(
  store: Store,
  context: StoreContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<{ id: string; name: string }>(
      "select id, name from account where district = $1 and id = any ($2)",
      [context.district, [...new Set(ids)]],
    ),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The organs of posts that there are, by the posts' ids. */
export async function findPostOrgans(
  store: Store,
  context: StoreContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<{ id: string; organ: string }>(
      "select id, organ from post where district = $1 and id = any ($2)",
      [context.district, [...new Set(ids)]],
    ),
  );
  return new Map(rows.map(({ id, organ }) => [id, organ]));
}
