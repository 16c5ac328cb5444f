import { err, ok, problem, type Problem, type Result } from "#kernel";
import {
  boxAround,
  boxIndex,
  isNearEdge,
  distanceToLine,
  isInArea,
  isInPolygon,
  unitsOf,
  type Area,
  type Box,
  type BoxIndex,
  type GeoPoint,
} from "#places";
import type { DistrictPack } from "../pack/pack.ts";
import type { GridCell, Places, Zone } from "../parts/places.ts";

/** What of the district lies at a point. */
export type PointInDistrict = {
  /** The cell, where the ground is divided into cells there. */
  readonly cell: string | null;
  readonly community: string | null;
  readonly town: string | null;
  /** The narrowest division without the cell: community, town, or the district itself. */
  readonly division: string;
  /** Zones that hold the point or pass by it, those within others first. */
  readonly zones: readonly Zone[];
};

/**
 * Finds what lies at a point, by an index over the pack's shapes. Errors: POINT_OUTSIDE_DISTRICT.
 */
export function locatePoint(
  pack: Pick<DistrictPack, "code" | "name" | "divisions" | "places">,
  point: GeoPoint,
): Result<PointInDistrict, Problem> {
  const index = indexOf(pack.places);
  const cell = cellAt(index, point);
  if (cell === undefined && !isWithin(pack.places, point))
    return err(problem("POINT_OUTSIDE_DISTRICT", { district: pack.name.zh, districtEn: pack.name.en }));
  const narrowest = cell?.community ?? areaAt(index, point) ?? pack.code;
  const community = narrowest.length === 12 ? narrowest : null;
  const town = narrowest.length >= 9 ? narrowest.slice(0, 9) : null;
  return ok({
    cell: cell?.code ?? null,
    community,
    town,
    division: narrowest,
    zones: zonesAt(pack.places, index, point),
  });
}

type PlaceIndex = {
  readonly cells: readonly GridCell[];
  readonly cellBoxes: BoxIndex;
  /** Communities before towns, so that the first that holds a point is the narrowest. */
  readonly areas: readonly { readonly code: string; readonly area: Area }[];
  readonly areaBoxes: BoxIndex;
  readonly zones: readonly Zone[];
  readonly zoneBoxes: BoxIndex;
};

/** Whether a point lies in the district, or no farther outside its outline than that may be wrong. */
const isWithin = ({ outline, outlineMargin }: Places, point: GeoPoint): boolean =>
  isInArea(outline, point) || (outlineMargin > 0 && isNearEdge(outline, point, outlineMargin));

/** Made at the first question to a pack, and gone with it. */
const indexes = new WeakMap<Places, PlaceIndex>();

function indexOf(places: Places): PlaceIndex {
  const made = indexes.get(places) ?? makeIndex(places);
  indexes.set(places, made);
  return made;
}

function makeIndex({ cells, areas, zones, zoneKinds }: Places): PlaceIndex {
  const listed = [...cells.values()];
  const ground = [...areas]
    .map(([code, area]) => ({ code, area }))
    .toSorted((a, b) => b.code.length - a.code.length);
  const laid = [...zones.values()].toSorted((a, b) => depthOf(b, zones) - depthOf(a, zones));
  const nearOf = (kind: string): number => zoneKinds.find(({ id }) => id === kind)?.near ?? 0;
  return {
    cells: listed,
    cellBoxes: boxIndex(listed.map(({ polygon }) => polygon.box)),
    areas: ground,
    areaBoxes: boxIndex(ground.map(({ area }) => boxAround(area.map(({ box }) => box)))),
    zones: laid,
    zoneBoxes: boxIndex(laid.map((zone) => boxOfZone(zone, nearOf(zone.kind)))),
  };
}

/** How many zones a zone lies within. */
function depthOf({ within }: Zone, zones: ReadonlyMap<string, Zone>): number {
  let depth = 0;
  for (let above = within; above !== null && depth < zones.size; above = zones.get(above)?.within ?? null)
    depth += 1;
  return depth;
}

/** A degree of longitude is at least half one of latitude in China; so much is added to the sides. */
const UNITS_OF_A_METRE = 90;

function boxOfZone({ area, lines }: Zone, near: number): Box {
  const [west, south, east, north] = boxAround([...(area ?? []), ...(lines ?? [])].map(({ box }) => box));
  const [wide, high] = [near * UNITS_OF_A_METRE * 2, near * UNITS_OF_A_METRE];
  return [west - wide, south - high, east + wide, north + high];
}

function cellAt({ cells, cellBoxes }: PlaceIndex, { lon, lat }: GeoPoint): GridCell | undefined {
  const [x, y] = [unitsOf(lon), unitsOf(lat)];
  const found = cellBoxes.at(x, y).find((position) => {
    const cell = cells[position];
    return cell !== undefined && isInPolygon(cell.polygon, x, y);
  });
  return found === undefined ? undefined : cells[found];
}

function areaAt({ areas, areaBoxes }: PlaceIndex, point: GeoPoint): string | undefined {
  const found = areaBoxes
    .at(unitsOf(point.lon), unitsOf(point.lat))
    .find((position) => isInArea(areas[position]?.area ?? [], point));
  return found === undefined ? undefined : areas[found]?.code;
}

function zonesAt({ zoneKinds }: Places, { zones, zoneBoxes }: PlaceIndex, point: GeoPoint): readonly Zone[] {
  return zoneBoxes.at(unitsOf(point.lon), unitsOf(point.lat)).flatMap((position) => {
    const zone = zones[position];
    if (zone === undefined) return [];
    const near = zoneKinds.find(({ id }) => id === zone.kind)?.near ?? 0;
    const holds =
      zone.area === null
        ? (zone.lines ?? []).some((line) => distanceToLine(line, point) <= near)
        : isInArea(zone.area, point);
    return holds ? [zone] : [];
  });
}
