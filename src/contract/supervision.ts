import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/** A figure of one organ; `value` null where there is nothing to measure. */
const OrganFigure = Type.Object({ indicator: Type.String(), value: NullableString, records: Type.Number() });

/** GET /api/supervision?year= — the organs that the reader may compare, those with the most overdue first. */
export const SupervisionAnswer = Type.Object({
  year: Type.Number(),
  /** A task is near its limit so many working days before it. */
  nearDays: Type.Number(),
  indicators: Type.Array(
    Type.Object({ id: Type.String(), name: Bilingual, unit: Bilingual, definition: Bilingual }),
  ),
  organs: Type.Array(
    Type.Object({
      organ: Type.String(),
      name: Bilingual,
      near: Type.Number(),
      overdue: Type.Number(),
      yellow: Type.Number(),
      red: Type.Number(),
      figures: Type.Array(OrganFigure),
    }),
  ),
});
export type SupervisionAnswer = Static<typeof SupervisionAnswer>;

/** GET /api/supervision/tasks?when=near|overdue&organ=&cursor= — the earliest limit first. */
export const DueTaskPage = page(
  Type.Object({
    caseNo: Type.String(),
    task: Type.String(),
    name: Bilingual,
    title: Bilingual,
    matterName: Bilingual,
    organName: Bilingual,
    heldBy: Bilingual,
    dueAt: Type.String(),
    late: Type.Boolean(),
  }),
);
export type DueTaskPage = Static<typeof DueTaskPage>;

/** GET /api/supervision/cards?organ=&kind=&cursor= — the latest first. */
export const CardPage = page(
  Type.Object({
    id: Type.String(),
    kind: Type.Union([Type.Literal("yellow"), Type.Literal("red")]),
    rule: Bilingual,
    caseNo: Type.String(),
    taskName: Bilingual,
    organName: Bilingual,
    dueOn: Type.String(),
    issuedOn: Type.String(),
    status: Type.String(),
    statusName: Bilingual,
    answer: NullableString,
    cancelReason: NullableString,
    /** What the reader may do with it. */
    mayAnswer: Type.Boolean(),
    mayCancel: Type.Boolean(),
  }),
);
export type CardPage = Static<typeof CardPage>;

/** POST /api/supervision/cards/:id/answer and …/cancel */
export const CardActRequest = Type.Object({ text: Type.String({ minLength: 2, maxLength: 500 }) });
export type CardActRequest = Static<typeof CardActRequest>;
