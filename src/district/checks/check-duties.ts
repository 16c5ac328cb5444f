import { isInPolygon, parseComponentCode, unitsOf } from "#places";
import type { Json } from "#kernel";
import type { Draft } from "../pack/draft.ts";
import {
  ANSWERS_FOR,
  CELLS_FIELD,
  COMPONENT_REGISTER,
  DUTY_GRID_REGISTER,
  DUTY_PERSON_REGISTER,
} from "../parts/duties.ts";
import { faultFrom, faultOf, type FaultSink } from "../shape/fault.ts";

type Row = Readonly<Record<string, Json>>;
type Told = { readonly row: Row; readonly file: string; readonly place: string };

/** The demonstration's duty grids, duty persons and components against the pack's cells and zones. */
export function checkDuties(draft: Draft, report: FaultSink): void {
  const grids = rowsOf(draft, DUTY_GRID_REGISTER);
  checkGrids(draft, grids, report);
  const places = new Set([
    ...grids.map(({ row }) => row[draft.registers?.get(DUTY_GRID_REGISTER)?.key ?? ""]),
    ...(draft.places?.zones.keys() ?? []),
  ]);
  for (const { row, file, place } of rowsOf(draft, DUTY_PERSON_REGISTER)) {
    const named = row[ANSWERS_FOR];
    if (places.has(named ?? null)) continue;
    const parameters = { id: String(named), kind: "责任网格或区域", kindEn: "duty grid or zone" };
    report(faultOf(file, place, "PACK_REFERENCE_UNKNOWN", parameters));
  }
  for (const component of rowsOf(draft, COMPONENT_REGISTER)) checkComponent(draft, component, report);
}

/** Every cell of a grid is there, and in no other grid. */
function checkGrids({ places }: Draft, grids: readonly Told[], report: FaultSink): void {
  const taken = new Map<string, string>();
  for (const { row, file, place } of grids) {
    const cells = row[CELLS_FIELD];
    for (const cell of Array.isArray(cells) ? cells.map(String) : []) {
      if (places?.cells.has(cell) === false) {
        const parameters = { id: cell, kind: "单元网格", kindEn: "grid cell" };
        report(faultOf(file, place, "PACK_REFERENCE_UNKNOWN", parameters));
      }
      const other = taken.get(cell);
      if (other !== undefined) report(faultOf(file, place, "CELL_IN_TWO_GRIDS", { code: cell, other }));
      taken.set(cell, String(row["name"] ?? place));
    }
  }
}

/** A component's code is whole, and its point lies in the cell that it names. */
function checkComponent({ places, district }: Draft, { row, file, place }: Told, report: FaultSink): void {
  const code = String(row["code"] ?? "");
  const parsed = parseComponentCode(code);
  if (!parsed.ok) report(faultFrom(file, place, parsed.error));
  else if (district !== undefined && parsed.value.district !== district.code)
    report(faultOf(file, place, "COMPONENT_CODE_INVALID", { code }));
  const cell = places?.cells.get(String(row["cell"] ?? ""));
  const [x, y] = [unitsOf(Number(row["lon"])), unitsOf(Number(row["lat"]))];
  if (places !== undefined && (cell === undefined || !isInPolygon(cell.polygon, x, y)))
    report(faultOf(file, place, "COMPONENT_OUT_OF_CELL", { code, cell: String(row["cell"] ?? "") }));
}

const rowsOf = ({ demo }: Draft, register: string): readonly Told[] =>
  demo.records
    .filter((each) => each.register === register)
    .flatMap(({ rows, file }) => rows.map((row, index) => ({ row, file, place: `line ${index + 2}` })));
