import { FACTS_OF_EVERY_CASE, faultFrom, faultOf, type DistrictPack, type Fault } from "#district";
import { countsOf, factsOf, parseIndicator, type Count } from "#indicators";
import type { Problem } from "#kernel";

/** What every record tells an indicator beside its own fields (src/store/ledger/facts.ts). */
const RECORD_FACTS = "register id status organ division validFrom".split(" ");

/** Checks every indicator's expressions, and that it reads only facts its source has. */
export function checkIndicators(pack: DistrictPack): readonly Fault[] {
  return [...pack.indicators.values()].flatMap(({ file, definition }) => {
    const read = parseIndicator(definition);
    if (!read.ok) return read.error.map((each) => faultFrom(file, placeIn(each), each));
    return countsOf(read.value).flatMap((count) => {
      const known = factsKnown(pack, count);
      return factsOf(count)
        .filter((fact) => !known.includes(fact))
        .map((id) => faultOf(file, id, "PACK_REFERENCE_UNKNOWN", { id, kind: "字段", kindEn: "field" }));
    });
  });
}

function factsKnown(pack: DistrictPack, { source }: Count): readonly string[] {
  if (source.kind === "cases") {
    const own = pack.matters.get(source.matter)?.caseFacts ?? {};
    return [...FACTS_OF_EVERY_CASE, ...Object.keys(own)];
  }
  const fields = pack.registers.get(source.register)?.fields ?? [];
  // Personal data is not in the ledger, so no figure can rest on it.
  return [...RECORD_FACTS, ...fields.filter(({ personal }) => !personal).map(({ id }) => id)];
}

function placeIn({ details }: Problem): string {
  const place = details?.["place"];
  return typeof place === "string" ? place : "";
}
