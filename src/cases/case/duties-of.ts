import type { Plan, PlanNode, UserTask } from "#process";

/**
 * Tasks that are nobody's but those whose they are: of the separation of duties (收件、审查、决定), or the applicant's
 * own.
 */
export function dutiesOf({ nodes }: Pick<Plan, "nodes">): readonly UserTask[] {
  const tasks = Object.values(nodes).filter(isUserTask);
  const separated = new Set(
    tasks.flatMap(({ id, separateFrom }) => (separateFrom.length === 0 ? [] : [id, ...separateFrom])),
  );
  return tasks.filter(
    ({ id, candidateGroups }) =>
      separated.has(id) || (candidateGroups?.kind === "literal" && candidateGroups.value === "applicant"),
  );
}

export const isUserTask = (node: PlanNode): node is UserTask => node.kind === "userTask";
