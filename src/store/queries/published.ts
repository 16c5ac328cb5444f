import type { Instant, Json } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** Something published under its hash, for ever: a compiled plan with its BPMN, a matter's version. */
export type Published = {
  readonly kind: string;
  readonly hash: string;
  readonly name: string;
  readonly version: string;
  readonly content: Json;
  readonly source: string | null;
  readonly at: Instant;
};

const COLUMNS = "kind, hash, name, version, content, source, at";

/** Publishes; the same hash again changes nothing. Answers whether it is new. */
export async function publish(store: Store, context: StoreContext, item: Published): Promise<boolean> {
  const added = await withContext(store.database, context, (sql) =>
    sql.last(
      `insert into published (district, kind, hash, name, version, content, source, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (district, kind, hash) do nothing returning hash`,
      [
        context.district,
        item.kind,
        item.hash,
        item.name,
        item.version,
        JSON.stringify(item.content),
        item.source,
        item.at,
      ],
    ),
  );
  return added.length > 0;
}

/** What stands under a hash. */
export async function findPublished(
  store: Store,
  context: StoreContext,
  kind: string,
  hash: string,
): Promise<Published | undefined> {
  return withContext(store.database, context, (sql) => findPublishedIn(sql, context.district, kind, hash));
}

/** The same inside a transaction. */
export async function findPublishedIn(
  sql: Sql,
  district: string,
  kind: string,
  hash: string,
): Promise<Published | undefined> {
  const [row] = await sql.query<Published & Row>(
    `select ${COLUMNS} from published where district = $1 and kind = $2 and hash = $3`,
    [district, kind, hash],
  );
  return row;
}

/** The versions of one kind, or of one name, the latest first. */
export async function listPublished(
  store: Store,
  context: StoreContext,
  kind: string,
  name?: string,
): Promise<readonly Published[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<Published & Row>(
      `select ${COLUMNS} from published where district = $1 and kind = $2 and ($3::text is null or name = $3)
        order by at desc, hash limit 1000`,
      [context.district, kind, name ?? null],
    ),
  );
}
