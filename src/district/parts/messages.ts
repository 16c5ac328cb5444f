import {
  bilingual,
  identifier,
  mappingOf,
  matching,
  object,
  optional,
  text,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import type { Bilingual } from "#kernel";

/** What a text message may say of an event: no name, no number of a case or person, nothing of the content. */
const IN_SMS = ["matter", "district"] as const;
/** What an e-mail may say: as much as the platform's own notice. */
const IN_EMAIL = [...IN_SMS, "title", "text", "caseNo", "link"] as const;

type SmsTemplate = {
  readonly text: Bilingual;
  /** The provider's own name of the template, where it asks for one. */
  readonly code: string | null;
};

type EmailTemplate = { readonly subject: Bilingual; readonly text: Bilingual };

/** What is sent outside for a kind of event (`about` of a notice). */
type MessageTemplate = { readonly sms: SmsTemplate | null; readonly email: EmailTemplate | null };

/** messages.yaml: what goes outside, in which words, and through whom. */
export type MessageRules = {
  readonly templates: Readonly<Record<string, MessageTemplate>>;
  /** The text message gateway: an address of `exchange.addresses`, the path behind it, and the signature. */
  readonly sms: { readonly address: string; readonly path: string; readonly signature: string } | null;
  readonly email: { readonly from: string } | null;
};

export const NO_MESSAGES: MessageRules = { templates: {}, sms: null, email: null };

/** Words whose `{places}` are all among those that may be said there. */
const wordsWith =
  (places: readonly string[]): Shape<Bilingual> =>
  (node) => {
    const read = bilingual(node);
    const said = typeof read === "object" ? `${read.zh} ${read.en}` : "";
    const unknown = [...said.matchAll(/\{(\w+)\}/g)].some(([, name = ""]) => !places.includes(name));
    if (!unknown) return read;
    const allowed = places.map((place) => `{${place}}`).join(" ");
    return wrong(node, { zh: `只用 ${allowed} 的文字`, en: `words with no other places than ${allowed}` });
  };

export const messageRules: Shape<MessageRules> = object<MessageRules>({
  templates: mappingOf(
    object<MessageTemplate>({
      sms: optional(object<SmsTemplate>({ text: wordsWith(IN_SMS), code: optional(text, null) }), null),
      email: optional(
        object<EmailTemplate>({ subject: wordsWith(IN_EMAIL), text: wordsWith(IN_EMAIL) }),
        null,
      ),
    }),
  ),
  sms: optional(
    object({
      address: identifier,
      path: matching(/^\/[\w./-]*$/, { zh: "以 / 开头的路径", en: "a path that begins with /" }),
      signature: text,
    }),
    null,
  ),
  email: optional(object({ from: text }), null),
});
