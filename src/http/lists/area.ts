import { Type } from "typebox";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { isSimple, parseGeometry, type Area } from "#places";
import type { CaseArea } from "#store";

/** What an address says of an area: `west,south,east,north`, or three corners or more as `lon lat,lon lat,…`. */
export const AreaQuery = { area: Type.Optional(Type.String({ maxLength: 4000 })) };

const MOST_CORNERS = 120;

/**
 * Reads an area of the map; undefined where none is asked for. Errors: AREA_UNREADABLE, AREA_TOO_MANY_CORNERS,
 * AREA_CROSSES_ITSELF.
 */
export function readArea(text: string | undefined): Result<CaseArea | undefined, Problem> {
  if (text === undefined || text.trim() === "") return ok(undefined);
  const parts = text.split(",").map((part) => part.trim().split(/\s+/).map(Number));
  const isBox = parts.every((part) => part.length === 1);
  const area = isBox ? boundsOf(parts.flat()) : ringOf(parts);
  if (area === undefined) return err(problem("AREA_UNREADABLE"));
  if (area.ring === null) return ok(area);
  if (area.ring.length > MOST_CORNERS)
    return err(problem("AREA_TOO_MANY_CORNERS", { count: area.ring.length, most: MOST_CORNERS }));
  const [polygon] = polygonsOf(area);
  return polygon !== undefined && isSimple(polygon.outer) ? ok(area) : err(problem("AREA_CROSSES_ITSELF"));
}

/** An area as the shapes of the pack are: one polygon; none where its corners make no ring. */
export function polygonsOf({ bounds: [west, south, east, north], ring }: CaseArea): Area {
  const corners = ring ?? [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  const closed = [...corners, ...corners.slice(0, 1)].map((corner) => [...corner]);
  const shape = parseGeometry({ type: "Polygon", coordinates: [closed] });
  return shape.ok && shape.value.kind === "area" ? shape.value.area : [];
}

/** The area in Chinese, as the log of access keeps it. */
export const areaWords = (area: CaseArea | undefined): string =>
  area === undefined ? "" : `地图范围：${area.bounds.map((side) => side.toFixed(5)).join("，")}`;

function boundsOf([west = NaN, south = NaN, east = NaN, north = NaN, ...more]: readonly number[]):
  | CaseArea
  | undefined {
  const fits =
    more.length === 0 && west < east && south < north && isOnGlobe([west, south]) && isOnGlobe([east, north]);
  return fits ? { bounds: [west, south, east, north], ring: null } : undefined;
}

function ringOf(parts: readonly (readonly number[])[]): CaseArea | undefined {
  const ring = parts.flatMap(([lon = NaN, lat = NaN, ...more]): readonly (readonly [number, number])[] =>
    more.length === 0 && isOnGlobe([lon, lat]) ? [[lon, lat]] : [],
  );
  if (ring.length !== parts.length || ring.length < 3) return undefined;
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)];
  return { bounds: [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], ring };
}

const isOnGlobe = ([lon = NaN, lat = NaN]: readonly number[]): boolean =>
  Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
