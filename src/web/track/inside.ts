import type { MapAnswer } from "#contract";
import { isObject } from "../forms/schema.ts";
import { type CheckPoint, metresBetween } from "./track.ts";

type Ring = readonly (readonly [number, number])[];

/** Whether points lie in the district or within its margin, by the outline of its map; null where the map has none. */
export function insideOf(map: MapAnswer | undefined): ((point: CheckPoint) => boolean) | null {
  const outline = featuresOf(map).find(({ properties }) => properties?.["level"] === "district");
  const polygons = polygonsOf(outline);
  const margin = map?.margin ?? 0;
  return polygons.length === 0
    ? null
    : (point) => isInAny(polygons, point) || (margin > 0 && isNearAny(polygons, point, margin));
}

/** The community that a place lies in, by the map; undefined where it lies in none, or there is no place or no map. */
export function communityAt(map: MapAnswer | undefined, place: unknown): string | undefined {
  if (!isObject(place)) return undefined;
  const { lon, lat } = place;
  if (typeof lon !== "number" || typeof lat !== "number") return undefined;
  const found = featuresOf(map).find(
    (each) => each.properties?.["level"] === "community" && isInAny(polygonsOf(each), { lon, lat }),
  );
  const code: unknown = found?.properties?.["code"];
  return typeof code === "string" ? code : undefined;
}

const featuresOf = (map: MapAnswer | undefined): readonly GeoJSON.Feature[] =>
  ((map?.ground ?? {}) as unknown as Partial<GeoJSON.FeatureCollection>).features ?? [];

function polygonsOf(feature: GeoJSON.Feature | undefined): readonly (readonly Ring[])[] {
  const geometry = feature?.geometry;
  if (geometry?.type === "Polygon") return [geometry.coordinates] as unknown as readonly (readonly Ring[])[];
  if (geometry?.type === "MultiPolygon")
    return geometry.coordinates as unknown as readonly (readonly Ring[])[];
  return [];
}

const isInAny = (polygons: readonly (readonly Ring[])[], point: CheckPoint): boolean =>
  polygons.some(([outer = [], ...holes]) => isIn(outer, point) && !holes.some((hole) => isIn(hole, point)));

/** Whether the outer edge of any polygon passes within so many metres of a place. */
const isNearAny = (polygons: readonly (readonly Ring[])[], point: CheckPoint, metres: number): boolean =>
  polygons.some(([outer = []]) =>
    outer.some((corner, index) => {
      const before = outer[index - 1] ?? corner;
      return metresToSide(before, corner, point) <= metres;
    }),
  );

/** Metres from a place to the straight side between two corners. */
function metresToSide([ax, ay]: Ring[number], [bx, by]: Ring[number], point: CheckPoint): number {
  const east = Math.cos((point.lat * Math.PI) / 180);
  const [dx, dy] = [(bx - ax) * east, by - ay];
  const whole = dx * dx + dy * dy;
  const share = whole === 0 ? 0 : ((point.lon - ax) * east * dx + (point.lat - ay) * dy) / whole;
  const along = Math.min(1, Math.max(0, share));
  return metresBetween({ lon: ax + along * (bx - ax), lat: ay + along * (by - ay) }, point);
}

/** By how often a line to the east crosses the ring. */
function isIn(ring: Ring, { lon, lat }: CheckPoint): boolean {
  let inside = false;
  for (const [index, [x, y]] of ring.entries()) {
    const [beforeX, beforeY] = ring[(index + ring.length - 1) % ring.length] ?? [x, y];
    const crosses = y > lat !== beforeY > lat && lon < ((beforeX - x) * (lat - y)) / (beforeY - y) + x;
    if (crosses) inside = !inside;
  }
  return inside;
}
