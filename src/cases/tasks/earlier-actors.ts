import type { EarlierActor } from "#access";
import { completedBy, type CaseState, type LinkedPlan } from "#engine";
import { isUserTask } from "../case/duties-of.ts";
import { takenInBy } from "../case/intake.ts";

/**
 * Who has already acted on a case, by the names of the diagram, for the separation of duties. Whoever took it in at a
 * window did the intake: that person stands at every element that is a clerk's.
 */
export function earlierActors(plan: LinkedPlan, state: CaseState): readonly EarlierActor[] {
  const done = Object.entries(completedBy(state)).flatMap(([element, accounts]) =>
    accounts.map((account) => ({ element, account, name: plan.plan.nodes[element]?.name ?? element })),
  );
  const clerk = takenInBy(state.variables);
  if (clerk === null) return done;
  const intake = Object.values(plan.plan.nodes)
    .filter(isUserTask)
    .filter(
      ({ candidateGroups: of }) =>
        of?.kind === "literal" &&
        String(of.value)
          .split(/[\s,]+/)
          .includes("clerk"),
    )
    .map(({ id }) => ({ element: id, account: clerk, name: "窗口收件" }));
  return [...done, ...intake];
}
