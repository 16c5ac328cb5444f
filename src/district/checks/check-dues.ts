import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { nameOfDue } from "../parts/register-due.ts";
import type { ProblemCode } from "#kernel";

/** Days that records come due on name fields, states and matters that are there, and say one thing to do. */
export function checkDues(draft: Draft, report: FaultSink): void {
  const matters = new Map(draft.matterDrafts.map(({ matter }) => [matter.id, matter]));
  for (const { id, fields, statuses, dues } of draft.registers?.values() ?? []) {
    const names = new Set<string>();
    for (const [index, due] of dues.entries()) {
      const say = (key: string, code: ProblemCode, parameters: Readonly<Record<string, string>>): void =>
        report(faultOf(`registers/${id}.yaml`, `dues[${index}]${key}`, code, parameters));
      const known = (key: string, state: string): void => {
        if (!statuses.some((each) => each.id === state))
          say(key, "PACK_REFERENCE_UNKNOWN", { id: state, kind: "状态", kindEn: "status" });
      };
      const field = fields.find((each) => each.id === due.field);
      if (field === undefined || (field.type !== "date" && field.type !== "instant") || field.personal)
        say(".field", "PACK_REFERENCE_UNKNOWN", { id: due.field, kind: "日期字段", kindEn: "date field" });
      for (const state of due.status) known(".status", state);
      if ([due.set, due.begins, due.tells, due.signals].filter((act) => act !== null).length !== 1)
        say("", "PACK_FIELD_WRONG", {
          found: nameOfDue(due),
          expected: "set、begins、tells 或 signals 之一",
          expectedEn: "one of set, begins, tells and signals",
        });
      if (due.set !== null) {
        known(".set", due.set);
        // A state that leads to itself would be set again for ever.
        if (due.status.length === 0 || due.status.includes(due.set))
          say(".status", "PACK_FIELD_MISSING", { field: "status" });
      }
      if (due.begins?.startsWith("=") === true) {
        if (!fields.some((each) => `=${each.id}` === due.begins && each.type === "matter" && !each.personal))
          say(".begins", "PACK_REFERENCE_UNKNOWN", {
            id: due.begins,
            kind: "事项字段",
            kindEn: "field of the type matter",
          });
      } else if (due.begins !== null && !draft.mattersFaulty && matters.get(due.begins)?.begins == null)
        say(".begins", "PACK_REFERENCE_UNKNOWN", {
          id: due.begins,
          kind: "有 begins 的事项",
          kindEn: "matter with begins",
        });
      if (names.has(nameOfDue(due))) say("", "PACK_DUPLICATE", { id: nameOfDue(due) });
      names.add(nameOfDue(due));
    }
  }
}
