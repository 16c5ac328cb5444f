import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";

/** Something one is told: what it says, where it leads, and whether one has read it. */
export const NoticeAnswer = Type.Object({
  id: Type.String(),
  at: Type.String(),
  about: Type.Union([
    Type.Literal("limit"),
    Type.Literal("document"),
    Type.Literal("task"),
    Type.Literal("asked"),
    Type.Literal("transfer"),
    Type.Literal("return"),
    Type.Literal("cancel"),
    Type.Literal("rating"),
    Type.Literal("card"),
    Type.Literal("lapsing"),
    Type.Literal("certificate"),
  ]),
  text: Bilingual,
  /** Empty where it is about no case that the reader has a page of. */
  caseNo: Type.String(),
  caseTitle: Bilingual,
  read: Type.Boolean(),
});
export type NoticeAnswer = Static<typeof NoticeAnswer>;

/** GET /api/notices?unread=&cursor= — the latest first. */
export const NoticePage = page(NoticeAnswer);
export type NoticePage = Static<typeof NoticePage>;

/** GET /api/notices/unread — counted to a hundred. */
export const UnreadAnswer = Type.Object({ unread: Type.Number() });
export type UnreadAnswer = Static<typeof UnreadAnswer>;

/** POST /api/notices/read — one, or all that came up to the moment of the newest one shows. */
export const ReadRequest = Type.Union([
  Type.Object({ id: Type.String({ maxLength: 200 }) }),
  Type.Object({ upTo: Type.String({ maxLength: 40 }) }),
]);
export type ReadRequest = Static<typeof ReadRequest>;
