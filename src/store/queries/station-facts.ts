import type { Instant, LocalDate } from "#kernel";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** Cases received from a moment on, by matter. */
export async function countReceivedByMatter(
  store: Store,
  context: StoreContext,
  from: Instant,
): Promise<ReadonlyMap<string, number>> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.query<{ matter: string; count: number }>(
      `select matter, count(*)::integer as count from case_file
        where district = $1 and received_at >= $2 group by matter`,
      [context.district, from],
    ),
  );
  return new Map(rows.map(({ matter, count }) => [matter, count]));
}

/** Skills of clerks (register clerk-skills) in force on a day, with the names of whose they are. */
export async function listSkills(
  store: Store,
  context: StoreContext,
  on: LocalDate,
): Promise<
  readonly {
    readonly account: string;
    readonly name: string;
    readonly kind: "allRound" | "matter";
    readonly matter: string | null;
  }[]
> {
  return withContext(store.database, context, (sql) =>
    sql.query(
      `select a.id as account, a.name, r.data ->> 'kind' as kind, r.data ->> 'matter' as matter
         from record r join account a on a.district = r.district and a.id = r.data ->> 'account'
        where r.district = $1 and r.register = 'clerk-skills' and r.status = 'valid'
          and r.data ->> 'trainedOn' <= $2::text and coalesce(r.data ->> 'validTo', '9999-12-31') >= $2::text
        order by a.name, r.id`,
      [context.district, on],
    ),
  );
}
