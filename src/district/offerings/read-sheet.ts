import type { Matter } from "../pack/pack.ts";
import { amendMatter, type Amendment } from "./amend-matter.ts";
import type { OfferingColumn, SheetPack } from "./column-kinds.ts";
import { OFFERING_COLUMNS } from "./columns.ts";
import type { Bilingual, LocalDate } from "#kernel";

/** What is wrong in a row of a table (the first row of matters is 2, under the headings). */
export type RowFault = { readonly row: number; readonly column: string; readonly message: Bilingual };

/** What a table would change: matters that differ, with only the texts that do; or every fault of it. */
export type SheetReading = {
  readonly changes: readonly { readonly matter: string; readonly set: Amendment }[];
  readonly faults: readonly RowFault[];
};

/** The heading under which faults are given back; a table that comes back with it is read without it. */
export const FAULT_HEADING = "错误";

/** The headings of the 实施清单 as a table. */
export const sheetHeadings = (): readonly string[] => OFFERING_COLUMNS.map(({ name }) => name.zh);

/** The matters as rows under those headings, with the limits of a day. */
export function sheetRows(
  matters: readonly Matter[],
  pack: SheetPack,
  on: LocalDate,
): readonly (readonly string[])[] {
  return matters.map((matter) => OFFERING_COLUMNS.map((column) => column.of(matter, pack, on)));
}

/**
 * Reads a table of the 实施清单 back: a row a matter, by its id, in columns of any order. Texts that stand as they are
 * change nothing; what is structure may not differ; a table that was made from another version is refused.
 * `matters` are those of the day the change begins.
 */
export function readSheet(
  rows: readonly (readonly string[])[],
  matters: ReadonlyMap<string, Matter>,
  pack: SheetPack,
  on: LocalDate,
): SheetReading {
  const [headings = [], ...body] = rows;
  const columns = headings.map((heading) => columnOf(heading.trim()));
  const faults: RowFault[] = headings.flatMap((heading, index) =>
    columns[index] === undefined && heading.trim() !== "" && heading.trim() !== FAULT_HEADING
      ? [{ row: 1, column: heading, message: UNKNOWN_COLUMN }]
      : [],
  );
  const idAt = columns.findIndex((column) => column?.id === "id");
  if (idAt < 0)
    return { changes: [], faults: [{ row: 1, column: sheetHeadings()[0] ?? "", message: NO_ID }] };
  const changes: { matter: string; set: Amendment }[] = [];
  const seen = new Set<string>();
  for (const [index, row] of body.entries()) {
    if (row.every((cell) => cell.trim() === "")) continue;
    const id = (row[idAt] ?? "").trim();
    const matter = matters.get(id);
    const say = (column: string, message: Bilingual): void =>
      void faults.push({ row: index + 2, column, message });
    if (matter === undefined || seen.has(id)) {
      say(columns[idAt]?.name.zh ?? "", matter === undefined ? UNKNOWN_MATTER : TWICE);
      continue;
    }
    seen.add(id);
    const set = changedIn(row, columns, matter, { pack, on, say });
    const amended = amendMatter(matter, set, pack, on);
    if (!amended.ok) for (const { name, message } of amended.error) say(name.zh, message);
    if (Object.keys(set).length > 0) changes.push({ matter: id, set });
  }
  return faults.length > 0 ? { changes: [], faults } : { changes, faults };
}

/** The table with a first column that says what is wrong in each row. */
export function withFaults(
  rows: readonly (readonly string[])[],
  faults: readonly RowFault[],
): readonly (readonly string[])[] {
  const at = (rows[0] ?? []).indexOf(FAULT_HEADING);
  return rows.map((row, index) => {
    const told = faults.filter((fault) => fault.row === index + 1);
    const words = told.map(({ column, message }) => `${column}：${message.zh}`).join("；");
    const rest = at < 0 ? row : row.filter((_, place) => place !== at);
    return [index === 0 && words === "" ? FAULT_HEADING : words, ...rest];
  });
}

const columnOf = (heading: string): OfferingColumn | undefined =>
  OFFERING_COLUMNS.find(({ id, name }) => name.zh === heading || name.en === heading || id === heading);

type Reading = {
  readonly pack: SheetPack;
  readonly on: LocalDate;
  readonly say: (column: string, message: Bilingual) => void;
};

function changedIn(
  row: readonly string[],
  columns: readonly (OfferingColumn | undefined)[],
  matter: Matter,
  { pack, on, say }: Reading,
): Amendment {
  const set: Record<string, string> = {};
  for (const [place, column] of columns.entries()) {
    if (column === undefined) continue;
    const text = plain(row[place] ?? "");
    const before = plain(column.of(matter, pack, on));
    if (text === before) continue;
    if (column.put !== null) set[column.id] = text;
    else say(column.name.zh, column.id === "version" ? otherVersion(text, before) : stays(before));
  }
  return set;
}

/** Spreadsheets end lines as they like and leave blanks at their ends. */
const plain = (text: string): string => text.replaceAll("\r\n", "\n").trim();

const stays = (before: string): Bilingual => ({
  zh: `这一项随事项文件夹发布，不能在表中改，应为“${before}”`,
  en: `this is published with the folder and cannot be changed in the table; it should be “${before}”`,
});
const otherVersion = (text: string, before: string): Bilingual => ({
  zh: `表是版本${text}的，现在是版本${before}，请重新导出后再改`,
  en: `the table is of version ${text}, the version is ${before} now: export it anew`,
});
const UNKNOWN_MATTER: Bilingual = { zh: "没有这个事项", en: "there is no such matter" };
const TWICE: Bilingual = { zh: "这个事项已在前面出现", en: "this matter stands above already" };
const UNKNOWN_COLUMN: Bilingual = { zh: "实施清单没有这一列", en: "the list has no such column" };
const NO_ID: Bilingual = {
  zh: "缺少这一列，无法知道各行是哪个事项",
  en: "without it nobody knows which matter a row is",
};
