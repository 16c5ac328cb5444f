import type { Instant } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** Erases a subject's personal data; the ledger keeps the salted digests, which are answered. */
export async function erasePersonal(sql: Sql, district: string, subject: string): Promise<readonly string[]> {
  const gone = await sql.query<{ digest: string }>(
    "delete from personal where district = $1 and subject = $2 returning digest",
    [district, subject],
  );
  return gone.map(({ digest }) => digest).toSorted();
}

/** Cases that have personal data, in the order of their numbers from behind one. */
export async function listPersonalCases(
  store: Store,
  context: StoreContext,
  { after, most }: { readonly after: string; readonly most: number },
): Promise<readonly { readonly id: string; readonly matter: string; readonly closedAt: Instant | null }[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<{ id: string; matter: string; closedAt: Instant | null } & Row>(
      // Records stand under names with a colon, behind all numbers of cases.
      `select c.id, c.matter, c.closed_at as "closedAt"
         from (select distinct subject from personal
                where district = $1 and subject > $2 and subject < ':' order by subject limit $3) p
         join case_file c on c.district = $1 and c.id = p.subject
        order by c.id`,
      [context.district, after, most],
    ),
  );
}
