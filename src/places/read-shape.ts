import { err, isJsonObject, ok, type Json, type Result } from "#kernel";
import { unitsOf } from "./point.ts";
import { boxOf, type Area, type Polygon, type Shape } from "./shape.ts";

/** Why a shape could not be read: for the fault of a file, in words of its format. */
export type ShapeFault = "unreadable" | "open" | "short" | "far";

type Corners = readonly (readonly [lon: number, lat: number])[];

/**
 * Reads POLYGON, MULTIPOLYGON, LINESTRING and MULTILINESTRING as well-known text (OGC 06-103r4).
 * Errors: `unreadable`; `open` for a ring that does not end where it begins; `short` for one of fewer than three
 * corners; `far` for what are no degrees.
 */
export function parseWkt(text: string): Result<Shape, ShapeFault> {
  const found = /^\s*(MULTI)?(POLYGON|LINESTRING)\s*(\([\d\s.,()eE+-]+\))\s*$/i.exec(text);
  if (found === null) return err("unreadable");
  const [, several, kind = "", body = ""] = found;
  const coordinates = nested(body);
  if (coordinates === undefined) return err("unreadable");
  const type = `${several === undefined ? "" : "Multi"}${kind.toUpperCase() === "POLYGON" ? "Polygon" : "LineString"}`;
  return parseGeometry({ type, coordinates });
}

/** Brackets of WKT as nested arrays: `(1 2, 3 4)` → [[1, 2], [3, 4]]. */
function nested(body: string): Json | undefined {
  const json = body
    .replace(/\s*([(),])\s*/g, "$1")
    .replaceAll("(", "[")
    .replaceAll(")", "]")
    .replace(/[^[\],]+/g, (pair) => `[${pair.trim().split(/\s+/).join(",")}]`);
  try {
    return JSON.parse(json) as Json;
  } catch {
    return undefined;
  }
}

/** Reads a GeoJSON geometry (RFC 7946) of the same four kinds; errors as of parseWkt. */
export function parseGeometry(geometry: Json): Result<Shape, ShapeFault> {
  if (!isJsonObject(geometry)) return err("unreadable");
  const { type, coordinates } = geometry;
  if (type === "Polygon") return asArea([coordinates ?? null]);
  if (type === "MultiPolygon") return asArea(Array.isArray(coordinates) ? coordinates : [null]);
  if (type === "LineString") return asLines([coordinates ?? null]);
  if (type === "MultiLineString") return asLines(Array.isArray(coordinates) ? coordinates : [null]);
  return err("unreadable");
}

function asArea(polygons: readonly Json[]): Result<Shape, ShapeFault> {
  const area: Polygon[] = [];
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return err("unreadable");
    const rings: Int32Array[] = [];
    for (const each of polygon) {
      const ring = ringOf(each);
      if (!ring.ok) return ring;
      rings.push(ring.value);
    }
    const [outer = new Int32Array(), ...holes] = rings;
    area.push({ outer, holes, box: boxOf(outer) });
  }
  return ok({ kind: "area", area: area as Area });
}

function ringOf(written: Json): Result<Int32Array, ShapeFault> {
  const corners = cornersOf(written);
  if (!corners.ok) return corners;
  const [first, last] = [corners.value[0], corners.value.at(-1)];
  if (first === undefined || last === undefined) return err("short");
  if (first[0] !== last[0] || first[1] !== last[1]) return err("open");
  return corners.value.length < 4 ? err("short") : ok(pathOf(corners.value.slice(0, -1)));
}

function asLines(lines: readonly Json[]): Result<Shape, ShapeFault> {
  const read = [];
  for (const each of lines) {
    const corners = cornersOf(each);
    if (!corners.ok) return corners;
    if (corners.value.length < 2) return err("short");
    const path = pathOf(corners.value);
    read.push({ path, box: boxOf(path) });
  }
  return ok({ kind: "line", lines: read });
}

function cornersOf(written: Json): Result<Corners, ShapeFault> {
  if (!Array.isArray(written)) return err("unreadable");
  const corners: (readonly [number, number])[] = [];
  for (const pair of written) {
    if (!Array.isArray(pair)) return err("unreadable");
    const [lon, lat] = pair;
    if (typeof lon !== "number" || typeof lat !== "number") return err("unreadable");
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return err("far");
    corners.push([lon, lat]);
  }
  return ok(corners);
}

function pathOf(corners: Corners): Int32Array {
  const path = new Int32Array(corners.length * 2);
  for (const [index, [lon, lat]] of corners.entries()) {
    path[index * 2] = unitsOf(lon);
    path[index * 2 + 1] = unitsOf(lat);
  }
  return path;
}
