import { faultOf } from "../shape/fault.ts";
import { readText, type PackReader } from "../pack/pack-reader.ts";
import { DIVISION_LEVELS, type Division, type DivisionLevel } from "../parts/division.ts";
import { csvRows, type CsvRow } from "../shape/csv-rows.ts";

/** Digits of a division code at each level (统计用区划代码; grid cells by GB/T 30428.1). */
const CODE_DIGITS: Readonly<Record<DivisionLevel, number>> = {
  district: 6,
  town: 9,
  community: 12,
  gridCell: 15,
};

/** Reads divisions.csv (code, name, level, parent) into a tree under the district's own code. */
export function readDivisions(
  reader: PackReader,
  file: string,
  district: string | undefined,
): ReadonlyMap<string, Division> | undefined {
  const source = readText(reader, file);
  const rows =
    source === undefined
      ? undefined
      : csvRows(file, source, ["code", "name", "level", "parent"], reader.report);
  if (rows === undefined) return undefined;
  const divisions = new Map<string, Division>();
  for (const row of rows) {
    const division = readDivision(reader, file, row, divisions);
    if (division !== undefined) divisions.set(division.code, division);
  }
  if (district !== undefined && divisions.get(district)?.level !== "district") {
    const parameters = { id: district, kind: "区划", kindEn: "division" };
    reader.report(faultOf(file, "line 2", "PACK_REFERENCE_UNKNOWN", parameters));
  }
  return divisions;
}

/** A parent must come before its children, so one reading finds every break in the tree. */
function readDivision(
  { report }: PackReader,
  file: string,
  { line, cells }: CsvRow,
  known: ReadonlyMap<string, Division>,
): Division | undefined {
  const place = `line ${line}`;
  const { code = "", name = "", parent = "" } = cells;
  const level = DIVISION_LEVELS.find((each) => each === cells["level"]);
  if (level === undefined) {
    const expected = DIVISION_LEVELS.join(", ");
    report(
      faultOf(file, place, "PACK_FIELD_WRONG", {
        found: cells["level"] ?? "",
        expected,
        expectedEn: expected,
      }),
    );
    return undefined;
  }
  if (name.trim() === "") report(faultOf(file, place, "PACK_FIELD_MISSING", { field: "name" }));
  if (known.has(code)) {
    report(faultOf(file, place, "PACK_DUPLICATE", { id: code }));
    return undefined;
  }
  const fits = /^\d+$/.test(code) && code.length === CODE_DIGITS[level];
  const above = known.get(parent);
  const hangs =
    level === "district"
      ? parent === ""
      : above !== undefined &&
        code.startsWith(parent) &&
        DIVISION_LEVELS.indexOf(above.level) + 1 === DIVISION_LEVELS.indexOf(level);
  if (!fits || !hangs) report(faultOf(file, place, "DIVISION_CODE_WRONG", { code, level, parent }));
  return { code, name, level, parent: parent === "" ? null : parent };
}
