import { unitsOf, type GeoPoint } from "./point.ts";
import { cornerAt, isInBox, type Area, type Polygon, type Ring } from "./shape.ts";
import { sideOf } from "./side.ts";

/** Whether a point lies in an area; of two that share an edge, exactly one has the points on it. */
export function isInArea(area: Area, { lon, lat }: GeoPoint): boolean {
  const [x, y] = [unitsOf(lon), unitsOf(lat)];
  return area.some((polygon) => isInPolygon(polygon, x, y));
}

/** The same of one polygon, in units. */
export function isInPolygon({ outer, holes, box }: Polygon, x: number, y: number): boolean {
  return isInBox(box, x, y) && isInRing(outer, x, y) && !holes.some((hole) => isInRing(hole, x, y));
}

/**
 * Counts edges crossed to the east. An edge has its lower end and not its upper one, and is always looked at upwards:
 * so neighbours that run through it in opposite ways judge alike.
 */
export function isInRing(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0; at < ring.length; at += 2) {
    const [from, to] = [cornerAt(ring, at), cornerAt(ring, at + 2)];
    if (from[1] > y === to[1] > y) continue;
    const [low, high] = from[1] < to[1] ? [from, to] : [to, from];
    if (sideOf(low, high, [x, y]) > 0) inside = !inside;
  }
  return inside;
}
