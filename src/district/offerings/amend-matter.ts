import type { Matter } from "../pack/pack.ts";
import { soughtWordsOf } from "../parts/sought-words.ts";
import { OFFERING_COLUMNS } from "./columns.ts";
import type { OfferingColumn, SheetPack } from "./column-kinds.ts";
import { err, ok, type Bilingual, type LocalDate, type Result } from "#kernel";

/** New texts by the id of their column. */
export type Amendment = Readonly<Record<string, string>>;

/** What is wrong with one cell. */
export type CellFault = { readonly column: string; readonly name: Bilingual; readonly message: Bilingual };

/** The matter as an amendment makes it from a day on; every fault of it otherwise. */
export function amendMatter(
  matter: Matter,
  amendment: Amendment,
  pack: SheetPack,
  on: LocalDate,
): Result<Matter, readonly CellFault[]> {
  const faults: CellFault[] = [];
  let amended = matter;
  for (const column of columnsOf(amendment)) {
    const text = (amendment[column.id] ?? "").trim();
    const put = column.put?.(amended, text, on) ?? err(STAYS);
    if (put.ok) amended = put.value;
    else faults.push({ column: column.id, name: column.name, message: put.error });
  }
  for (const id of Object.keys(amendment))
    if (!OFFERING_COLUMNS.some((column) => column.id === id))
      faults.push({ column: id, name: { zh: id, en: id }, message: UNKNOWN });
  return faults.length > 0 ? err(faults) : ok({ ...amended, sought: soughtAnew(amended, pack) });
}

const STAYS: Bilingual = {
  zh: "这一项随事项文件夹发布，不能在这里改",
  en: "this is published with the matter's folder and cannot be changed here",
};
const UNKNOWN: Bilingual = { zh: "实施清单没有这一项", en: "the list has no such field" };

const columnsOf = (amendment: Amendment): readonly OfferingColumn[] =>
  OFFERING_COLUMNS.filter(({ id }) => amendment[id] !== undefined);

function soughtAnew(matter: Matter, { events }: SheetPack): Matter["sought"] {
  const said = matter.events.flatMap((id) => {
    const event = events.get(id);
    return event === undefined ? [] : [event.name.zh, ...event.words];
  });
  return soughtWordsOf(matter, said);
}
