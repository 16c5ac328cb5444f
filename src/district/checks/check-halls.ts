import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { mustKnow } from "./check-pack-references.ts";

const DIVISION = { kind: "区划", kindEn: "division" };
const ORGAN = { kind: "部门", kindEn: "organ" };
const MATTER = { kind: "事项", kindEn: "matter" };

/** Checks what halls.yaml says of the rest of the pack. */
export function checkHalls(draft: Draft, report: FaultSink): void {
  const file = "halls.yaml";
  const matters = draft.mattersFaulty
    ? undefined
    : new Map(draft.matterDrafts.map(({ matter }) => [matter.id, true]));
  for (const {
    id,
    organ,
    division,
    hours,
    counters,
    queues,
    appointments,
    ...hall
  } of draft.halls?.values() ?? []) {
    mustKnow(draft.organs, organ, ORGAN, file, `${id}.organ`, report);
    mustKnow(draft.divisions, division, DIVISION, file, `${id}.division`, report);
    for (const matter of hall.matters) mustKnow(matters, matter, MATTER, file, `${id}.matters`, report);
    for (const { from, to } of hours)
      if (from >= to)
        report(
          faultOf(file, `${id}.hours`, "PACK_FIELD_WRONG", {
            found: `${from}–${to}`,
            expected: "先开后关的时段",
            expectedEn: "hours that begin before they end",
          }),
        );
    if (appointments !== null && (appointments.slotMinutes <= 0 || appointments.perSlot <= 0))
      report(
        faultOf(file, `${id}.appointments`, "PACK_FIELD_WRONG", {
          found: `${appointments.slotMinutes}/${appointments.perSlot}`,
          expected: "大于0的时段长度和容量",
          expectedEn: "a slot and a capacity above 0",
        }),
      );
    for (const list of [counters, queues]) {
      const seen = new Set<string>();
      for (const each of list) {
        if (seen.has(each.id)) report(faultOf(file, id, "PACK_DUPLICATE", { id: each.id }));
        seen.add(each.id);
      }
    }
  }
}
