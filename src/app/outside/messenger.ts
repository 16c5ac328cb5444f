import { createTransport } from "nodemailer";
import { inBoth, type DistrictPack } from "#district";
import { noticeAnswer } from "#http";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import {
  messageSending,
  outgoingMessages,
  type Letter,
  type Messenger,
  type Outbound,
  type Sending,
} from "#worker";

/** How messages leave: an SMTP server by its URL (secret: from the environment), a gateway among the pack's addresses. */
export type MessengerOptions = {
  readonly pack: Pick<DistrictPack, "messages" | "exchange">;
  /** `smtps://user:password@host:465`, or `smtp://…`; null sends no e-mail. */
  readonly smtpUrl: string | null;
  readonly send: Outbound;
};

const TIMEOUT_MS = 10_000;

/** E-mail by SMTP and text messages by HTTP, each only where it is configured. */
function messengerOf({ pack, smtpUrl, send }: MessengerOptions): Messenger {
  const { email, sms } = pack.messages;
  const base = sms === null ? undefined : pack.exchange.addresses[sms.address];
  return {
    email: smtpUrl === null || email === null ? null : byEmail(smtpUrl, email.from),
    sms: sms === null || base === undefined ? null : bySms(send, { ...sms, base }),
  };
}

function byEmail(url: string, from: string): Messenger["email"] {
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // No file and no address of a message is ever opened: all that is sent is text of our own.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (letter) => {
    try {
      const sent = await transport.sendMail({
        from,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        // The same for every try (RFC 5322, Message-ID), so that a server that took it before can tell.
        messageId: `<${letter.id}@yiwang>`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
      return ok(sent.messageId);
    } catch (fault) {
      return away("email", fault instanceof Error ? fault.message : String(fault));
    }
  };
}

/** What telling people outside is put together from: the notices' channel, what sends, and which ways there are. */
export function outgoingOf(
  parts: Pick<Sending, "store" | "publicUrl" | "now"> & MessengerOptions & { readonly pack: DistrictPack },
) {
  const { pack, store, publicUrl, now } = parts;
  const messenger = messengerOf(parts);
  const sending: Sending = {
    store,
    district: pack,
    rules: pack.messages,
    messenger,
    publicUrl,
    now,
    sentence: ({ id, at, content }) => {
      const { text, caseTitle } = noticeAnswer(pack, { id, at, content, readAt: null });
      return { text, title: caseTitle, matter: inBoth(pack, String(content["matterName"] ?? "")) };
    },
  };
  return {
    channel: outgoingMessages(sending),
    deliveries: messageSending(sending),
    ways: { email: messenger.email !== null, sms: messenger.sms !== null },
  };
}

type Gateway = {
  readonly address: string;
  readonly path: string;
  readonly signature: string;
  readonly base: string;
};

/** The gateway takes `{id, to, signature, text, template, parameters}` and answers 2xx, with its `id` where it has one. */
function bySms(send: Outbound, { address, path, signature, base }: Gateway): Messenger["sms"] {
  return async ({ id, to, text, template, parameters }: Letter): Promise<Result<string, Problem>> => {
    const answer = await send({
      address,
      url: `${base}${path}`,
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json", "idempotency-key": id },
      body: JSON.stringify({ id, to, signature, text: `${signature}${text}`, template, parameters }),
      timeoutMs: TIMEOUT_MS,
    });
    if (answer.kind !== "answered") return away("sms", answer.kind === "away" ? answer.reason : "stopping");
    if (answer.status < 200 || answer.status >= 300) return away("sms", String(answer.status));
    return ok(idIn(answer.body) ?? id);
  };
}

function idIn(body: string | null): string | undefined {
  try {
    const told: unknown = JSON.parse(body ?? "");
    if (typeof told !== "object" || told === null || !("id" in told)) return undefined;
    return typeof told.id === "string" ? told.id : undefined;
  } catch {
    return undefined;
  }
}

const away = (channel: string, why: string): Result<never, Problem> =>
  err(problem("MESSAGE_NOT_SENT", { channel, why }));
