import type { StationFacts } from "#cases";
import type { DistrictPack } from "#district";
import { instantOf, localDateOf, millisOf, SHANGHAI, startOfDay, type Instant } from "#kernel";
import { countReceivedByMatter, listSkills, systemContext, type Store } from "#store";

/** How often matters are asked for changes slowly, and counting a year's cases is not for every click. */
const KEPT_MS = 10 * 60_000;

/** Counts of the last months and skills in force; the counts are kept for a while, skills are asked each time. */
export function stationFactsOf(store: Store, pack: DistrictPack, now: () => Instant) {
  const system = systemContext(pack.code);
  let counted: { readonly at: Instant; readonly counts: StationFacts["counts"] } | undefined;
  return async (): Promise<StationFacts> => {
    const at = now();
    const isOld = counted === undefined || Math.abs(millisOf(at) - millisOf(counted.at)) > KEPT_MS;
    if (isOld) counted = { at, counts: await countReceivedByMatter(store, system, yearBefore(pack, at)) };
    return { counts: counted?.counts ?? new Map(), skills: await listSkills(store, system, localDateOf(at)) };
  };
}

/** The beginning of the day so many months before, by the district's rule. */
function yearBefore({ frequency }: DistrictPack, at: Instant): Instant {
  const today = Temporal.Instant.from(startOfDay(localDateOf(at))).toZonedDateTimeISO(SHANGHAI);
  return instantOf(today.subtract({ months: frequency?.months ?? 12 }).toInstant());
}
