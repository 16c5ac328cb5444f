type Corner = readonly [x: number, y: number];

/** On which side of the way from `a` to `b` a corner lies: above 0 left, below 0 right, 0 on it; exact within a county. */
export const sideOf = ([ax, ay]: Corner, [bx, by]: Corner, [x, y]: Corner): number =>
  (bx - ax) * (y - ay) - (by - ay) * (x - ax);

/** Whether a corner that lies on the line through `a` and `b` lies between them, ends included. */
const isBetween = ([ax, ay]: Corner, [bx, by]: Corner, [x, y]: Corner): boolean =>
  x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by);

/** How two edges meet: `cross` inside both, `touch` where an end of one lies on the other, or not at all. */
export function meet(a: Corner, b: Corner, c: Corner, d: Corner): "cross" | "touch" | "apart" {
  const [ca, da] = [sideOf(a, b, c), sideOf(a, b, d)];
  const [ac, bc] = [sideOf(c, d, a), sideOf(c, d, b)];
  if (((ca > 0 && da < 0) || (ca < 0 && da > 0)) && ((ac > 0 && bc < 0) || (ac < 0 && bc > 0)))
    return "cross";
  const touches =
    (ca === 0 && isBetween(a, b, c)) ||
    (da === 0 && isBetween(a, b, d)) ||
    (ac === 0 && isBetween(c, d, a)) ||
    (bc === 0 && isBetween(c, d, b));
  return touches ? "touch" : "apart";
}
