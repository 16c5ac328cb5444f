import { EXCHANGE } from "#cases";
import {
  isJsonObject,
  localDateOf,
  ok,
  type Instant,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { findRecipients, keepNotices, systemContext, type Store } from "#store";
import type { Delivery } from "./deliver-outbox.ts";

/** Something people are told, with the identifier under which it is told once. */
export type Notice = { readonly id: string; readonly at: Instant; readonly content: JsonObject };

/**
 * A way out to people beside the platform's own list: e-mail, text message, a city's message hub. It is called with
 * the same notice again after a failure or a death, so it must be idempotent by the notice's id and the account.
 */
export type NoticeChannel = (notice: Notice, accounts: readonly string[]) => Promise<Result<null, Problem>>;

/** Whom telling people stands on. */
export type Telling = {
  readonly store: Store;
  readonly district: string;
  readonly channels: readonly NoticeChannel[];
};

/** Tells people: first in the platform itself, then through every channel outwards. */
export function noticeDeliveries(telling: Telling): Readonly<Record<string, Delivery>> {
  const { store, district, channels } = telling;
  const context = systemContext(district);
  const tell: Delivery = async ({ id, payload }) => {
    const at = String(payload["at"]) as Instant;
    const content = isJsonObject(payload["content"]) ? payload["content"] : {};
    const to = recipientsIn(payload["to"], at);
    const accounts = to === undefined ? [] : await findRecipients(store, context, to);
    if (accounts.length === 0) return ok(null);
    await keepNotices(store, context, { id, at, content }, accounts);
    for (const channel of channels) {
      const sent = await channel({ id, at, content }, accounts);
      if (!sent.ok) return sent;
    }
    return ok(null);
  };
  return { [EXCHANGE.notice]: tell };
}

function recipientsIn(to: unknown, at: Instant) {
  if (typeof to !== "object" || to === null) return undefined;
  const { account, knownAs, organ, roles } = to as Readonly<Record<string, unknown>>;
  if (typeof account === "string") return { account, knownAs: typeof knownAs === "string" ? knownAs : null };
  if (typeof organ !== "string" || !Array.isArray(roles)) return undefined;
  return { organ, roles: roles.map(String), on: localDateOf(at) };
}
