import type { MapAnswer } from "#contract";
import type { CheckPoint } from "./track.ts";

type Ring = readonly (readonly [number, number])[];

/** Whether points lie in the district, by the outline of its map; null where the map has none. */
export function insideOf(map: MapAnswer | undefined): ((point: CheckPoint) => boolean) | null {
  const { features = [] } = (map?.ground ?? {}) as unknown as Partial<GeoJSON.FeatureCollection>;
  const outline = features.find(({ properties }) => properties?.["level"] === "district")?.geometry;
  if (outline === undefined) return null;
  const polygons =
    outline.type === "Polygon"
      ? [outline.coordinates]
      : outline.type === "MultiPolygon"
        ? outline.coordinates
        : [];
  if (polygons.length === 0) return null;
  const rings = polygons as unknown as readonly (readonly Ring[])[];
  return (point) =>
    rings.some(([outer = [], ...holes]) => isIn(outer, point) && !holes.some((hole) => isIn(hole, point)));
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
