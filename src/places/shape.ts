/** Corners one after another as x, y in units; the first is not repeated at the end. */
export type Ring = Int32Array;

/** West, south, east, north in units. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** An outer ring and its holes. */
export type Polygon = { readonly outer: Ring; readonly holes: readonly Ring[]; readonly box: Box };

/** What a division covers: one polygon or several. */
export type Area = readonly Polygon[];

/** A line's corners as x, y in units. */
export type Line = { readonly path: Int32Array; readonly box: Box };

export type Shape =
  | { readonly kind: "area"; readonly area: Area }
  | { readonly kind: "line"; readonly lines: readonly Line[] };

export function boxOf(path: Int32Array): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < path.length; at += 2) {
    const [x, y] = cornerAt(path, at);
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

export function boxAround(boxes: readonly Box[]): Box {
  const [west, south, east, north] = [0, 1, 2, 3].map((side) => {
    const sides = boxes.map((box) => box[side] ?? 0);
    return sides.reduce(
      (a, b) => (side < 2 ? Math.min(a, b) : Math.max(a, b)),
      side < 2 ? Infinity : -Infinity,
    );
  });
  return [west ?? 0, south ?? 0, east ?? 0, north ?? 0];
}

export const boxesMeet = (a: Box, b: Box): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

export const isInBox = ([west, south, east, north]: Box, x: number, y: number): boolean =>
  x >= west && x <= east && y >= south && y <= north;

/** The corner whose x stands at an index; indexes past the end begin again. */
export function cornerAt(path: Int32Array, index: number): readonly [x: number, y: number] {
  const at = index % path.length;
  return [path[at] ?? 0, path[at + 1] ?? 0];
}
