import type { WaitingMessage } from "#cases";
import type { Instant, JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row, Sql } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

/** What became of a message. */
type MessageStatus = "waiting" | "delivered" | "expired";

export type KeptMessage = WaitingMessage & {
  readonly status: MessageStatus;
  /** The case it reached. */
  readonly caseNo: string | null;
};

const COLUMNS = `id, name, key, variables, from_case as "fromCase", at, until, status, case_id as "caseNo"`;

/** A message as it arrives, with the account that sent it from outside, if any did. */
export type NewMessage = WaitingMessage & { readonly sentBy: string | null };

/**
 * Keeps a message; one that came before under its id stays as it is. `order` also puts the order to bring it into
 * the outbox, in the same transaction. Answers the message that stands under the id now.
 */
export async function keepMessage(
  store: Store,
  context: StoreContext,
  message: NewMessage,
  order: { readonly id: string; readonly kind: string } | null = null,
): Promise<KeptMessage> {
  return withContext(store.database, context, async (sql) => {
    const fresh = await sql.query(
      `insert into message (district, id, name, key, variables, from_case, sent_by, at, until)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (district, id) do nothing returning id`,
      [
        context.district,
        message.id,
        message.name,
        message.key,
        JSON.stringify(message.variables),
        message.fromCase,
        message.sentBy,
        message.at,
        message.until,
      ],
    );
    if (order !== null && fresh.length > 0) {
      const payload: JsonObject = { message: message.id };
      await sql.query(
        `insert into outbox (district, id, kind, payload, next_at) values ($1, $2, $3, $4, $5)
         on conflict (district, id) do nothing`,
        [context.district, order.id, order.kind, JSON.stringify(payload), message.at],
      );
    }
    const kept = await messageById(sql, context.district, message.id);
    if (kept === undefined) throw new Error(`message ${message.id} was not kept`);
    return kept;
  });
}

export async function findMessage(
  store: Store,
  context: StoreContext,
  id: string,
): Promise<KeptMessage | undefined> {
  return withContext(store.database, context, (sql) => messageById(sql, context.district, id));
}

async function messageById(sql: Sql, district: string, id: string): Promise<KeptMessage | undefined> {
  const [row] = await sql.query<KeptMessage & Row>(
    `select ${COLUMNS} from message where district = $1 and id = $2`,
    [district, id],
  );
  return row;
}

/** The messages that wait under a name and a key, the oldest first. */
export async function listWaitingMessages(
  store: Store,
  context: StoreContext,
  sought: { readonly name: string; readonly key: string; readonly now: Instant },
  limit: number,
): Promise<readonly string[]> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<{ id: string }>(
      `select id from message
        where district = $1 and name = $2 and key = $3 and status = 'waiting' and until > $4
        order by at, id limit $5`,
      [context.district, sought.name, sought.key, sought.now, limit],
    ),
  );
  return rows.map(({ id }) => id);
}

/** Whom a message is for: the case that has waited for it longest, be it the one that threw it. */
export async function findSubscriber(
  store: Store,
  context: StoreContext,
  { name, key }: Pick<WaitingMessage, "name" | "key">,
): Promise<string | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ caseNo: string }>(
      `select case_id as "caseNo" from subscription
        where district = $1 and kind = 'message' and name = $2 and key = $3
        order by opened_at, case_id, id limit 1`,
      [context.district, name, key],
    ),
  );
  return row?.caseNo;
}

/** Messages whose time is over wait no longer; answers how many of at most `limit`. */
export async function expireMessages(
  store: Store,
  context: StoreContext,
  now: Instant,
  limit: number,
): Promise<number> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last(
      `update message set status = 'expired', settled_at = $2
        where district = $1 and status = 'waiting' and id in (
          select id from message where district = $1 and status = 'waiting' and until <= $2
           order by until limit $3 for update skip locked)
        returning id`,
      [context.district, now, limit],
    ),
  );
  return rows.length;
}

/** Forgets messages that were settled before a moment; until then their ids are known again. */
export async function forgetMessages(
  store: Store,
  context: StoreContext,
  before: Instant,
  limit: number,
): Promise<number> {
  const rows = await withContext(store.database, context, (sql) =>
    sql.last(
      `delete from message where district = $1 and status <> 'waiting' and id in (
         select id from message where district = $1 and status <> 'waiting' and settled_at < $2 limit $3)
       returning id`,
      [context.district, before, limit],
    ),
  );
  return rows.length;
}

/** Which matter began a case for which key, where a message did. */
export async function findKeyOf(
  store: Store,
  context: StoreContext,
  caseNo: string,
): Promise<{ readonly matter: string; readonly key: string } | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<{ matter: string; key: string }>(
      "select matter, key from begun_by_message where district = $1 and case_id = $2",
      [context.district, caseNo],
    ),
  );
  return row;
}
