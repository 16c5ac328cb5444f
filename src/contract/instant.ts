import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const NullableBilingual = Type.Union([Bilingual, Type.Null()]);

/** What became of a condition of a matter that is decided by rule. */
export const ConditionResult = Type.Union([
  Type.Literal("holds"),
  Type.Literal("fails"),
  Type.Literal("unanswered"),
  Type.Literal("factMissing"),
]);
export type ConditionResult = Static<typeof ConditionResult>;

/** A fact as it was asked: where and when; `value`, what was found, for staff only; `missing` says why there is none. */
export const GroundFact = Type.Object({
  id: Type.String(),
  name: Bilingual,
  source: Bilingual,
  at: Type.String(),
  value: NullableBilingual,
  missing: NullableBilingual,
});

/** A condition, the law that asks for it, what came of it, and the facts it rests on. */
export const GroundCondition = Type.Object({
  id: Type.String(),
  name: Bilingual,
  law: Bilingual,
  article: Bilingual,
  result: ConditionResult,
  facts: Type.Array(Type.String()),
});

/**
 * GET /api/cases/:caseNo/grounds — on what a rule decided, or left it to a person (决定依据). `rules` is the version by
 * the hash of its text, for staff; null otherwise.
 */
export const GroundsAnswer = Type.Object({
  caseNo: Type.String(),
  at: Type.String(),
  granted: Type.Boolean(),
  sampled: Type.Boolean(),
  rules: Type.Union([Type.String(), Type.Null()]),
  facts: Type.Array(GroundFact),
  conditions: Type.Array(GroundCondition),
  /** The reader may run the rules again. */
  again: Type.Boolean(),
});
export type GroundsAnswer = Static<typeof GroundsAnswer>;

/** POST /api/cases/:caseNo/grounds/again — the same facts under the same rules, now. */
export const DecidedAgainAnswer = Type.Object({
  same: Type.Boolean(),
  granted: Type.Boolean(),
  rules: Type.String(),
  at: Type.String(),
  conditions: Type.Array(
    Type.Object({ id: Type.String(), name: Bilingual, before: ConditionResult, now: ConditionResult }),
  ),
});
export type DecidedAgainAnswer = Static<typeof DecidedAgainAnswer>;

/** GET /api/admin/rules — matters that are decided by rule, and the versions of their rules, the newest first. */
export const RulesAnswer = Type.Object({
  matters: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      current: Type.String(),
      versions: Type.Array(Type.Object({ hash: Type.String(), at: Type.String() })),
    }),
  ),
});
export type RulesAnswer = Static<typeof RulesAnswer>;

/**
 * POST /api/admin/rules/trial and …/trial/export — what would have become of a period's cases under other rules: those of
 * a version, or of a decide.dmn that is sent along. Days are both included. Nothing is changed.
 */
export const RulesTrialRequest = Type.Object({
  matter: Type.String({ maxLength: 100 }),
  from: Type.String({ format: "date" }),
  to: Type.String({ format: "date" }),
  rules: Type.Union([
    Type.Object({ version: Type.String({ pattern: "^[0-9a-f]{64}$" }) }),
    Type.Object({ xml: Type.String({ minLength: 1, maxLength: 1_000_000 }) }),
  ]),
});
export type RulesTrialRequest = Static<typeof RulesTrialRequest>;

export const RulesTrialAnswer = Type.Object({
  version: Type.String(),
  tried: Type.Number(),
  same: Type.Number(),
  toPerson: Type.Number(),
  toMachine: Type.Number(),
  /** The period holds more cases than are tried at once. */
  more: Type.Boolean(),
  /** Cases that would come to something else, the oldest first, so many at most. */
  lines: Type.Array(
    Type.Object({
      caseNo: Type.String(),
      at: Type.String(),
      before: Type.Boolean(),
      now: Type.Boolean(),
      why: Type.Array(
        Type.Object({
          name: Bilingual,
          before: Type.Union([ConditionResult, Type.Null()]),
          now: ConditionResult,
        }),
      ),
    }),
  ),
});
export type RulesTrialAnswer = Static<typeof RulesTrialAnswer>;
