import { divisionCovers, type CaseTarget, type PersonalTarget, type TaskPlace } from "#access";
import type { DistrictPack } from "#district";
import { openTasks, type Effect, type OpenTask } from "#engine";
import type { AskedOrgan, StoredCase } from "./ports.ts";

type Placed = { readonly organ: string; readonly division: string };

/**
 * Whose task it is and for which place: the case's own, unless the organ does not reach there (such as another town that
 * is asked). Then its own area counts, or nobody at it could do the task.
 */
export function placeOfTask(pack: Pick<DistrictPack, "organs">, head: Placed, task: OpenTask): TaskPlace {
  const organ = task.organ ?? head.organ;
  const area = pack.organs.get(organ)?.division ?? head.division;
  const reaches = divisionCovers(area, head.division) || divisionCovers(head.division, area);
  return { organ, division: reaches ? head.division : area };
}

/** The tasks at other organs among what a step brings about. */
export function askedOrgans(
  pack: Pick<DistrictPack, "organs">,
  head: Placed,
  effects: readonly Effect[],
): readonly AskedOrgan[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== "openTask") return [];
    const { task } = effect;
    if (task.organ === undefined || task.organ === head.organ) return [];
    return [{ task: task.id, ...placeOfTask(pack, head, task) }];
  });
}

/** The organs that take part in a case beside its own, with those that now begin to. */
export const withAsked = (known: readonly string[], asked: readonly AskedOrgan[]): readonly string[] =>
  [...new Set([...known, ...asked.map(({ organ }) => organ)])].toSorted();

/** What the policy of personal data asks of a case: also which organs have something to do on it now. */
export function personalTarget({ head, state }: Pick<StoredCase, "head" | "state">): PersonalTarget {
  const target: CaseTarget = head;
  return { ...target, askedNow: openTasks(state).flatMap(({ organ }) => organ ?? []) };
}
