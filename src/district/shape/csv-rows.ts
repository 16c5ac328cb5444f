import { faultOf, type FaultSink } from "./fault.ts";

/** One data row of a CSV file by column name, with its line counted from 1. */
export type CsvRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> };

/**
 * Reads RFC 4180 CSV (quotes, doubled quotes, line breaks inside quotes, an optional byte order mark)
 * whose first row names the columns. A row of another width is a fault.
 */
export function csvRows(
  file: string,
  source: string,
  columns: readonly string[],
  report: FaultSink,
): readonly CsvRow[] | undefined {
  const [head, ...rows] = splitRecords(`${source.replace(/^\uFEFF/, "").trimEnd()}\n`);
  const names = head?.cells ?? [];
  const missing = columns.filter((column) => !names.includes(column));
  for (const field of missing) report(faultOf(file, "line 1", "PACK_FIELD_MISSING", { field }));
  const uneven = rows.filter((row) => row.cells.length !== names.length);
  for (const { line, cells } of uneven) {
    const why = `${cells.length} cells, ${names.length} columns`;
    report(faultOf(file, `line ${line}`, "PACK_FILE_UNREADABLE", { why }));
  }
  if (missing.length > 0 || uneven.length > 0) return undefined;
  return rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""])),
  }));
}

type RawRow = { readonly line: number; readonly cells: readonly string[] };

function splitRecords(source: string): readonly RawRow[] {
  const rows: RawRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let begunAt = 1;
  // One cell at a time: quoted or bare, then its separator.
  const cellPattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  while (cellPattern.lastIndex < source.length) {
    const found = cellPattern.exec(source);
    if (found === null) {
      // A stray quote: keep the rest of the line as one cell, so that the width check names the line.
      return [...rows, { line: begunAt, cells: [] }];
    }
    cells.push(found[1] === undefined ? (found[2] ?? "") : found[1].replaceAll('""', '"'));
    line += found[0].split("\n").length - 1;
    if (found[3] === ",") continue;
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: begunAt, cells });
    cells = [];
    begunAt = line;
  }
  return rows;
}
