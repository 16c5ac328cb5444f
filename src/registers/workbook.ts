import { readXlsx, writeXlsx } from "hucre/xlsx";
import { err, ok, problem, type Problem, type Result } from "#kernel";

/** Unpacked, a table of texts is never so large; a zip bomb is. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ROWS = 5_000;

/**
 * The first sheet of a workbook as texts, row by row. Errors: WORKBOOK_UNREADABLE (no workbook, or unpacked larger
 * than any table).
 */
export async function readWorkbook(
  bytes: Uint8Array,
): Promise<Result<readonly (readonly string[])[], Problem>> {
  const size = unpackedSize(bytes);
  if (size === undefined || size > MOST_BYTES) return err(problem("WORKBOOK_UNREADABLE"));
  try {
    const [sheet] = (await readXlsx(bytes, { sheets: [0], maxRows: MOST_ROWS })).sheets;
    return ok((sheet?.rows ?? []).map((row) => row.map(textOf)));
  } catch {
    return err(problem("WORKBOOK_UNREADABLE"));
  }
}

/** Rows as a workbook whose first row stays in sight; every cell is a text, none a formula. */
export async function writeWorkbook(name: string, rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const [headings = []] = rows;
  const columns = headings.map((heading) => ({ width: Math.max(14, [...heading].length * 2 + 4) }));
  return writeXlsx({
    sheets: [{ name, rows: rows.map((row) => [...row]), columns, freezePane: { rows: 1, columns: 1 } }],
  });
}

const textOf = (cell: unknown): string => {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "object" ? "" : String(cell as string | number | boolean);
};

const [END_OF_DIRECTORY, ENTRY] = [0x06054b50, 0x02014b50];
const [END_LENGTH, ENTRY_LENGTH] = [22, 46];

/**
 * What an archive says it unpacks to: the sum over its central directory (APPNOTE 4.3.12); the reader unpacks no part
 * beyond what is said there. Undefined where there is no directory, or a part keeps its size to itself.
 */
function unpackedSize(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.byteLength - END_LENGTH;
  while (end >= 0 && view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let sum = 0;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + ENTRY_LENGTH > bytes.byteLength || view.getUint32(at, true) !== ENTRY) return undefined;
    const [packed, whole] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    if (whole === 0 && packed > 2) return undefined;
    sum += whole;
    at += ENTRY_LENGTH + [28, 30, 32].reduce((length, field) => length + view.getUint16(at + field, true), 0);
  }
  return sum;
}
