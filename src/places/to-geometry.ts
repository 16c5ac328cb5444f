import type { JsonObject } from "#kernel";
import { degreesOf } from "./point.ts";
import { cornerAt, type Area, type Line } from "./shape.ts";

type Corner = [lon: number, lat: number];

/** An area as a GeoJSON geometry, its rings closed. */
export const areaGeometry = (area: Area): JsonObject => ({
  type: "MultiPolygon",
  coordinates: area.map(({ outer, holes }) => [outer, ...holes].map((ring) => closed(cornersOf(ring)))),
});

/** Lines as a GeoJSON geometry. */
export const lineGeometry = (lines: readonly Line[]): JsonObject => ({
  type: "MultiLineString",
  coordinates: lines.map(({ path }) => cornersOf(path)),
});

function cornersOf(path: Int32Array): Corner[] {
  return Array.from({ length: path.length / 2 }, (_, index): Corner => {
    const [x, y] = cornerAt(path, index * 2);
    return [degreesOf(x), degreesOf(y)];
  });
}

const closed = (corners: Corner[]): Corner[] => [...corners, ...corners.slice(0, 1)];
