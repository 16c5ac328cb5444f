import { canTakeInAtStation, type Principal } from "#access";
import { frequenciesOf, type Frequency, type Matter } from "#district";
import { err, ok, type Problem, type Result } from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { StationFacts } from "../case/station-facts.ts";

/** How a matter is routed at a station for one clerk. */
export type StationRoute = {
  readonly frequency: Frequency;
  readonly count: number;
  readonly specialists: readonly string[];
  /** Why this clerk does not take it in; null where they do. */
  readonly refused: Problem | null;
};

/** How a matter is routed for a clerk at a station; null where the district has no rule or the matter is not routed. */
export function stationRoute(
  { pack }: Pick<CaseWork, "pack">,
  principal: Principal,
  matter: Matter,
  { counts, skills }: StationFacts,
): StationRoute | null {
  if (pack.frequency === null || !matter.window.routed) return null;
  const frequency = frequenciesOf([...pack.matters.keys()], counts, pack.frequency).get(matter.id) ?? "low";
  const specialists = [
    ...new Set(skills.filter((skill) => skill.matter === matter.id).map(({ name }) => name)),
  ];
  const own = skills.filter(({ account }) => account === principal.account.id);
  const decision = canTakeInAtStation({ matter: matter.id, frequency, own, specialists });
  return {
    frequency,
    count: counts.get(matter.id) ?? 0,
    specialists,
    refused: decision.allowed ? null : decision.problem,
  };
}

/** Holds a clerk at a station to its routing. Errors: STATION_ALL_ROUND, STATION_SPECIALIST, STATION_AGENT_TICKET. */
export async function checkStationRoute(
  work: CaseWork,
  principal: Principal,
  asked: { readonly matter: string; readonly hall: string },
): Promise<Result<null, Problem>> {
  const matter = work.pack.matters.get(asked.matter);
  const hall = work.pack.halls.get(asked.hall);
  if (matter === undefined || hall?.kind !== "station" || work.stationFacts === undefined) return ok(null);
  const route = stationRoute(work, principal, matter, await work.stationFacts());
  return route === null || route.refused === null ? ok(null) : err(route.refused);
}
