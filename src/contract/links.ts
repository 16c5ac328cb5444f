import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";
import { FormField } from "./cases.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

/**
 * POST /api/cases/:caseNo/tasks/:task/links with header `idempotency-key` — gives a task to a party without an account
 * (外部协助). `until` is the last day on which the link is good.
 */
export const GiveLinkRequest = Type.Object({
  party: Type.String({ minLength: 2, maxLength: 60, pattern: "\\S" }),
  until: Day,
});
export type GiveLinkRequest = Static<typeof GiveLinkRequest>;

/** A link as those who keep it see it. Its address is told while it is good. */
export const LinkAnswer = Type.Object({
  id: Type.String(),
  party: Type.String(),
  until: Type.String(),
  status: Type.Union([
    Type.Literal("open"),
    Type.Literal("answered"),
    Type.Literal("revoked"),
    Type.Literal("expired"),
  ]),
  statusName: Bilingual,
  url: NullableString,
  /** The address drawn to be scanned, as SVG. */
  qr: NullableString,
  /** What to send with it, ready to be copied. */
  message: NullableString,
  /** Who did what with it and when, the newest first. */
  events: Type.Array(Type.Object({ at: Type.String(), said: Bilingual })),
});
export type LinkAnswer = Static<typeof LinkAnswer>;

/** GET /api/cases/:caseNo/tasks/:task/links */
export const LinksAnswer = Type.Object({ items: Type.Array(LinkAnswer) });
export type LinksAnswer = Static<typeof LinksAnswer>;

/** What stands behind the `#` of a link; one that was cut off on its way is told as a wrong link, not as a wrong request. */
const Token = Type.String({ maxLength: 500 });

/** POST /api/public/links/look — what a link asks; nothing in its address, so that no log keeps the link. */
export const LookByLinkRequest = Type.Object({ token: Token });
export type LookByLinkRequest = Static<typeof LookByLinkRequest>;

/** What a party without an account sees: what the matter says that it may (`x-outside`), and nothing else. */
export const LinkPage = Type.Object({
  party: Type.String(),
  until: Type.String(),
  caseNo: Type.String(),
  matterName: Bilingual,
  organName: Bilingual,
  taskName: Bilingual,
  /** What is asked, in the words of who asks. */
  asked: NullableString,
  fields: Type.Array(FormField),
  /** GET /api/public/links/files/:sha256 with header `x-link` shows each. */
  photos: Type.Array(Type.Object({ sha256: Type.String(), name: Bilingual })),
  form: Type.Record(Type.String(), Type.Unknown()),
  /** Materials that the form takes: photos are sent for these alone. */
  materials: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      types: Type.Array(Type.String()),
      maxBytes: Type.Number(),
    }),
  ),
});
export type LinkPage = Static<typeof LinkPage>;

/** POST /api/public/links/answer with header `idempotency-key`: it is taken once. */
export const AnswerByLinkRequest = Type.Object({
  token: Token,
  values: Type.Record(Type.String(), Type.Unknown()),
});
export type AnswerByLinkRequest = Static<typeof AnswerByLinkRequest>;
export const AnsweredByLink = Type.Object({ caseNo: Type.String(), said: Bilingual });
export type AnsweredByLink = Static<typeof AnsweredByLink>;

/** Header `x-link` of requests whose body is a photo, or that have none. */
export const LinkHeader = Type.Object({ "x-link": Type.Optional(Type.String({ maxLength: 200 })) });
