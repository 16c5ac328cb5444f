import type { Instant, JsonObject, LocalDate } from "#kernel";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Row } from "../database/database.ts";
import type { Store } from "../store.ts";
import { SEE_BY_PLACE } from "./case-scopes.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";

/** Something one person is told. */
export type NoticeRow = {
  readonly id: string;
  readonly at: Instant;
  readonly content: JsonObject;
  readonly readAt: Instant | null;
};

/**
 * Whom a notice is for, together: accounts, whoever is known as a record (`register:key`), and those with posts of
 * roles at an organ (for a division) on a day. Of roles that see by place rather than by organ it is those whose
 * division holds the `place`.
 */
export type NoticeRecipients = {
  readonly accounts: readonly string[];
  readonly knownAs: string | null;
  readonly organ: string | null;
  readonly roles: readonly string[];
  readonly division: string | null;
  readonly place: string | null;
  readonly on: LocalDate;
};

/** The accounts behind recipients that can still sign in; substitutes of absent holders are among them. */
export async function findRecipients(
  store: Store,
  context: StoreContext,
  { accounts, knownAs, organ, roles, division, place, on }: NoticeRecipients,
): Promise<readonly string[]> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<{ id: string }>(
      `with holder as (
         select account from post
          where district = $1 and role = any ($3)
            and (organ = $2 and ($4::text is null or division = $4)
              or role = any ($8) and starts_with($9, division_prefix(division)))),
       told as (
         select account as id from holder
         union
         select s.substitute from substitution s join holder h on h.account = s.absent
          where s.district = $1 and $5::date between s.from_day and s.to_day
         union
         select unnest($6::text[])
         union
         select k.account from known_as k
          where k.district = $1 and k.register = split_part($7, ':', 1)
            and k.id = substr($7, length(split_part($7, ':', 1)) + 2))
       select a.id from told join account a on a.district = $1 and a.id = told.id
        where a.disabled_at is null order by a.id`,
      [context.district, organ, roles, division, on, accounts, knownAs, SEE_BY_PLACE, place],
    ),
  );
  return rows.map(({ id }) => id);
}

/** Keeps a notice for each of some accounts; what they have been told already stays as it is. */
export async function keepNotices(
  store: Store,
  context: StoreContext,
  notice: Pick<NoticeRow, "id" | "at" | "content">,
  accounts: readonly string[],
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `insert into notice (district, account, id, at, content)
       select $1, account, $2, $3, $4::jsonb from unnest($5::text[]) as account
       on conflict (district, account, id) do nothing`,
      [context.district, notice.id, notice.at, JSON.stringify(notice.content), accounts],
    ),
  );
}

/** An account's notices, or those it has not read, the latest first. */
export async function listNotices(
  store: Store,
  context: StoreContext,
  options: PageOptions & { readonly unread?: boolean },
): Promise<Page<NoticeRow>> {
  const limit = limitOf(options);
  const [at, id] = keysOf(options, 2, "moment") ?? [null, null];
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<NoticeRow & Row>(
      `select id, at, content, read_at as "readAt" from notice
        where district = $1 and account = $2
          and ($3::timestamptz is null or (at, id) < ($3::timestamptz, $4::text))
          and (not $5::boolean or read_at is null)
        order by at desc, id desc limit $6`,
      [context.district, context.account, at ?? null, id ?? null, options.unread ?? false, limit + 1],
    ),
  );
  return pageOf(rows, limit, (last) => [last.at, last.id]);
}

/** Nobody reads more; counting further would cost more than it tells. */
const COUNTED = 100;

/** How many notices an account has not read, counted to a hundred. */
export async function countUnread(store: Store, context: StoreContext): Promise<number> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ count: number }>(
      `select count(*)::integer as count from (
         select from notice where district = $1 and account = $2 and read_at is null limit $3) as unread`,
      [context.district, context.account, COUNTED],
    ),
  );
  return row?.count ?? 0;
}

/** An account has read one notice, or all that came up to a moment. */
export async function markRead(
  store: Store,
  context: StoreContext,
  which: { readonly id: string } | { readonly upTo: Instant },
  at: Instant,
): Promise<void> {
  const [id, upTo] = "id" in which ? [which.id, null] : [null, which.upTo];
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update notice set read_at = $3
        where district = $1 and account = $2 and read_at is null
          and ($4::text is null or id = $4) and ($5::timestamptz is null or at <= $5)`,
      [context.district, context.account, at, id, upTo],
    ),
  );
}
