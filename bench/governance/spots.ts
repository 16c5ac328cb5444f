import { locatePoint, type DistrictPack } from "#district";
import { degreesOf, middleOf } from "#places";

/** Where something is reported of: a point and the community that it lies in. */
export type Spot = { readonly lon: number; readonly lat: number; readonly division: string };

/** The middles of a district's cells, so ordered that neighbours are far apart. */
export function spotsOf(pack: DistrictPack): readonly Spot[] {
  const cells = [...pack.places.cells.values()];
  return cells.flatMap((_, index) => {
    const cell = cells[(index * 4_999) % cells.length];
    if (cell === undefined) return [];
    const [x, y] = middleOf(cell.polygon.outer);
    const point = { lon: degreesOf(x), lat: degreesOf(y) };
    const found = locatePoint(pack, point);
    return found.ok ? [{ ...point, division: found.value.division }] : [];
  });
}
