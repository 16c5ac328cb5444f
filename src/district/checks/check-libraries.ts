import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import type { Library } from "../parts/library.ts";
import { REPORT_NAMES } from "../parts/public-event.ts";
import { RATING_REGISTER } from "../parts/ratings.ts";
import { checkFeel } from "./check-expressions.ts";

const EVENT_NAMES = ["event", "matter", "case"];
const ALL_NAMES = [...Object.keys(REPORT_NAMES), "record"];

/** Checks what libraries are told: where, of which events once each, and that their FEEL reads what there is. */
export function checkLibraries(draft: Draft, report: FaultSink): void {
  for (const library of draft.libraries?.values() ?? []) {
    const file = `libraries/${library.id}.yaml`;
    if (draft.district !== undefined && draft.district.exchange.addresses[library.address] === undefined)
      report(
        faultOf(file, "address", "PACK_REFERENCE_UNKNOWN", {
          id: library.address,
          kind: "外部地址",
          kindEn: "address outside",
        }),
      );
    checkReports(library, { draft, file, report });
  }
}

type Checking = { readonly draft: Draft; readonly file: string; readonly report: FaultSink };

function checkReports({ reports }: Library, { draft, file, report }: Checking): void {
  const told = new Set<string>();
  for (const { on, when, fields } of reports) {
    if (told.has(on)) report(faultOf(file, `reports.${on}`, "PACK_DUPLICATE", { id: on }));
    told.add(on);
    const members = { ...REPORT_NAMES, record: recordFields(on, draft) };
    const reading = { file, members, report };
    if (when !== null) checkFeel(when, { ...reading, place: `reports.${on}.when`, names: EVENT_NAMES });
    for (const [name, text] of Object.entries(fields))
      checkFeel(text, { ...reading, place: `reports.${on}.fields.${name}`, names: ALL_NAMES });
  }
}

/** What a record that an event tells of may say in the open; an event of a case tells of none. */
function recordFields(on: string, draft: Draft): readonly string[] {
  if (on.startsWith("case.")) return [];
  if (on.startsWith("matter.")) return ["id", "status", "matter", "name", "organ", "version"];
  const registers = on.startsWith("rating.") ? [RATING_REGISTER] : certificateRegisters(draft);
  return registers.flatMap((id) => [
    "id",
    "status",
    ...(draft.registers?.get(id)?.fields.flatMap((field) => (field.personal ? [] : [field.id])) ?? []),
  ]);
}

const certificateRegisters = ({ matterDrafts }: Draft): readonly string[] =>
  matterDrafts.flatMap(({ matter: { result } }) =>
    result !== null && "register" in result ? [result.register] : [],
  );
