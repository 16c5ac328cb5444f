import type { StoreContext, StoredRecord } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";

/** How often each grade of a matter was given, without those found malicious, and how many cases are over. */
export type TallyRow = { readonly grades: Readonly<Record<string, number>>; readonly over: number };

/** What a matter's ratings come to; asked as the system, for the tally is public and names no case. */
export async function tallyRatings(store: Store, context: StoreContext, matter: string): Promise<TallyRow> {
  return withContext(store.database, context, async (sql) => {
    const rows = await sql.query<{ grade: string; count: number }>(
      `select data ->> 'grade' as grade, count(*)::integer as count from record
        where district = $1 and register = 'rating' and data ->> 'matter' = $2 and status <> 'void'
        group by 1`,
      [context.district, matter],
    );
    const [over] = await sql.query<{ count: number }>(
      `select count(*)::integer as count from case_file
        where district = $1 and matter = $2 and closed_at is not null`,
      [context.district, matter],
    );
    return {
      grades: Object.fromEntries(rows.map(({ grade, count }) => [grade, count])),
      over: over?.count ?? 0,
    };
  });
}

/** The ratings that a reader may see, the latest change first; `bad` leaves the good ones out. */
export async function listRatings(
  store: Store,
  context: StoreContext,
  options: PageOptions & { readonly bad?: boolean; readonly organ?: string },
): Promise<Page<StoredRecord>> {
  const limit = limitOf(options);
  const [at, id] = keysOf(options, 2, "moment") ?? [null, null];
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<StoredRecord & { id: string }>(
      `select register, id, version, organ, division, holder, status, valid_from as "validFrom", data
         from record
        where district = $1 and register = 'rating'
          and (not $2::boolean or data ->> 'bad' = 'true')
          and ($3::text is null or organ = $3)
          and ($4::timestamptz is null or (valid_from, id) < ($4::timestamptz, $5::text))
        order by valid_from desc, id desc limit $6`,
      [context.district, options.bad ?? false, options.organ ?? null, at ?? null, id ?? null, limit + 1],
    ),
  );
  return pageOf(rows, limit, (last) => [last.validFrom, last.id]);
}
