import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);
const Point = Type.Object({ lon: Type.Number(), lat: Type.Number() });

/** POST /api/channels/hotline/tickets — a ticket of the city's hotline; its number makes it one. */
export const HotlineTicketRequest = Type.Object({
  number: Type.String({ minLength: 1, maxLength: 60, pattern: "^[A-Za-z0-9._-]+$" }),
  /** 咨询 inquiry · 求助 help · 投诉 complaint · 举报 whistle · 建议 suggestion. */
  kind: Type.Union([
    Type.Literal("inquiry"),
    Type.Literal("help"),
    Type.Literal("complaint"),
    Type.Literal("whistle"),
    Type.Literal("suggestion"),
  ]),
  urgent: Type.Boolean(),
  receivedAt: Type.String({ format: "date-time" }),
  /** The upstream clock: when the city wants its answer. */
  dueAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()]),
  class: NullableString,
  description: Type.String({ minLength: 2, maxLength: 1000 }),
  address: Type.String({ maxLength: 200 }),
  point: Type.Union([Point, Type.Null()]),
  community: NullableString,
  caller: Type.Object({ name: Type.String({ maxLength: 50 }), mobile: Type.String({ maxLength: 20 }) }),
});
export type HotlineTicketRequest = Static<typeof HotlineTicketRequest>;

/** How far a ticket is; `returned` where it was not registered, with the words why. */
export const HotlineTicketAnswer = Type.Object({
  number: Type.String(),
  caseNo: Type.String(),
  receivedAt: Type.String(),
  state: Type.String(),
  stateName: Bilingual,
  outcome: NullableString,
  returned: Type.Boolean(),
  reply: NullableString,
  dueAt: NullableString,
  closedAt: NullableString,
});
export type HotlineTicketAnswer = Static<typeof HotlineTicketAnswer>;

const Found = Type.Union([Type.Boolean(), Type.Null()]);

/** POST /api/channels/hotline/tickets/:number/revisit — null where it was not asked. */
export const RevisitRequest = Type.Object({
  responded: Found,
  solved: Found,
  satisfied: Found,
  /** What was said, e.g. what is not put right: where it is not solved, the case is opened again while its window lasts. */
  words: Type.String({ maxLength: 1000 }),
});
export type RevisitRequest = Static<typeof RevisitRequest>;

/** POST /api/channels/hotline/tickets/:number/exclusion — whether the city excludes the ticket that we asked it to. */
export const ExclusionRequest = Type.Object({
  accepted: Type.Boolean(),
  words: Type.String({ minLength: 1, maxLength: 1000 }),
});
export type ExclusionRequest = Static<typeof ExclusionRequest>;

/** POST /api/channels/devices/messages — what a camera or sensor saw; class and place are the device's own. */
export const DeviceMessage = Type.Object({
  id: Type.String({ minLength: 8, maxLength: 100, pattern: "^[A-Za-z0-9._-]+$" }),
  at: Type.String({ format: "date-time" }),
  words: Type.String({ maxLength: 500 }),
});
export type DeviceMessage = Static<typeof DeviceMessage>;

export const DeviceAnswer = Type.Object({ id: Type.String(), caseNo: Type.String() });
export type DeviceAnswer = Static<typeof DeviceAnswer>;

/** GET /api/admin/channels — senders with their keys. */
export const ChannelsAnswer = Type.Object({
  senders: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      channel: Type.String(),
      issue: Type.Integer(),
      key: Type.String(),
    }),
  ),
});
export type ChannelsAnswer = Static<typeof ChannelsAnswer>;
