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
import { findRecipients, keepNotices, systemContext, type NoticeRecipients, type Store } from "#store";
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

function recipientsIn(to: unknown, at: Instant): NoticeRecipients | undefined {
  if (!isJsonObject(to)) return undefined;
  const { account, knownAs, organ, roles, division, place } = to;
  return {
    accounts: [...textsIn(account === undefined ? [] : [account]), ...textsIn(to["accounts"])],
    knownAs: typeof knownAs === "string" ? knownAs : null,
    organ: typeof organ === "string" ? organ : null,
    roles: textsIn(roles),
    division: typeof division === "string" ? division : null,
    place: typeof place === "string" ? place : null,
    on: localDateOf(at),
  };
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
