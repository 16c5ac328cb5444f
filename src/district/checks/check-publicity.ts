import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";

/** What a register publicises is there, in states that there are, and nothing of it is personal. */
export function checkPublicity(draft: Draft, report: FaultSink): void {
  for (const { id, fields, statuses, publicity } of draft.registers?.values() ?? []) {
    if (publicity === null) continue;
    const file = `registers/${id}.yaml`;
    const open = fields.filter(({ personal }) => !personal).map((field) => field.id);
    const named = [...publicity.fields, ...(publicity.number === null ? [] : [publicity.number])];
    for (const field of named)
      if (!open.includes(field))
        report(faultOf(file, "publicity.fields", "FORM_FIELD_UNKNOWN", { form: id, field }));
    for (const status of publicity.status)
      if (!statuses.some((each) => each.id === status))
        report(
          faultOf(file, "publicity.status", "PACK_REFERENCE_UNKNOWN", {
            id: status,
            kind: "状态",
            kindEn: "status",
          }),
        );
  }
}
