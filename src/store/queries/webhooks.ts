import type { Instant } from "#kernel";
import type { Sql } from "../database/database.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { beginTelling } from "./outside-reports.ts";

/** Whom events are told to. */
export type Webhook = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly path: string;
  readonly kinds: readonly string[];
  readonly secret: string;
  readonly account: string;
  readonly createdAt: Instant;
  readonly stoppedAt: Instant | null;
};

const COLUMNS = `id, name, address, path, kinds, secret, account, created_at as "createdAt", stopped_at as "stoppedAt"`;

export async function listWebhooks(store: Store, district: string): Promise<readonly Webhook[]> {
  return withContext(store.database, systemContext(district), (sql) => webhooksIn(sql, district));
}

/** The same inside a transaction. */
export async function webhooksIn(sql: Sql, district: string): Promise<readonly Webhook[]> {
  return sql.query<Webhook & { id: string }>(
    `select ${COLUMNS} from webhook where district = $1 order by created_at, id`,
    [district],
  );
}

export async function findWebhook(store: Store, district: string, id: string): Promise<Webhook | undefined> {
  const [row] = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<Webhook & { id: string }>(`select ${COLUMNS} from webhook where district = $1 and id = $2`, [
      district,
      id,
    ]),
  );
  return row;
}

/** Keeps a webhook; it is told of what is kept from now on. */
export async function addWebhook(store: Store, district: string, webhook: Webhook): Promise<void> {
  const { id, name, address, path, kinds, secret, account, createdAt } = webhook;
  await withContext(store.database, systemContext(district), async (sql) => {
    await sql.query(
      `insert into webhook (district, id, name, address, path, kinds, secret, account, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [district, id, name, address, path, kinds, secret, account, createdAt],
    );
    await beginTelling(sql, district);
  });
}

/** False where there is none that could be stopped. */
export async function stopWebhook(store: Store, district: string, id: string, at: Instant): Promise<boolean> {
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.last(
      `update webhook set stopped_at = $3 where district = $1 and id = $2 and stopped_at is null returning id`,
      [district, id, at],
    ),
  );
  return rows.length > 0;
}
