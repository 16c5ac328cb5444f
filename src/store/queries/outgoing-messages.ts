import type { Instant, JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import type { Row } from "../database/database.ts";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";

export type MessageChannel = "email" | "sms";

/** How an account wants to be told outside the platform. Quiet hours are HH:MM by China's clock. */
export type MessageSetting = {
  readonly email: string | null;
  readonly mobile: string | null;
  readonly byEmail: boolean;
  readonly bySms: boolean;
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  readonly language: "zh" | "en";
};

const SETTING = `email, mobile, by_email as "byEmail", by_sms as "bySms", quiet_from as "quietFrom",
  quiet_to as "quietTo", language`;

export async function findMessageSetting(
  store: Store,
  context: StoreContext,
  account: string,
): Promise<MessageSetting | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<MessageSetting & Row>(
      `select ${SETTING} from message_setting where district = $1 and account = $2`,
      [context.district, account],
    ),
  );
  return row;
}

/** The settings of some accounts; who has chosen nothing is left out. */
export async function findMessageSettings(
  store: Store,
  context: StoreContext,
  accounts: readonly string[],
): Promise<readonly (MessageSetting & { readonly account: string })[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<MessageSetting & { account: string }>(
      `select account, ${SETTING} from message_setting where district = $1 and account = any ($2)`,
      [context.district, accounts],
    ),
  );
}

export async function keepMessageSetting(
  store: Store,
  context: StoreContext,
  setting: MessageSetting,
  at: Instant,
): Promise<void> {
  const { email, mobile, byEmail, bySms, quietFrom, quietTo, language } = setting;
  await withContext(store.database, context, (sql) =>
    sql.last(
      `insert into message_setting
         (district, account, email, mobile, by_email, by_sms, quiet_from, quiet_to, language, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (district, account) do update set
         email = excluded.email, mobile = excluded.mobile, by_email = excluded.by_email,
         by_sms = excluded.by_sms, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
         language = excluded.language, updated_at = excluded.updated_at`,
      [context.district, context.account, email, mobile, byEmail, bySms, quietFrom, quietTo, language, at],
    ),
  );
}

/** A message that is to go outside. */
export type MessageOrder = {
  readonly id: string;
  readonly account: string;
  readonly channel: MessageChannel;
  readonly template: string;
  readonly content: JsonObject;
  readonly toMasked: string;
  readonly at: Instant;
  /** Not before this moment (quiet hours). */
  readonly notBefore: Instant;
};

/** The outbox kind under which messages go outside. */
export const OUTGOING_MESSAGE = "outgoingMessage";

/** Records messages and orders their sending in one transaction; one that stands already is left as it is. */
export async function orderMessages(
  store: Store,
  context: StoreContext,
  orders: readonly MessageOrder[],
): Promise<void> {
  await withContext(store.database, context, async (sql) => {
    for (const order of orders) {
      const { id, account, channel, template, content, toMasked, at, notBefore } = order;
      const fresh = await sql.query(
        `insert into outgoing_message
           (district, id, account, channel, template, content, to_masked, state, ordered_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8)
         on conflict (district, id) do nothing returning id`,
        [context.district, id, account, channel, template, JSON.stringify(content), toMasked, at],
      );
      if (fresh.length === 0) continue;
      await sql.query(
        `insert into outbox (district, id, kind, payload, next_at) values ($1, $2, $3, $4, $5)
         on conflict (district, id) do nothing`,
        [context.district, `outgoing/${id}`, OUTGOING_MESSAGE, JSON.stringify({ message: id }), notBefore],
      );
    }
  });
}

/** A message as it is recorded. */
export type OutgoingMessage = {
  readonly id: string;
  readonly account: string;
  readonly channel: MessageChannel;
  readonly template: string;
  readonly content: JsonObject;
  readonly toMasked: string;
  readonly state: "waiting" | "sent" | "dropped";
  readonly attempts: number;
  readonly orderedAt: Instant;
  readonly sentAt: Instant | null;
};

const COLUMNS = `id, account, channel, template, content, to_masked as "toMasked", state, attempts,
  ordered_at as "orderedAt", sent_at as "sentAt"`;

export async function findOutgoingMessage(
  store: Store,
  context: StoreContext,
  id: string,
): Promise<OutgoingMessage | undefined> {
  const [row] = await withContext(store.database, context, (sql) =>
    sql.last<OutgoingMessage & Row & { id: string }>(
      `select ${COLUMNS} from outgoing_message where district = $1 and id = $2`,
      [context.district, id],
    ),
  );
  return row;
}

/** What became of an attempt: sent under the provider's id, failed, or dropped for want of an address or channel. */
export type Attempt =
  | { readonly state: "sent"; readonly providerId: string; readonly at: Instant }
  | { readonly state: "waiting" | "dropped"; readonly fault: string };

export async function noteAttempt(
  store: Store,
  context: StoreContext,
  id: string,
  attempt: Attempt,
): Promise<void> {
  const [providerId, at, fault] =
    attempt.state === "sent" ? [attempt.providerId, attempt.at, null] : [null, null, attempt.fault];
  await withContext(store.database, context, (sql) =>
    sql.last(
      `update outgoing_message set state = $3, attempts = attempts + 1, provider_id = $4, sent_at = $5, fault = $6
        where district = $1 and id = $2 and state = 'waiting'`,
      [context.district, id, attempt.state, providerId, at, fault],
    ),
  );
}

/** What was sent to the reader outside, the latest first. */
export async function listOutgoingMessages(
  store: Store,
  context: StoreContext,
  options: PageOptions,
): Promise<Page<OutgoingMessage>> {
  const limit = limitOf(options);
  const [at, id] = keysOf(options, 2, "moment") ?? [null, null];
  const rows = await withContext(store.database, context, (sql) =>
    sql.last<OutgoingMessage & Row & { id: string }>(
      `select ${COLUMNS} from outgoing_message
        where district = $1 and account = $2
          and ($3::timestamptz is null or (ordered_at, id) < ($3::timestamptz, $4::text))
        order by ordered_at desc, id desc limit $5`,
      [context.district, context.account, at ?? null, id ?? null, limit + 1],
    ),
  );
  return pageOf(rows, limit, (last) => [last.orderedAt, last.id]);
}
