import {
  boxIndex,
  isInArea,
  isSimple,
  middleOf,
  degreesOf,
  overlap,
  parseCellCode,
  squareMetresOf,
} from "#places";
import type { Draft } from "../pack/draft.ts";
import type { GridCell, Places } from "../parts/places.ts";
import { faultFrom, faultOf, type FaultSink } from "../shape/fault.ts";

const CELLS = "places/cells.csv";
const AREAS = "places/areas.geojson";
const ZONES = "places/zones.geojson";
/** The same fault a thousand times tells no more. */
const MOST_OVERLAPS = 50;

/** What the shapes of a pack must keep among each other and to its divisions. */
export function checkPlaces({ places, divisions }: Draft, report: FaultSink): void {
  if (places === undefined) return;
  const known = (code: string): boolean => divisions === undefined || divisions.has(code);
  checkAreas(places, known, report);
  const sound = [...places.cells.values()].filter((cell) => isSoundCell(cell, places, known, report));
  checkOrder(sound, report);
  checkOverlaps(sound, report);
  checkZones(places, known, report);
}

function checkAreas({ areas }: Places, known: (code: string) => boolean, report: FaultSink): void {
  for (const [code, area] of areas) {
    const place = code;
    if (!known(code)) {
      const parameters = { id: code, kind: "区划", kindEn: "division" };
      report(faultOf(AREAS, place, "PACK_REFERENCE_UNKNOWN", parameters));
    }
    if (!area.every(({ outer }) => isSimple(outer)))
      report(faultOf(AREAS, place, "SHAPE_CROSSES_ITSELF", { id: code }));
  }
}

/** Code, ring, size and community of one cell. */
function isSoundCell(
  cell: GridCell,
  { cellArea, areas }: Places,
  known: (code: string) => boolean,
  report: FaultSink,
): boolean {
  const { code, community, polygon, line } = cell;
  const place = `line ${line}`;
  const parsed = parseCellCode(code);
  if (!parsed.ok) {
    report(faultFrom(CELLS, place, parsed.error));
    return false;
  }
  if (!known(community)) {
    report(faultOf(CELLS, place, "CELL_OF_NO_COMMUNITY", { code }));
    return false;
  }
  if (!isSimple(polygon.outer)) {
    report(faultOf(CELLS, place, "SHAPE_CROSSES_ITSELF", { id: code }));
    return false;
  }
  const area = Math.round(squareMetresOf([polygon]));
  if (area < cellArea.least || area > cellArea.most)
    report(faultOf(CELLS, place, "CELL_AREA_ODD", { code, area, ...cellArea }));
  const [x, y] = middleOf(polygon.outer);
  const ground = areas.get(community);
  if (ground !== undefined && !isInArea(ground, { lon: degreesOf(x), lat: degreesOf(y) }))
    report(faultOf(CELLS, place, "CELL_OUT_OF_COMMUNITY", { code }));
  return true;
}

/**
 * Serials run from west to east and from north to south (GB/T 30428.1). Cells of one row do not stand exactly beside
 * each other: a cell is in the row of the one before where its middle is less than half a cell further north or south.
 */
function checkOrder(cells: readonly GridCell[], report: FaultSink): void {
  const sorted = cells.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  for (const [index, cell] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before === undefined || before.community !== cell.community) continue;
    const [[x, y], [beforeX, beforeY]] = [middleOf(cell.polygon.outer), middleOf(before.polygon.outer)];
    const half = Math.max(heightOf(cell), heightOf(before)) / 2;
    const inOrder = Math.abs(y - beforeY) < half ? x > beforeX : y < beforeY;
    if (!inOrder)
      report(
        faultOf(CELLS, `line ${cell.line}`, "CELL_OUT_OF_ORDER", { code: cell.code, before: before.code }),
      );
  }
}

const heightOf = ({ polygon: { box } }: GridCell): number => box[3] - box[1];

function checkOverlaps(cells: readonly GridCell[], report: FaultSink): void {
  const index = boxIndex(cells.map(({ polygon }) => polygon.box));
  let told = 0;
  for (const [position, cell] of cells.entries())
    for (const other of index.meeting(cell.polygon.box)) {
      const second = cells[other];
      if (other <= position || second === undefined || !overlap(cell.polygon, second.polygon)) continue;
      if (told === MOST_OVERLAPS) return;
      told += 1;
      report(faultOf(CELLS, `line ${second.line}`, "CELLS_OVERLAP", { code: second.code, other: cell.code }));
    }
}

function checkZones({ zones, zoneKinds }: Places, known: (code: string) => boolean, report: FaultSink): void {
  for (const { id, kind, within, division, area } of zones.values()) {
    const unknown = (named: string, what: string, whatEn: string): void =>
      report(faultOf(ZONES, id, "PACK_REFERENCE_UNKNOWN", { id: named, kind: what, kindEn: whatEn }));
    if (!zoneKinds.some((each) => each.id === kind))
      unknown(kind, "区域类别（places.yaml 的 zoneKinds）", "kind of zone in zoneKinds of places.yaml");
    if (within !== null && (within === id || zones.get(within)?.kind !== kind))
      unknown(within, "同类区域", "zone of the same kind");
    if (!known(division)) unknown(division, "区划", "division");
    if (area?.every(({ outer }) => isSimple(outer)) === false)
      report(faultOf(ZONES, id, "SHAPE_CROSSES_ITSELF", { id }));
  }
}
