import type { MessageRules } from "#district";
import {
  instantFromMillis,
  maskEmail,
  maskPhone,
  millisOf,
  ok,
  problem,
  sha256Hex,
  err,
  SHANGHAI,
  type Bilingual,
  type Instant,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import {
  findMessageSetting,
  findMessageSettings,
  findOutgoingMessage,
  noteAttempt,
  orderMessages,
  OUTGOING_MESSAGE,
  systemContext,
  type MessageChannel,
  type MessageOrder,
  type MessageSetting,
  type Store,
} from "#store";
import type { Delivery } from "./deliver-outbox.ts";
import type { NoticeChannel } from "./tell-people.ts";

/** A message as it leaves; `id` is the same for every try, so that a provider can tell one from two. */
export type Letter = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The provider's own name of the template, and what fills it. */
  readonly template: string | null;
  readonly parameters: Readonly<Record<string, string>>;
};

/** The ways out to people (port): each answers the provider's id of what it took. Null where there is no such way. */
export type Messenger = Readonly<
  Record<MessageChannel, ((letter: Letter) => Promise<Result<string, Problem>>) | null>
>;

/** What sending messages stands on. `sentence` says a notice in words, as the platform's own list does. */
export type Sending = {
  readonly store: Store;
  readonly district: { readonly code: string; readonly name: Bilingual };
  readonly rules: MessageRules;
  readonly messenger: Messenger;
  readonly publicUrl: string;
  readonly sentence: (notice: {
    readonly id: string;
    readonly at: Instant;
    readonly content: JsonObject;
  }) => {
    readonly text: Bilingual;
    readonly title: Bilingual;
    readonly matter: Bilingual;
  };
  readonly now: () => Instant;
};

/** The channel by which a notice goes outside, to those who chose so: recorded now, sent through the outbox. */
export function outgoingMessages(sending: Sending): NoticeChannel {
  const { store, district, rules, messenger, now } = sending;
  const context = systemContext(district.code);
  return async (notice, accounts) => {
    const about = String(notice.content["about"] ?? "");
    const template = rules.templates[about];
    if (template === undefined) return ok(null);
    const settings = await findMessageSettings(store, context, accounts);
    const at = now();
    const orders = settings.flatMap((setting): readonly MessageOrder[] =>
      (["email", "sms"] as const).flatMap((channel) => {
        const to = addressOf(setting, channel);
        if (to === null || template[channel] === null || messenger[channel] === null) return [];
        return [
          {
            id: `${notice.id}/${setting.account}/${channel}`,
            account: setting.account,
            channel,
            template: about,
            content: { ...notice.content, at: notice.at },
            toMasked: channel === "email" ? maskEmail(to) : maskPhone(to),
            at,
            notBefore: afterQuiet(setting, at),
          },
        ];
      }),
    );
    if (orders.length > 0) await orderMessages(store, context, orders);
    return ok(null);
  };
}

/** Sends what was ordered: each message once, to the address that the account has now. */
export function messageSending(sending: Sending): Readonly<Record<string, Delivery>> {
  const { store, district, messenger, now } = sending;
  const context = systemContext(district.code);
  const send: Delivery = async ({ payload }) => {
    const id = String(payload["message"]);
    const message = await findOutgoingMessage(store, context, id);
    if (message === undefined || message.state !== "waiting") return ok(null);
    const setting = await findMessageSetting(store, context, message.account);
    const to = setting === undefined ? null : addressOf(setting, message.channel);
    const way = messenger[message.channel];
    const letter = setting === undefined || to === null ? null : letterOf(sending, message, setting, to);
    if (way === null || letter === null) {
      await noteAttempt(store, context, id, { state: "dropped", fault: "no longer wanted" });
      return ok(null);
    }
    const sent = await way(letter);
    if (!sent.ok) {
      await noteAttempt(store, context, id, { state: "waiting", fault: sent.error.message.zh });
      return err(problem("MESSAGE_NOT_SENT", { channel: message.channel, why: sent.error.message.zh }));
    }
    await noteAttempt(store, context, id, { state: "sent", providerId: sent.value, at: now() });
    return ok(null);
  };
  return { [OUTGOING_MESSAGE]: send };
}

function addressOf(setting: MessageSetting, channel: MessageChannel): string | null {
  if (channel === "email") return setting.byEmail ? setting.email : null;
  return setting.bySms ? setting.mobile : null;
}

function letterOf(
  { rules, sentence, district, publicUrl }: Sending,
  message: {
    readonly id: string;
    readonly channel: MessageChannel;
    readonly template: string;
    readonly content: JsonObject;
  },
  { language }: MessageSetting,
  to: string,
): Letter | null {
  const template = rules.templates[message.template];
  const { at, ...content } = message.content;
  // Whoever carries it learns neither case nor account.
  const id = sha256Hex(message.id).slice(0, 32);
  const said = sentence({ id: message.id, at: String(at) as Instant, content });
  const caseNo = typeof content["caseNo"] === "string" ? content["caseNo"] : "";
  const short = { matter: said.matter[language], district: district.name[language] };
  if (message.channel === "sms") {
    if (template?.sms == null) return null;
    const { text, code } = template.sms;
    return { id, to, subject: "", text: filled(text[language], short), template: code, parameters: short };
  }
  if (template?.email == null) return null;
  const ofCertificate = message.template === "lapsing" || message.template === "certificate";
  const ofNoCase = ofCertificate ? "/my/certificates" : "/my/cases";
  const link = caseNo === "" ? `${publicUrl}${ofNoCase}` : `${publicUrl}/my/cases/${caseNo}`;
  const values = { ...short, title: said.title[language], text: said.text[language], caseNo, link };
  const { subject, text } = template.email;
  return {
    id,
    to,
    subject: filled(subject[language], values),
    text: filled(text[language], values),
    template: null,
    parameters: {},
  };
}

const filled = (words: string, values: Readonly<Record<string, string>>): string =>
  words.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? "");

/** The moment itself, or the end of the quiet hours that it lies in. */
export function afterQuiet(
  { quietFrom, quietTo }: Pick<MessageSetting, "quietFrom" | "quietTo">,
  at: Instant,
): Instant {
  if (quietFrom === null || quietTo === null || quietFrom === quietTo) return at;
  const here = Temporal.Instant.fromEpochMilliseconds(millisOf(at)).toZonedDateTimeISO(SHANGHAI);
  const time = here.toPlainTime().toString({ smallestUnit: "minute" });
  const overnight = quietFrom > quietTo;
  const quiet = overnight ? time >= quietFrom || time < quietTo : time >= quietFrom && time < quietTo;
  if (!quiet) return at;
  const day = overnight && time >= quietFrom ? here.toPlainDate().add({ days: 1 }) : here.toPlainDate();
  const end = day.toZonedDateTime({ timeZone: SHANGHAI, plainTime: quietTo });
  return instantFromMillis(end.epochMilliseconds);
}
