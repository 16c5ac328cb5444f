import type { EarlierActor } from "#access";
import { instancesOf, type CaseState, type LinkedPlan, type OpenTask } from "#engine";

/** The tasks a case offers now, oldest first, as its state holds them. */
export function openTasks(state: CaseState): readonly OpenTask[] {
  return instancesOf(state).flatMap(([id, { element, wait, variables }]) => {
    if (wait.kind !== "task") return [];
    const { kind: _, ...task } = wait;
    return [{ ...task, id, element, variables }];
  });
}

/** Who has already acted on a case, by the names of the diagram, for the separation of duties. */
export function earlierActors(plan: LinkedPlan, state: CaseState): readonly EarlierActor[] {
  return Object.entries(state.doneBy).flatMap(([element, accounts]) =>
    accounts.map((account) => ({ element, account, name: plan.plan.nodes[element]?.name ?? element })),
  );
}
