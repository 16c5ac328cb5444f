import { isInRing } from "./in-area.ts";
import { boxesMeet, cornerAt, type Polygon, type Ring } from "./shape.ts";
import { meet, sideOf } from "./side.ts";

/** Whether no two edges of a ring meet but neighbours at their common corner (a simple polygon). */
export function isSimple(ring: Ring): boolean {
  const edges = ring.length / 2;
  for (let first = 0; first < edges; first += 1) {
    const [a, b] = [cornerAt(ring, first * 2), cornerAt(ring, first * 2 + 2)];
    if (a[0] === b[0] && a[1] === b[1]) return false;
    const after = cornerAt(ring, first * 2 + 4);
    // A spike: the next edge runs back over this one.
    if (
      sideOf(a, b, after) === 0 &&
      (a[0] - b[0]) * (after[0] - b[0]) + (a[1] - b[1]) * (after[1] - b[1]) > 0
    )
      return false;
    for (let second = first + 2; second < edges; second += 1) {
      if (first === 0 && second === edges - 1) continue;
      if (meet(a, b, cornerAt(ring, second * 2), cornerAt(ring, second * 2 + 2)) !== "apart") return false;
    }
  }
  return true;
}

/** Whether two simple polygons share ground; a common edge or corner is none. */
export function overlap(a: Polygon, b: Polygon): boolean {
  if (!boxesMeet(a.box, b.box) || isLineBetween(a.outer, b.outer) || isLineBetween(b.outer, a.outer))
    return false;
  return edgesCross(a.outer, b.outer) || within(a, b) || within(b, a);
}

/** Whether the line along an edge of one ring has that ring on its one side and the other ring on the other. */
function isLineBetween(ring: Ring, other: Ring): boolean {
  for (let at = 0; at < ring.length; at += 2) {
    const [ax, ay, bx, by] = [ring[at] ?? 0, ring[at + 1] ?? 0, ...cornerAt(ring, at + 2)];
    const own = sideOfAll(ring, ax, ay, bx, by);
    if (own !== 0 && sideOfAll(other, ax, ay, bx, by) === -own) return true;
  }
  return false;
}

/** 1 where all corners are left of a line or on it, -1 where all are right of it, 0 where they are on both sides. */
function sideOfAll(ring: Ring, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  let [left, right] = [false, false];
  for (let at = 0; at < ring.length; at += 2) {
    const side = dx * ((ring[at + 1] ?? 0) - ay) - dy * ((ring[at] ?? 0) - ax);
    if (side > 0) left = true;
    else if (side < 0) right = true;
    if (left && right) return 0;
  }
  return left ? 1 : -1;
}

function edgesCross(a: Ring, b: Ring): boolean {
  for (let i = 0; i < a.length; i += 2)
    for (let j = 0; j < b.length; j += 2)
      if (meet(cornerAt(a, i), cornerAt(a, i + 2), cornerAt(b, j), cornerAt(b, j + 2)) === "cross")
        return true;
  return false;
}

/** Whether a spot inside `a`, close behind one of its edges, lies inside `b`: seen where edges only touch. */
function within(a: Polygon, b: Polygon): boolean {
  for (let at = 0; at < a.outer.length; at += 2) {
    const [[ax, ay], [bx, by]] = [cornerAt(a.outer, at), cornerAt(a.outer, at + 2)];
    const length = Math.hypot(bx - ax, by - ay) || 1;
    // Twenty centimetres to either side of the middle of the edge.
    const [nx, ny] = [((ay - by) / length) * INWARD, ((bx - ax) / length) * INWARD];
    for (const sign of [1, -1]) {
      const [x, y] = [(ax + bx) / 2 + nx * sign, (ay + by) / 2 + ny * sign];
      if (isInRing(a.outer, x, y) && isInRing(b.outer, x, y)) return true;
    }
  }
  return false;
}

const INWARD = 20;
