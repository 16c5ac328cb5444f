import type { EarlierActor } from "#access";
import { completedBy, type CaseState, type LinkedPlan } from "#engine";

/** Who has already acted on a case, by the names of the diagram, for the separation of duties. */
export function earlierActors(plan: LinkedPlan, state: CaseState): readonly EarlierActor[] {
  return Object.entries(completedBy(state)).flatMap(([element, accounts]) =>
    accounts.map((account) => ({ element, account, name: plan.plan.nodes[element]?.name ?? element })),
  );
}
