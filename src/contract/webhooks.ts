import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

const Webhook = Type.Object({
  id: Type.String(),
  name: Type.String(),
  address: Type.String(),
  path: Type.String(),
  kinds: Type.Array(Type.String()),
  createdAt: Type.String(),
  stoppedAt: NullableString,
});

/** GET /api/admin/webhooks — who is told of what, and what can be told to whom. */
export const WebhooksAnswer = Type.Object({
  webhooks: Type.Array(Webhook),
  kinds: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  /** The district's addresses outside, by name; nothing else can be told. */
  addresses: Type.Array(Type.String()),
});
export type WebhooksAnswer = Static<typeof WebhooksAnswer>;

/** POST /api/admin/webhooks */
export const WebhookRequest = Type.Object({
  name: Type.String({ minLength: 2, maxLength: 60 }),
  address: Type.String({ maxLength: 60 }),
  path: Type.String({ pattern: "^/[A-Za-z0-9._~/-]*$", maxLength: 200 }),
  kinds: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20, uniqueItems: true }),
});
export type WebhookRequest = Static<typeof WebhookRequest>;

/** The secret that deliveries are signed with (HMAC-SHA-256): said this once. */
export const WebhookMade = Type.Object({ id: Type.String(), secret: Type.String() });
export type WebhookMade = Static<typeof WebhookMade>;

/** What came of telling: refused where the other side named what is wrong with it, dropped where a person gave it up. */
export const ReportState = Type.Union([
  Type.Literal("waiting"),
  Type.Literal("delivered"),
  Type.Literal("refused"),
  Type.Literal("dropped"),
]);

/** GET /api/admin/webhooks/:id/deliveries?cursor= — the latest first. */
export const WebhookDeliveryPage = page(
  Type.Object({
    event: Type.String(),
    kind: Type.String(),
    kindName: Bilingual,
    subject: Type.String(),
    state: ReportState,
    attempts: Type.Number(),
    lastAnswer: NullableString,
    orderedAt: Type.String(),
    triedAt: NullableString,
  }),
);
export type WebhookDeliveryPage = Static<typeof WebhookDeliveryPage>;

/** GET, PUT (a new address; the one before is withdrawn) and DELETE /api/my/calendar; `url` is said only when made. */
export const CalendarAnswer = Type.Object({ since: NullableString, url: NullableString });
export type CalendarAnswer = Static<typeof CalendarAnswer>;
