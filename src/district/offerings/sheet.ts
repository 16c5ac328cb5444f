import type { Matter } from "../pack/pack.ts";
import { OFFERING_COLUMNS } from "./columns.ts";
import type { SheetPack } from "./column-kinds.ts";
import type { Bilingual, LocalDate } from "#kernel";

/** A version's texts by column: what is published of a matter for ever. */
export type OfferingSheet = Readonly<Record<string, string>>;

/** What changed between two versions in one field; a text is empty where there was or is none. */
export type Difference = { readonly name: Bilingual; readonly before: string; readonly after: string };

/** A version is published with the limits that hold last, so that its content does not move with the days. */
const LAST_DAY = "9999-12-31" as LocalDate;

export function sheetOf(matter: Matter, pack: SheetPack, on: LocalDate = LAST_DAY): OfferingSheet {
  return Object.fromEntries(OFFERING_COLUMNS.map((column) => [column.id, column.of(matter, pack, on)]));
}

/** What is said otherwise, in the order of the list; the version's own number is no difference. */
export function differencesOf(before: OfferingSheet, after: OfferingSheet): readonly Difference[] {
  return OFFERING_COLUMNS.filter(({ id }) => id !== "version").flatMap(({ id, name }) => {
    const [from, to] = [before[id] ?? "", after[id] ?? ""];
    return from === to ? [] : [{ name, before: from, after: to }];
  });
}
