import type { Instant, JsonObject } from "#kernel";
import type { Entry } from "#registers";
import type { Sql } from "../database/database.ts";
import { BEGINNING, cursorOf, entriesAfter, safePoint, type LedgerCursor } from "../ledger/commit-order.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";

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

/** The outbox kind under which an event goes to one webhook. */
export const WEBHOOK_ORDER = "webhook";

const COLUMNS = `id, name, address, path, kinds, secret, account, created_at as "createdAt", stopped_at as "stoppedAt"`;

export async function listWebhooks(store: Store, district: string): Promise<readonly Webhook[]> {
  return withContext(store.database, systemContext(district), (sql) =>
    sql.query<Webhook & { id: string }>(
      `select ${COLUMNS} from webhook where district = $1 order by created_at, id`,
      [district],
    ),
  );
}

export async function findWebhook(store: Store, district: string, id: string): Promise<Webhook | undefined> {
  const [row] = await withContext(store.database, systemContext(district), (sql) =>
    sql.query<Webhook & { id: string }>(`select ${COLUMNS} from webhook where district = $1 and id = $2`, [
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
    const { epoch, xid, position } = await latest(sql, district);
    await sql.query(
      `insert into webhook_cursor (district, epoch, xid, position) values ($1, $2, $3::text::xid8, $4)
       on conflict (district) do nothing`,
      [district, epoch, xid, position],
    );
  });
}

/** False where there is none that could be stopped. */
export async function stopWebhook(store: Store, district: string, id: string, at: Instant): Promise<boolean> {
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.query(
      `update webhook set stopped_at = $3 where district = $1 and id = $2 and stopped_at is null returning id`,
      [district, id, at],
    ),
  );
  return rows.length > 0;
}

async function latest(sql: Sql, district: string): Promise<LedgerCursor> {
  const [row] = await sql.query<LedgerCursor>(
    `select epoch, xid::text as xid, position from entry where district = $1
      order by entry.epoch desc, entry.xid desc, entry.position desc limit 1`,
    [district],
  );
  return row ?? BEGINNING;
}

/** An event that an entry is, ready to be told. */
export type ToldEvent = {
  readonly id: string;
  readonly kind: string;
  readonly at: Instant;
  readonly body: JsonObject;
};

/** What of a case is told with its events. */
export type ToldCase = {
  readonly caseNo: string;
  readonly matter: string;
  readonly organ: string;
  readonly division: string;
  readonly state: string | null;
  readonly outcome: string | null;
};

/**
 * Goes on through the ledger and orders each event for every webhook that asks for its kind: deliveries, orders and
 * the place in the ledger are kept in one transaction, so that nothing is told twice or left out. Answers whether more
 * is waiting.
 */
export async function orderWebhooks(
  store: Store,
  district: string,
  eventsOf: (entry: Entry, of: ToldCase | undefined) => readonly ToldEvent[],
  limit: number,
): Promise<boolean> {
  return withContext(store.database, systemContext(district), async (sql) => {
    const [cursor] = await sql.query<LedgerCursor>(
      `select epoch, xid::text as xid, position from webhook_cursor where district = $1 for update skip locked`,
      [district],
    );
    if (cursor === undefined) return false;
    const entries = await entriesAfter(sql, district, cursor, await safePoint(sql), limit);
    const last = entries.at(-1);
    if (last === undefined) return false;
    const hooks = await sql.query<Webhook & { id: string }>(
      `select ${COLUMNS} from webhook where district = $1 and stopped_at is null`,
      [district],
    );
    const cases = hooks.length === 0 ? new Map<string, ToldCase>() : await casesOf(sql, district, entries);
    for (const entry of hooks.length === 0 ? [] : entries)
      for (const event of eventsOf(entry, cases.get(entry.subject)))
        for (const hook of hooks.filter(
          ({ kinds, createdAt }) => kinds.includes(event.kind) && createdAt <= event.at,
        ))
          await order(sql, district, hook.id, event);
    const { epoch, xid, position } = cursorOf(last);
    await sql.query(
      `update webhook_cursor set epoch = $2, xid = $3::text::xid8, position = $4 where district = $1`,
      [district, epoch, xid, position],
    );
    return entries.length === limit;
  });
}

async function casesOf(
  sql: Sql,
  district: string,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, ToldCase>> {
  const rows = await sql.query<ToldCase & { id: string }>(
    `select id, case_no as "caseNo", matter, organ, division, state, outcome from case_file
      where district = $1 and id = any ($2)`,
    [district, [...new Set(entries.map(({ subject }) => subject))]],
  );
  return new Map(rows.map(({ id, ...told }) => [id, told]));
}

async function order(sql: Sql, district: string, webhook: string, event: ToldEvent): Promise<void> {
  await sql.query(
    `insert into webhook_delivery (district, webhook, event, kind, body, state, ordered_at)
     values ($1, $2, $3, $4, $5, 'waiting', $6) on conflict do nothing`,
    [district, webhook, event.id, event.kind, JSON.stringify(event.body), event.at],
  );
  await orderDelivery(sql, district, { webhook, event: event.id, at: event.at, turn: "" });
}

async function orderDelivery(
  sql: Sql,
  district: string,
  { webhook, event, at, turn }: { webhook: string; event: string; at: Instant; turn: string },
): Promise<void> {
  await sql.query(
    `insert into outbox (district, id, kind, payload, next_at) values ($1, $2, $3, $4, $5)
     on conflict (district, id) do nothing`,
    [district, `webhook/${webhook}/${event}${turn}`, WEBHOOK_ORDER, JSON.stringify({ webhook, event }), at],
  );
}

/** Has an event told again, whatever came of it before; false where there is none. */
export async function redeliver(
  store: Store,
  district: string,
  asked: { readonly webhook: string; readonly event: string; readonly at: Instant },
): Promise<boolean> {
  return withContext(store.database, systemContext(district), async (sql) => {
    const rows = await sql.query(
      `update webhook_delivery set state = 'waiting' where district = $1 and webhook = $2 and event = $3
       returning event`,
      [district, asked.webhook, asked.event],
    );
    if (rows.length === 0) return false;
    await orderDelivery(sql, district, { ...asked, turn: `/${asked.at}` });
    return true;
  });
}

/** An event on its way to a webhook, and what came of it. */
export type WebhookDelivery = {
  readonly event: string;
  readonly kind: string;
  readonly body: JsonObject;
  readonly state: "waiting" | "delivered";
  readonly attempts: number;
  readonly lastAnswer: string | null;
  readonly orderedAt: Instant;
  readonly triedAt: Instant | null;
};

const DELIVERY = `event, kind, body, state, attempts, last_answer as "lastAnswer", ordered_at as "orderedAt",
  tried_at as "triedAt"`;

export async function findDelivery(
  store: Store,
  district: string,
  webhook: string,
  event: string,
): Promise<WebhookDelivery | undefined> {
  const [row] = await withContext(store.database, systemContext(district), (sql) =>
    sql.query<WebhookDelivery & { event: string }>(
      `select ${DELIVERY} from webhook_delivery where district = $1 and webhook = $2 and event = $3`,
      [district, webhook, event],
    ),
  );
  return row;
}

export async function noteDelivery(
  store: Store,
  district: string,
  tried: {
    readonly webhook: string;
    readonly event: string;
    readonly delivered: boolean;
    readonly answer: string;
    readonly at: Instant;
  },
): Promise<void> {
  await withContext(store.database, systemContext(district), (sql) =>
    sql.query(
      `update webhook_delivery set state = case when $4::boolean then 'delivered' else 'waiting' end,
              attempts = attempts + 1, last_answer = $5, tried_at = $6
        where district = $1 and webhook = $2 and event = $3`,
      [district, tried.webhook, tried.event, tried.delivered, tried.answer, tried.at],
    ),
  );
}

/** What was told to a webhook, the latest first. */
export async function listWebhookDeliveries(
  store: Store,
  district: string,
  webhook: string,
  options: PageOptions,
): Promise<Page<WebhookDelivery>> {
  const limit = limitOf(options);
  const [at, event] = keysOf(options, 2, "moment") ?? [null, null];
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.query<WebhookDelivery & { event: string }>(
      `select ${DELIVERY} from webhook_delivery
        where district = $1 and webhook = $2
          and ($3::timestamptz is null or (ordered_at, event) < ($3::timestamptz, $4::text))
        order by ordered_at desc, event desc limit $5`,
      [district, webhook, at ?? null, event ?? null, limit + 1],
    ),
  );
  return pageOf(rows, limit, (last) => [last.orderedAt, last.event]);
}
