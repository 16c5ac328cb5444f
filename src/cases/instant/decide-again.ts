import { CONDITIONS, judgeInstant, type InstantRule, type Judgement } from "#district";
import { decide, type DecisionModels } from "#rules";
import type { Instant, Json } from "#kernel";
import type { MachineDecision } from "../case/facts-ports.ts";

/**
 * Judges kept facts again under some rules: those that decided (the same must come of it), or others that are tried.
 * The moment is the decision's own, so that an age is the age of then. Nothing is asked and nothing is kept.
 */
export function decideAgain(
  models: DecisionModels,
  kept: Pick<MachineDecision, "input" | "at">,
  rule: Pick<InstantRule, "facts" | "conditions">,
): Judgement {
  const answer = decide(models, CONDITIONS, kept.input, { now: kept.at });
  const answered: Json = answer.ok ? answer.value.value : null;
  const facts = kept.input["facts"];
  const known = typeof facts === "object" && facts !== null && !Array.isArray(facts) ? facts : {};
  return judgeInstant({ ...rule, sampling: { percent: 0 } }, known as never, answered);
}

/** The rule as it stood when the decision was made. */
export const ruleOf = ({
  facts,
  conditions,
}: MachineDecision): Pick<InstantRule, "facts" | "conditions"> => ({
  facts: facts.map(({ id, name }) => ({ id, name, source: NOWHERE })),
  conditions,
});

/** Judging asks only whether a fact is there. */
const NOWHERE = { kind: "applicant", register: "", key: "" } as const;

/** What would become of one case under the rules that are tried. */
export type TrialLine = {
  readonly caseNo: string;
  readonly at: Instant;
  readonly before: boolean;
  readonly now: boolean;
  /** Conditions whose result would be another, or that would keep it from being granted. */
  readonly why: readonly { readonly id: string; readonly before: string | null; readonly now: string }[];
};

/** How many cases would come to the same, go to a person, or be granted by rule. */
export type Trial = {
  readonly tried: number;
  readonly same: number;
  readonly toPerson: number;
  readonly toMachine: number;
};

/** Whether the rules came to a grant; after a correction (补正) they say so to a person, who grants or not. */
export const rulesHeld = ({ granted, conditions }: MachineDecision): boolean =>
  granted || (conditions.length > 0 && conditions.every(({ result }) => result === "holds"));

/** Tries rules on one kept decision. */
export function trialOf(models: DecisionModels, rule: InstantRule, kept: MachineDecision): TrialLine {
  const judged = decideAgain(models, kept, rule);
  const before = new Map(kept.conditions.map(({ id, result }) => [id, result]));
  const why = judged.conditions.flatMap(({ id, result }) => {
    const was = before.get(id) ?? null;
    return was === result ? [] : [{ id, before: was, now: result }];
  });
  return { caseNo: kept.caseNo, at: kept.at, before: rulesHeld(kept), now: judged.holds, why };
}
