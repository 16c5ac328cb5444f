import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);
const Hour = Type.Union([Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" }), Type.Null()]);

/** PUT /api/my/message-settings — how I want to be told outside the platform. */
export const MessageSettingRequest = Type.Object({
  email: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
  mobile: Type.Union([Type.String({ maxLength: 30 }), Type.Null()]),
  byEmail: Type.Boolean(),
  bySms: Type.Boolean(),
  /** Nothing is sent between the two, HH:MM by China's clock. */
  quietFrom: Hour,
  quietTo: Hour,
  language: Type.Union([Type.Literal("zh"), Type.Literal("en")]),
});
export type MessageSettingRequest = Static<typeof MessageSettingRequest>;

/** GET /api/my/message-settings — with the ways that this district has. */
export const MessageSettingAnswer = Type.Object({
  ...MessageSettingRequest.properties,
  ways: Type.Object({ email: Type.Boolean(), sms: Type.Boolean() }),
});
export type MessageSettingAnswer = Static<typeof MessageSettingAnswer>;

/** GET /api/my/messages?cursor= — what was sent to me outside, the latest first; the address is masked. */
export const OutgoingMessagePage = page(
  Type.Object({
    id: Type.String(),
    channel: Type.Union([Type.Literal("email"), Type.Literal("sms")]),
    text: Bilingual,
    to: Type.String(),
    state: Type.Union([Type.Literal("waiting"), Type.Literal("sent"), Type.Literal("dropped")]),
    orderedAt: Type.String(),
    sentAt: NullableString,
  }),
);
export type OutgoingMessagePage = Static<typeof OutgoingMessagePage>;
