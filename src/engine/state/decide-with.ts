import { ok, type Json } from "#kernel";
import { decide, type DecisionModels } from "#rules";
import type { Decide } from "./link.ts";

/** What a plan asks of DMN models: the value and, as its grounds, rules matched, facts read and version. */
export function decideWith(models: DecisionModels): Decide {
  return (decision, input, { now }) => {
    const answer = decide(models, decision, input, { now });
    if (!answer.ok) return answer;
    const { value, matched, facts, version } = answer.value;
    const rules: Json = matched.map((each) => ({ ...each, rules: [...each.rules] }));
    return ok({ value, detail: { matched: rules, facts: [...facts], version } });
  };
}
