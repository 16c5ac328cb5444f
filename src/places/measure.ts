import { degreesOf, unitsOf, UNITS_OF_A_DEGREE, type GeoPoint } from "./point.ts";
import { cornerAt, type Area, type Line, type Ring } from "./shape.ts";

/** Mean radius of the earth in metres (IUGG). */
const RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;
const METRES_OF_A_UNIT = (RADIUS * RADIANS) / UNITS_OF_A_DEGREE;

/** Metres between two points on a sphere (haversine): within 0.5 % of the ellipsoid. */
export function distanceBetween(a: GeoPoint, b: GeoPoint): number {
  const [lat, lon] = [(b.lat - a.lat) * RADIANS, (b.lon - a.lon) * RADIANS];
  const half =
    Math.sin(lat / 2) ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(lon / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Metres walked along a track, point by point. */
export function lengthOfTrack(track: readonly GeoPoint[]): number {
  let sum = 0;
  for (const [index, to] of track.entries()) {
    const from = track[index - 1];
    if (from !== undefined) sum += distanceBetween(from, to);
  }
  return sum;
}

/** Metres of a line. */
export function lengthOfLine({ path }: Line): number {
  const track: GeoPoint[] = [];
  for (let at = 0; at < path.length; at += 2) {
    const [x, y] = cornerAt(path, at);
    track.push({ lon: degreesOf(x), lat: degreesOf(y) });
  }
  return lengthOfTrack(track);
}

/** m² of an area without its holes, on a plane that touches the earth at its first corner: good over a town. */
export function squareMetresOf(area: Area): number {
  return area.reduce(
    (sum, { outer, holes }) =>
      sum + squareMetresOfRing(outer) - holes.reduce((less, hole) => less + squareMetresOfRing(hole), 0),
    0,
  );
}

function squareMetresOfRing(ring: Ring): number {
  const [x0, y0] = cornerAt(ring, 0);
  let twice = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const [[ax, ay], [bx, by]] = [cornerAt(ring, at), cornerAt(ring, at + 2)];
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return (Math.abs(twice) / 2) * METRES_OF_A_UNIT ** 2 * Math.cos(degreesOf(y0) * RADIANS);
}

/** Metres from a point to the nearest spot of a line. */
export const distanceToLine = ({ path }: Line, point: GeoPoint): number =>
  distanceToPath(path, path.length - 2, point);

/** Metres from a point to the nearest spot of an area's outer edges. */
export const distanceToEdge = (area: Area, point: GeoPoint): number =>
  Math.min(...area.map(({ outer }) => distanceToPath(outer, outer.length, point)));

/** Whether a point lies no farther than so many metres from an area's outer edges; what lies far off is told by its box. */
export function isNearEdge(area: Area, point: GeoPoint, metres: number): boolean {
  const [x, y] = [unitsOf(point.lon), unitsOf(point.lat)];
  const up = metres / METRES_OF_A_UNIT;
  const across = up / Math.cos(point.lat * RADIANS);
  return area.some(
    ({ outer, box: [west, south, east, north] }) =>
      x >= west - across &&
      x <= east + across &&
      y >= south - up &&
      y <= north + up &&
      distanceToPath(outer, outer.length, point) <= metres,
  );
}

/** Metres to the nearest of the edges that begin at the corners before `end`; the last may lead back to the first. */
function distanceToPath(path: Ring, end: number, { lon, lat }: GeoPoint): number {
  const east = Math.cos(lat * RADIANS);
  const [x, y] = [unitsOf(lon) * east, unitsOf(lat)];
  let least = Infinity;
  for (let at = 0; at < end; at += 2) {
    const [[ax, ay], [bx, by]] = [cornerAt(path, at), cornerAt(path, (at + 2) % path.length)];
    const [dx, dy] = [(bx - ax) * east, by - ay];
    const whole = dx * dx + dy * dy;
    const share = whole === 0 ? 0 : ((x - ax * east) * dx + (y - ay) * dy) / whole;
    const along = Math.min(1, Math.max(0, share));
    least = Math.min(least, Math.hypot(x - ax * east - along * dx, y - ay - along * dy));
  }
  return least * METRES_OF_A_UNIT;
}

/** The middle of a ring's corners, in units: what cells are put in order by. */
export function middleOf(ring: Ring): readonly [x: number, y: number] {
  let [x, y] = [0, 0];
  for (let at = 0; at < ring.length; at += 2) {
    const [cx, cy] = cornerAt(ring, at);
    x += cx;
    y += cy;
  }
  const corners = ring.length / 2;
  return [x / corners, y / corners];
}
