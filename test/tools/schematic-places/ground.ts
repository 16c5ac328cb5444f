/** Plane geometry for the schematic places: metres east and north of a corner of the district. */
export type Spot = readonly [x: number, y: number];
export type Ring = readonly Spot[];

const METRES_OF_A_DEGREE = 111_320;

/** A flat map around a place: good to a few metres over a county. */
export function flatMap(corner: Spot): {
  readonly toPlane: (at: Spot) => Spot;
  readonly toDegrees: (at: Spot) => Spot;
} {
  const east = METRES_OF_A_DEGREE * Math.cos((corner[1] * Math.PI) / 180);
  return {
    toPlane: ([lon, lat]) => [(lon - corner[0]) * east, (lat - corner[1]) * METRES_OF_A_DEGREE],
    toDegrees: ([x, y]) => [rounded(corner[0] + x / east), rounded(corner[1] + y / METRES_OF_A_DEGREE)],
  };
}

/** Five decimals are about a metre: finer would pretend to know. */
const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

export function isInside(ring: Ring, [x, y]: Spot): boolean {
  let inside = false;
  for (const [index, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** How far a place is from the nearest edge of a ring. */
export function toEdge(ring: Ring, [x, y]: Spot): number {
  let least = Infinity;
  for (const [index, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / length));
    least = Math.min(least, Math.hypot(x - x1 - along * dx, y - y1 - along * dy));
  }
  return least;
}

/** Lattice spots inside a ring, `step` metres apart. */
export function spotsIn(ring: Ring, step: number): readonly Spot[] {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const spots: Spot[] = [];
  for (let y = Math.min(...ys) + step / 2; y < Math.max(...ys); y += step)
    for (let x = Math.min(...xs) + step / 2; x < Math.max(...xs); x += step)
      if (isInside(ring, [x, y])) spots.push([x, y]);
  return spots;
}

/** The part of a convex ring that is nearer to `mine` than to `other`. */
export function nearerPart(ring: Ring, mine: Spot, other: Spot): Ring {
  const middle: Spot = [(mine[0] + other[0]) / 2, (mine[1] + other[1]) / 2];
  const [nx, ny] = [other[0] - mine[0], other[1] - mine[1]];
  const beyond = ([x, y]: Spot): number => (x - middle[0]) * nx + (y - middle[1]) * ny;
  return ring.flatMap((from, index): readonly Spot[] => {
    const to = ring[(index + 1) % ring.length] ?? from;
    const [a, b] = [beyond(from), beyond(to)];
    const cut: Spot = [
      from[0] + ((to[0] - from[0]) * a) / (a - b),
      from[1] + ((to[1] - from[1]) * a) / (a - b),
    ];
    if (a <= 0) return b <= 0 ? [from] : [from, cut];
    return b <= 0 ? [cut] : [];
  });
}
