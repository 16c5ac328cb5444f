import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeCsvStream } from "hucre/csv";
import { writeXlsxStream } from "hucre/xlsx";
import type { Cell } from "./table.ts";

/** `xlsx`: Office Open XML (ISO/IEC 29500); `csv`: RFC 4180 in UTF-8 with a byte order mark. */
export type TableFormat = "xlsx" | "csv";

export const MEDIA_TYPES: Readonly<Record<TableFormat, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

type Rows = AsyncIterable<readonly Cell[]>;

/**
 * Writes a table into a file, row by row: what is in memory does not grow with it. Nothing in it is ever a formula: in
 * a workbook every text is a text cell, in CSV a text that a spreadsheet could take for one (it begins with =, +, -, @,
 * a tab or a line break) has an apostrophe before it.
 */
export async function writeTable(
  path: string,
  format: TableFormat,
  {
    name,
    headings,
    rows,
  }: { readonly name: string; readonly headings: readonly string[]; readonly rows: Rows },
): Promise<void> {
  const clean = cleaned(rows);
  const bytes =
    format === "xlsx"
      ? writeXlsxStream(clean, {
          name: sheetName(name),
          columns: headings.map((header) => ({ header, width: widthOf(header) })),
          freezePane: { rows: 1 },
        })
      : writeCsvStream(clean, {
          headers: [...headings],
          bom: true,
          escapeFormulae: true,
          lineSeparator: "\r\n",
        });
  await pipeline(Readable.fromWeb(bytes as never), createWriteStream(path, { flags: "wx" }));
}

/** Signs that neither XML nor a spreadsheet can hold, and halves of pairs, are left out. */
async function* cleaned(rows: Rows): AsyncGenerator<Cell[]> {
  for await (const row of rows)
    yield row.map((cell) =>
      typeof cell === "string"
        ? cell.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, "")
        : cell,
    );
}

/** A sheet's name has at most 31 signs, and none of these. */
function sheetName(name: string): string {
  return name.replaceAll(/[[\]:*?/\\']/g, " ").slice(0, 31);
}

/** Wide enough for its heading, and for what usually stands below. */
function widthOf(heading: string): number {
  return Math.max(14, [...heading].length * 2 + 4);
}
