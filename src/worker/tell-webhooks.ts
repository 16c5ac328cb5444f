import { publicEventsOf } from "#cases";
import { err, millisOf, ok, problem, sha256Hex, type Instant, type JsonObject } from "#kernel";
import {
  findDelivery,
  findWebhook,
  noteDelivery,
  orderWebhooks,
  WEBHOOK_ORDER,
  type Store,
  type ToldCase,
  type ToldEvent,
} from "#store";
import type { Entry } from "#registers";
import type { Outbound } from "./call-outside.ts";
import type { Delivery } from "./deliver-outbox.ts";

/** What telling systems outside stands on. */
export type TellingOutside = {
  readonly store: Store;
  readonly district: string;
  /** Where events come from (`source` of a CloudEvent): the platform's public address. */
  readonly source: string;
  /** The registers that hold certificates. */
  readonly certificates: ReadonlySet<string>;
  readonly addresses: Readonly<Record<string, string>>;
  readonly send: Outbound;
  /** HMAC-SHA-256 in base64. */
  readonly sign: (secret: string, text: string) => string;
  readonly now: () => Instant;
};

const AT_ONCE = 200;
const TIMEOUT_MS = 10_000;

/** A chore's round: orders the events of the ledger for the webhooks that ask for them. */
export function orderEvents({
  store,
  district,
  source,
  certificates,
}: TellingOutside): () => Promise<boolean> {
  const eventsOf = (entry: Entry, of: ToldCase | undefined): readonly ToldEvent[] =>
    publicEventsOf(entry, certificates).map((kind) => {
      const id = sha256Hex(`${entry.subject}#${entry.seq}/${kind}`).slice(0, 32);
      return { id, kind, at: entry.at, body: cloudEvent(source, { id, kind, entry, of }) };
    });
  return () => orderWebhooks(store, district, eventsOf, AT_ONCE);
}

/** An event as CloudEvents 1.0 in its JSON format; nothing of a person, and of a rating not even the case. */
function cloudEvent(
  source: string,
  {
    id,
    kind,
    entry,
    of,
  }: {
    readonly id: string;
    readonly kind: string;
    readonly entry: Entry;
    readonly of: ToldCase | undefined;
  },
): JsonObject {
  return {
    specversion: "1.0",
    id,
    source,
    type: `yiwang.${kind}.v1`,
    subject: entry.subject,
    time: entry.at,
    datacontenttype: "application/json",
    data: of === undefined ? recordTold(entry) : { ...of },
  };
}

/** The open fields that a record was made or changed with are its register's to tell; here only which it is. */
function recordTold({ subject, data }: Entry): JsonObject {
  const [, register = "", ...id] = subject.split(":");
  const { status } = data;
  return { register, id: id.join(":"), ...(typeof status === "string" ? { status } : {}) };
}

/**
 * Carries an event to a webhook: signed as Standard Webhooks 1.0 does, over id, moment and body, so that a receiver can
 * tell who sent it and that it is not an old one sent again. Anything but 2xx is tried again.
 */
export function webhookDeliveries(telling: TellingOutside): Readonly<Record<string, Delivery>> {
  const { store, district, addresses, send, sign, now } = telling;
  const deliver: Delivery = async ({ payload }) => {
    const [webhook, event] = [String(payload["webhook"]), String(payload["event"])];
    const hook = await findWebhook(store, district, webhook);
    const told = await findDelivery(store, district, webhook, event);
    if (hook === undefined || hook.stoppedAt !== null || told === undefined || told.state === "delivered")
      return ok(null);
    const base = addresses[hook.address];
    // An address that the district no longer lists is called no more.
    if (base === undefined)
      return err(problem("WEBHOOK_NOT_TAKEN", { why: `exchange.addresses ${hook.address}` }));
    const body = JSON.stringify(told.body);
    const at = now();
    const moment = String(Math.floor(millisOf(at) / 1000));
    const answer = await send({
      address: hook.address,
      url: `${base}${hook.path}`,
      method: "POST",
      headers: {
        "content-type": "application/cloudevents+json; charset=utf-8",
        "webhook-id": event,
        "webhook-timestamp": moment,
        "webhook-signature": `v1,${sign(hook.secret, `${event}.${moment}.${body}`)}`,
      },
      body,
      timeoutMs: TIMEOUT_MS,
    });
    const said =
      answer.kind === "answered"
        ? String(answer.status)
        : answer.kind === "away"
          ? answer.reason
          : "stopping";
    const delivered = answer.kind === "answered" && answer.status >= 200 && answer.status < 300;
    await noteDelivery(store, district, { webhook, event, delivered, answer: said, at });
    return delivered ? ok(null) : err(problem("WEBHOOK_NOT_TAKEN", { why: said }));
  };
  return { [WEBHOOK_ORDER]: deliver };
}
