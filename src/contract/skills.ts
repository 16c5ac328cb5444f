import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/** How a skill stands today: in force, soon over, over by its day, ended by hand, or not begun. */
export const SkillState = Type.Union([
  Type.Literal("inForce"),
  Type.Literal("expiring"),
  Type.Literal("expired"),
  Type.Literal("ended"),
  Type.Literal("ahead"),
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
