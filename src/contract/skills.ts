import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/** How a skill stands today: in force, soon over, over by its day, ended by hand, not begun, failed, or withdrawn. */
export const SkillState = Type.Union([
  Type.Literal("inForce"),
  Type.Literal("expiring"),
  Type.Literal("expired"),
  Type.Literal("ended"),
  Type.Literal("ahead"),
  Type.Literal("failed"),
  Type.Literal("withdrawn"),
]);
export type SkillState = Static<typeof SkillState>;

const SkillLine = Type.Object({
  /** The record's id in the register of skills. */
  id: Type.String(),
  kind: Type.Union([Type.Literal("allRound"), Type.Literal("matter")]),
  /** The matter that it is for; null where it is all-round. */
  matterName: Type.Union([Bilingual, Type.Null()]),
  trainedOn: Type.String(),
  validTo: NullableString,
  certifiedBy: Bilingual,
  /** What the course was, and who recorded it; null where it was imported without. */
  course: NullableString,
  recordedBy: NullableString,
  /** The reader may withdraw it as a mistake. */
  mayWithdraw: Type.Boolean(),
  state: SkillState,
});

const Clerk = Type.Object({
  account: Type.String(),
  name: Type.String(),
  organName: Bilingual,
  skills: Type.Array(SkillLine),
});

/** What a figure of the page counts, and what `show=` narrows the page to. */
export const SkillsShown = Type.Union([
  Type.Literal("allRound"),
  Type.Literal("specialists"),
  Type.Literal("expiring"),
  Type.Literal("over"),
  Type.Literal("untrained"),
  Type.Literal("uncovered"),
]);
export type SkillsShown = Static<typeof SkillsShown>;

/**
 * GET /api/desk/skills?show= — window clerks with what they were trained for (全科、专项), and the matters of stations that
 * nobody is trained for. `figures` counts each list before narrowing: clerks, but for `uncovered`, which counts matters.
 */
export const SkillsAnswer = Type.Object({
  /** The day, `YYYY-MM-DD`, on which all this is told, and how many days before its end a skill counts as soon over. */
  on: Type.String(),
  soonDays: Type.Integer(),
  figures: Type.Array(Type.Object({ show: SkillsShown, count: Type.Integer() })),
  clerks: Type.Array(Clerk),
  /** What the reader may record a training of, for whom and for which matter; null who may record none. */
  recording: Type.Union([
    Type.Object({
      clerks: Type.Array(Type.Object({ account: Type.String(), name: Type.String(), organName: Bilingual })),
      matters: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
    }),
    Type.Null(),
  ]),
  uncovered: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      organName: Bilingual,
      frequency: Type.Union([Type.Literal("high"), Type.Literal("middle"), Type.Literal("low")]),
      count: Type.Integer(),
    }),
  ),
});
export type SkillsAnswer = Static<typeof SkillsAnswer>;

/** POST /api/desk/skills — the head records a clerk's training; a passed one routes at stations from then on. */
export const RecordTrainingRequest = Type.Object({
  account: Type.String({ minLength: 1, maxLength: 100 }),
  /** The matter that it is for; null where it is all-round (全科). */
  matter: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
  course: Type.String({ minLength: 2, maxLength: 60, pattern: "\\S" }),
  trainedOn: Type.String({ format: "date" }),
  /** The last day that it counts; null where it has no end. */
  validTo: Type.Union([Type.String({ format: "date" }), Type.Null()]),
  result: Type.Union([Type.Literal("passed"), Type.Literal("failed")]),
});
export type RecordTrainingRequest = Static<typeof RecordTrainingRequest>;

/** POST /api/desk/skills/:id/withdraw — a training that was recorded by mistake; the reason stands in the ledger. */
export const WithdrawTrainingRequest = Type.Object({
  reason: Type.String({ minLength: 2, maxLength: 300, pattern: "\\S" }),
});
export type WithdrawTrainingRequest = Static<typeof WithdrawTrainingRequest>;

/** The training's number in the register. */
export const TrainingAnswer = Type.Object({ id: Type.String() });
export type TrainingAnswer = Static<typeof TrainingAnswer>;
