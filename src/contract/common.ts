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

const NullableString = Type.Union([Type.String(), Type.Null()]);
const Light = Type.Union([
  Type.Literal("green"),
  Type.Literal("yellow"),
  Type.Literal("red"),
  Type.Literal("paused"),
]);
/** `wd` working days, `d` calendar days, `wh` working hours, `h` hours by the wall clock. */
const Unit = Type.Union([Type.Literal("wd"), Type.Literal("d"), Type.Literal("wh"), Type.Literal("h")]);

/**
 * A stretch of a case's time: counted or not, and why. `before` is the organ's time before acceptance: it is told,
 * but belongs to none of the three parts. `days` are in `unit`.
 */
export const ClockInterval = Type.Object({
  from: Type.String(),
  to: Type.String(),
  counted: Type.Boolean(),
  part: Type.Union([
    Type.Literal("before"),
    Type.Literal("ours"),
    Type.Literal("yours"),
    Type.Literal("excluded"),
  ]),
  days: Type.Number(),
  unit: Unit,
  why: Bilingual,
});
export type ClockInterval = Static<typeof ClockInterval>;

/** A limit in force, its base and its extension apart: `12wd` = `7wd` and `5wd`. */
const Due = Type.Object({
  limit: Type.String(),
  base: Type.String(),
  extendedBy: NullableString,
  due: NullableString,
  dueOn: NullableString,
  /** The last day without the extension. */
  dueOnBefore: NullableString,
  /** What is left in the limit's own unit; negative when it is past. */
  remaining: Type.Union([Type.Number(), Type.Null()]),
  late: Type.Boolean(),
});

/** By whose words a case is told: 办件, 案卷 that was reported, 案卷 that work begins, 案件. */
export const CaseKind = Type.Union([
  Type.Literal("service"),
  Type.Literal("incident"),
  Type.Literal("governance"),
  Type.Literal("enforcement"),
]);
export type CaseKind = Static<typeof CaseKind>;

/**
 * The clock chip and its explanation, everywhere a case appears. `light`, `due`, `dueOn`, `remaining` and `unit` are
 * of what runs now: before acceptance that is `period`, never the decision's clock. The three parts and their whole
 * are the decision clock's. `unknown`: the calendar does not reach so far, so no day is guessed.
 */
export const ClockAnswer = Type.Object({
  /** By whose words it is told. */
  kind: CaseKind,
  phase: Type.Union([
    Type.Literal("intake"),
    Type.Literal("correction"),
    Type.Literal("running"),
    Type.Literal("paused"),
    Type.Literal("waiting"),
    Type.Literal("decided"),
    Type.Literal("closed"),
    Type.Literal("ended"),
    Type.Literal("unknown"),
  ]),
  light: Light,
  due: NullableString,
  dueOn: NullableString,
  remaining: Type.Union([Type.Number(), Type.Null()]),
  unit: Unit,
  /** What runs before acceptance: for the organ (`intake`) or the applicant (`correction`). */
  period: Type.Union([
    Type.Null(),
    Type.Object({
      limit: NullableString,
      from: NullableString,
      light: Light,
      /** What the law makes of it when the time runs out, as the task's form says (`x-otherwise`). */
      otherwise: Type.Union([Bilingual, Type.Null()]),
    }),
  ]),
  statutory: Type.Union([Due, Type.Null()]),
  promised: Type.Union([Due, Type.Null()]),
  extension: Type.Union([
    Type.Null(),
    Type.Object({ by: Type.String(), approver: Type.String(), reason: Type.String(), at: Type.String() }),
  ]),
  /** Why the clock stands still, and since when. */
  pause: Type.Union([Type.Null(), Type.Object({ since: Type.String(), ground: Bilingual })]),
  /** Accepted by operation of law (行政许可法 art. 32): the clock counts from the day of receipt. */
  deemed: Type.Boolean(),
  ourDays: Type.Number(),
  yourDays: Type.Number(),
  excludedDays: Type.Number(),
  wholeDays: Type.Number(),
  /** Working days the organ had the case before acceptance; outside the whole. */
  beforeDays: Type.Number(),
  onTime: Type.Union([Type.Boolean(), Type.Null()]),
  stoppedAt: NullableString,
  intervals: Type.Array(ClockInterval),
  calendar: Type.String(),
  provisional: Type.Boolean(),
});
export type ClockAnswer = Static<typeof ClockAnswer>;

/** A page of a keyset-paged list; `next` is the cursor of the following page. */
export const page = <Item extends import("typebox").TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) });

/** POST …/export?what narrows the list: the same rows as the list shows, all of its pages, as a file. */
export const ExportRequest = Type.Object({
  format: Type.Union([Type.Literal("xlsx"), Type.Literal("csv")]),
  /** Columns by id in their order; the list's usual ones where there are none. */
  columns: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 }),
  language: Type.Union([Type.Literal("zh"), Type.Literal("en")]),
});
export type ExportRequest = Static<typeof ExportRequest>;

/** A field of a record as its register defines it: names in place of codes. */
export const ShownField = Type.Object({
  label: Bilingual,
  value: Bilingual,
  /** A day (YYYY-MM-DD), which each face writes in its own way; anything else is said as it is. */
  isDay: Type.Boolean(),
  /** What stands in the ledger where the value is a name for it. */
  code: Type.Union([Type.String(), Type.Null()]),
});
export type ShownField = Static<typeof ShownField>;

/** An element by its names; empty where it is drawn without one. `type` is BPMN's own name of the type. */
export const NamedElement = Type.Object({ element: Type.String(), name: Bilingual, type: Type.String() });
export type NamedElement = Static<typeof NamedElement>;
