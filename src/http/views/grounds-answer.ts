import { canDecideAgain, canSeeFacts, type Principal } from "#access";
import type { MachineDecision, StoredCase } from "#cases";
import type { GroundsAnswer } from "#contract";
import { factInWords } from "./fact-words.ts";

/** On what a rule decided: the party reads what was checked, where and when; staff also what was found. */
export function groundsAnswer(
  principal: Principal,
  { head }: StoredCase,
  decision: MachineDecision,
): GroundsAnswer {
  const inFull = canSeeFacts(principal, head);
  const { caseNo, at, granted, sampled, rules, facts, conditions } = decision;
  return {
    caseNo,
    at,
    granted,
    // Whether a grant is looked at afterwards is the inspectors' to know.
    sampled: inFull && sampled,
    rules: inFull ? rules : null,
    facts: facts.map(({ id, name, source, at: asked, value, missing }) => ({
      id,
      name,
      source,
      at: asked,
      value: inFull && value !== null ? factInWords(value) : null,
      missing,
    })),
    conditions: conditions.map((each) => ({ ...each, facts: [...each.facts] })),
    again: canDecideAgain(principal, head).allowed,
  };
}
