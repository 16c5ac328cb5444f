import { faultOf } from "../shape/fault.ts";
import type { PackRecords } from "../pack/pack.ts";
import { nameOfFile, pathsIn, readText, type PackReader } from "../pack/pack-reader.ts";
import type { Register, RegisterField } from "../parts/register.ts";
import { csvRows, type CsvRow } from "../shape/csv-rows.ts";
import type { Json } from "#kernel";

/** The column that says whose a record is: `register:key`, with the key as people write it. */
export const HOLDER = "holder";

/**
 * Reads `registers/<id>.csv`: what the folder itself says of each record of a register that mirrors its rows (`mirrors:
 * rows`).
 */
export function readRegisterRows(
  reader: PackReader,
  registers: ReadonlyMap<string, Register> | undefined,
): readonly PackRecords[] {
  const read = pathsIn(reader, "registers/", ".csv").flatMap((file) => readRecords(reader, file, registers));
  for (const { register, file } of read)
    if (registers?.get(register)?.mirrors !== "rows") {
      const parameters = { found: register, expected: "mirrors: rows", expectedEn: "mirrors: rows" };
      reader.report(faultOf(file, "", "PACK_FIELD_WRONG", parameters));
    }
  return read;
}

/** The rows of `<register>.csv`, typed by the register's fields; `further` columns are read as text. */
export function readRecords(
  reader: PackReader,
  file: string,
  registers: ReadonlyMap<string, Register> | undefined,
  further: readonly string[] = [],
): readonly PackRecords[] {
  const register = registers?.get(nameOfFile(file, ".csv"));
  if (registers !== undefined && register === undefined) {
    const parameters = { id: nameOfFile(file, ".csv"), kind: "台账", kindEn: "register" };
    reader.report(faultOf(file, "", "PACK_REFERENCE_UNKNOWN", parameters));
  }
  const source = readText(reader, file);
  if (source === undefined || register === undefined) return [];
  const required = register.fields.filter((field) => field.required).map(({ id }) => id);
  const rows = csvRows(file, source, [register.key, ...required], reader.report) ?? [];
  for (const column of Object.keys(rows[0]?.cells ?? {})) {
    if (!further.includes(column) && !register.fields.some(({ id }) => id === column))
      reader.report(faultOf(file, "line 1", "PACK_FIELD_UNKNOWN", { field: column }));
  }
  reportRepeatedKeys(reader, file, register, rows);
  return [{ register: register.id, file, rows: rows.map((row) => readRow(reader, file, register, row)) }];
}

function reportRepeatedKeys(
  reader: PackReader,
  file: string,
  { key }: Register,
  rows: readonly CsvRow[],
): void {
  const seen = new Set<string>();
  for (const { line, cells } of rows) {
    const id = cells[key] ?? "";
    if (seen.has(id)) reader.report(faultOf(file, `line ${line}`, "PACK_DUPLICATE", { id }));
    seen.add(id);
  }
}

function readRow(
  reader: PackReader,
  file: string,
  register: Register,
  { line, cells }: CsvRow,
): Readonly<Record<string, Json>> {
  const values: [string, Json][] = [];
  for (const field of register.fields) {
    const cell = cells[field.id]?.trim() ?? "";
    if (cell !== "") values.push([field.id, valueOf(field, cell)]);
    else if (field.required)
      reader.report(faultOf(file, `line ${line}`, "PACK_FIELD_MISSING", { field: field.id }));
    if (cell !== "" && field.type === "choice" && !field.choices.some(({ value }) => value === cell)) {
      const expected = field.choices.map(({ value }) => value).join(", ");
      const parameters = { found: cell, expected, expectedEn: expected };
      reader.report(faultOf(file, `line ${line}`, "PACK_FIELD_WRONG", parameters));
    }
  }
  const holder = cells[HOLDER]?.trim() ?? "";
  return Object.fromEntries(holder === "" ? values : [...values, [HOLDER, holder]]);
}

function valueOf({ type }: RegisterField, cell: string): Json {
  if (type === "integer") return Number(cell);
  if (type === "boolean") return cell === "true";
  if (type === "texts") return cell.split("、");
  return cell;
}
