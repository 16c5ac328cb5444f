import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";

/** One look at someone's data (个人信息保护法 art. 51, 54): who, what, why. */
export type AccessLine = {
  readonly at: Instant;
  /** The account whose data it is. */
  readonly about: string | null;
  readonly subject: string;
  readonly name: string;
  readonly organ: string | null;
  readonly action: string;
  readonly purpose: string;
};

/** Notes a look in the reader's own name. */
export async function logAccess(store: Store, context: StoreContext, line: AccessLine): Promise<void> {
  await withContext(store.database, context, (sql) =>
    sql.last(
      `insert into access_log (district, at, about, subject, account, name, organ, action, purpose)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        context.district,
        line.at,
        line.about,
        line.subject,
        context.account,
        line.name,
        line.organ,
        line.action,
        line.purpose,
      ],
    ),
  );
}

/** Looks at a subject or at an account's data, the latest first; the reader sees looks at its own data. */
export async function listAccess(
  store: Store,
  context: StoreContext,
  of: { readonly subject: string } | { readonly about: string },
  limit = 100,
): Promise<readonly (AccessLine & { readonly account: string | null })[]> {
  const [column, value] = "subject" in of ? ["subject", of.subject] : ["about", of.about];
  return withContext(store.database, context, (sql) =>
    sql.last<AccessLine & { account: string | null } & Row>(
      `select at, about, subject, account, name, organ, action, purpose from access_log
        where district = $1 and ${column} = $2 order by at desc, number desc limit $3`,
      [context.district, value, limit],
    ),
  );
}

/** When an account last did something of a kind with a subject's data; undefined where it never did. */
export async function findLastAccess(
  store: Store,
  context: StoreContext,
  asked: { readonly subject: string; readonly account: string; readonly action: string },
): Promise<Instant | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ at: Instant }>(
      `select at from access_log
        where district = $1 and subject = $2 and account = $3 and action = $4
        order by at desc limit 1`,
      [context.district, asked.subject, asked.account, asked.action],
    ),
  );
  return row?.at;
}

/** Looks of others at the reader's own data, and at cases in the name of what the reader is known as, the latest first. */
export async function listLooksAtMine(
  store: Store,
  context: StoreContext,
  options: PageOptions = {},
): Promise<Page<AccessLine & { readonly number: string }>> {
  const limit = limitOf(options);
  const keys = keysOf(options, 2, "moment");
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<AccessLine & { number: string } & Row>(
      `select number::text, at, about, subject, name, organ, action, purpose from access_log l
        where district = $1 and account is distinct from $2
          and (about = $2 or cardinality($4::text[]) > 0 and exists (
            select from case_file c
             where c.district = l.district and c.id = l.subject and c.in_name_of = any ($4)))
          ${keys === undefined ? "" : "and (at, number) < ($5::timestamptz, $6::bigint)"}
        order by at desc, number desc limit $3`,
      [context.district, context.account, limit + 1, context.knownAs, ...(keys ?? [])],
    ),
  );
  return pageOf(rows, limit, (last) => [last.at, last.number]);
}
