import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** Since when an account's due dates are given out as a calendar; undefined where they are not. */
export async function findCalendarFeed(
  store: Store,
  context: StoreContext,
  account: string,
): Promise<Instant | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ at: Instant }>(
      "select created_at as at from calendar_feed where district = $1 and account = $2",
      [context.district, account],
    ),
  );
  return row?.at;
}

/** Gives them out under another secret, or (null) no more; the secret of before opens nothing from then on. */
export async function keepCalendarFeed(
  store: Store,
  context: StoreContext,
  digest: string | null,
  at: Instant,
): Promise<void> {
  await withContext(store.database, context, (sql) =>
    digest === null
      ? sql.query("delete from calendar_feed where district = $1 and account = $2", [
          context.district,
          context.account,
        ])
      : sql.query(
          `insert into calendar_feed (district, account, digest, created_at) values ($1, $2, $3, $4)
           on conflict (district, account) do update set digest = excluded.digest, created_at = excluded.created_at`,
          [context.district, context.account, digest, at],
        ),
  );
}

/** Whose calendar a secret opens. */
export async function findCalendarAccount(
  store: Store,
  district: string,
  digest: string,
): Promise<string | undefined> {
  const [row] = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<{ account: string }>("select account from calendar_feed where district = $1 and digest = $2", [
      district,
      digest,
    ]),
  );
  return row?.account;
}
