import type { GeoPoint } from "./point.ts";

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Tiles of a degree: each is 0.005° wide and high (about 420 m by 555 m); the same stands in sql/0150. */
const OF_A_DEGREE = 200;
const IN_A_ROW = 360 * OF_A_DEGREE;

const rowOf = (lat: number): number => Math.floor((lat + 90) * OF_A_DEGREE);
const columnOf = (lon: number): number => Math.floor((lon + 180) * OF_A_DEGREE);

/** The number of the tile that a point lies in. */
export const tileOf = ({ lon, lat }: GeoPoint): number => rowOf(lat) * IN_A_ROW + columnOf(lon);

/** The tiles that bounds touch, or null where they are more than `most`: then the whole is looked through instead. */
export function tilesIn([west, south, east, north]: Bounds, most: number): readonly number[] | null {
  const [rows, columns] = [rowOf(north) - rowOf(south) + 1, columnOf(east) - columnOf(west) + 1];
  if (rows < 1 || columns < 1) return [];
  if (rows * columns > most) return null;
  return Array.from({ length: rows }, (_, row) => row).flatMap((row) =>
    Array.from({ length: columns }, (_, column) => (rowOf(south) + row) * IN_A_ROW + columnOf(west) + column),
  );
}
