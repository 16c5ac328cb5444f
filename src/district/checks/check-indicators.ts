import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { mustKnow } from "./check-pack-references.ts";
import { isJsonObject, type JsonObject } from "#kernel";

/** What an indicator names in the pack; its expressions are the indicators room's to check. */
export function checkIndicators(draft: Draft, report: FaultSink): void {
  const matters = new Map(draft.matterDrafts.map(({ matter }) => [matter.id, matter]));
  for (const { id, file, definition } of draft.indicators?.values() ?? []) {
    if (definition["id"] !== id) {
      const parameters = { found: String(definition["id"]), expected: id, expectedEn: id };
      report(faultOf(file, "id", "PACK_FIELD_WRONG", parameters));
    }
    const { owner } = definition;
    if (typeof owner === "string")
      mustKnow(draft.organs, owner, { kind: "部门", kindEn: "organ" }, file, "owner", report);
    for (const [place, source] of sourcesIn(definition)) {
      const { register, cases } = source;
      if (typeof register === "string")
        mustKnow(draft.registers, register, { kind: "台账", kindEn: "register" }, file, place, report);
      // A matter that could not be read is told of by itself.
      if (typeof cases === "string" && cases !== "*" && !draft.mattersFaulty)
        mustKnow(matters, cases, { kind: "事项", kindEn: "matter" }, file, place, report);
    }
  }
}

/** Where an indicator's subjects come from: its own source, or that of each set of a coverage. */
function sourcesIn(definition: JsonObject): readonly (readonly [string, JsonObject])[] {
  const sets = ["numerator", "denominator", "among"].flatMap((side) => {
    const set = definition[side];
    return isJsonObject(set) ? [[`${side}.source`, set["source"]] as const] : [];
  });
  return [["source", definition["source"]] as const, ...sets].flatMap(([place, source]) =>
    isJsonObject(source) ? [[place, source] as const] : [],
  );
}
