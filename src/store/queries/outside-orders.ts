import type { Instant } from "#kernel";
import type { Sql } from "../database/database.ts";

/** The outbox kind under which orders to an address outside stand: each address is served by itself. */
export const outsideKind = (address: string): string => `${OUTSIDE_KIND}${address}`;

/** What every such kind begins with. */
export const OUTSIDE_KIND = "outside ";

/** What of a subject has its turn: nothing that follows is sent before it is taken or given up. */
export async function firstOpen(
  sql: Sql,
  district: string,
  recipient: string,
  subject: string,
): Promise<string | undefined> {
  const [row] = await sql.query<{ event: string }>(
    `select event from outside_report
      where district = $1 and recipient = $2 and subject = $3 and state in ('waiting', 'refused')
      order by seq, nth limit 1`,
    [district, recipient, subject],
  );
  return row?.event;
}

type SendOrder = {
  readonly recipient: string;
  readonly event: string;
  readonly address: string;
  readonly at: Instant;
};

/** Orders that it is sent, once: what was given up is taken up again under the same order. */
export async function sendOrder(
  sql: Sql,
  district: string,
  { recipient, event, address, at }: SendOrder,
): Promise<void> {
  await sql.query(
    `insert into outbox (district, id, kind, payload, next_at) values ($1, $2, $3, $4, $5)
     on conflict (district, id) do update
       set status = 'ready', failures = 0, next_at = excluded.next_at, failed_at = null
     where outbox.status <> 'ready'`,
    [
      district,
      `outside/${recipient}/${event}`,
      outsideKind(address),
      JSON.stringify({ recipient, event }),
      at,
    ],
  );
}

/** Holds a library until the transaction ends: what it is told is ordered by one at a time. */
export async function holdLibrary(sql: Sql, district: string, id: string): Promise<void> {
  await sql.query("select id from library where district = $1 and id = $2 for update", [district, id]);
}

/** Orders the first report of a subject that is not settled, if there is one: the next follows when it is. */
export async function orderNext(
  sql: Sql,
  district: string,
  {
    recipient,
    address,
    subject,
    at,
  }: {
    readonly recipient: string;
    readonly address: string;
    readonly subject: string;
    readonly at: Instant;
  },
): Promise<void> {
  const event = await firstOpen(sql, district, recipient, subject);
  if (event !== undefined) await sendOrder(sql, district, { recipient, event, address, at });
}
