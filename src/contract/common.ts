import { type Static, Type } from "typebox";

export const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() });
export type Bilingual = Static<typeof Bilingual>;

/** How every refusal travels: stable code, what is wrong, what to do next; `fields` points into the form. */
export const ProblemAnswer = Type.Object({
  code: Type.String(),
  message: Bilingual,
  next: Bilingual,
  details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  /** JSON pointers into what was sent, each with its own sentence. */
  fields: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), message: Bilingual }))),
});
export type ProblemAnswer = Static<typeof ProblemAnswer>;

/** A stretch of the legal clock: counted or not, and why. */
export const ClockInterval = Type.Object({
  from: Type.String(),
  to: Type.String(),
  counted: Type.Boolean(),
  part: Type.Union([Type.Literal("ours"), Type.Literal("yours"), Type.Literal("excluded")]),
  days: Type.Number(),
  why: Bilingual,
});

const Due = Type.Object({
  limit: Type.String(),
  due: Type.Union([Type.String(), Type.Null()]),
  dueOn: Type.Union([Type.String(), Type.Null()]),
});

/** The clock chip and its explanation, everywhere a case appears. */
export const ClockAnswer = Type.Object({
  light: Type.Union([
    Type.Literal("green"),
    Type.Literal("yellow"),
    Type.Literal("red"),
    Type.Literal("paused"),
  ]),
  due: Type.Union([Type.String(), Type.Null()]),
  dueOn: Type.Union([Type.String(), Type.Null()]),
  remaining: Type.Union([Type.Number(), Type.Null()]),
  statutory: Due,
  promised: Type.Union([Due, Type.Null()]),
  ourDays: Type.Number(),
  yourDays: Type.Number(),
  excludedDays: Type.Number(),
  wholeDays: Type.Number(),
  onTime: Type.Union([Type.Boolean(), Type.Null()]),
  stoppedAt: Type.Union([Type.String(), Type.Null()]),
  intervals: Type.Array(ClockInterval),
  calendar: Type.String(),
  provisional: Type.Boolean(),
});
export type ClockAnswer = Static<typeof ClockAnswer>;

/** A page of a keyset-paged list; `next` is the cursor of the following page. */
export const page = <Item extends import("typebox").TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) });
