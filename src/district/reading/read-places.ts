import { isJsonObject, type Json, type JsonObject, type ProblemCode } from "#kernel";
import { parseGeometry, parseWkt, type Area, type ShapeFault } from "#places";
import type { Outline } from "../pack/pack.ts";
import { readOptional, readText, type PackReader } from "../pack/pack-reader.ts";
import { NO_PLACES, placesFile, type GridCell, type Places, type Zone } from "../parts/places.ts";
import { csvRows } from "../shape/csv-rows.ts";
import { faultOf } from "../shape/fault.ts";

const CELLS = "places/cells.csv";
const AREAS = "places/areas.geojson";
const ZONES = "places/zones.geojson";

const SHAPE_PROBLEMS: Readonly<Record<ShapeFault, ProblemCode>> = {
  unreadable: "SHAPE_UNREADABLE",
  far: "SHAPE_UNREADABLE",
  open: "SHAPE_OPEN",
  short: "SHAPE_OPEN",
};

/** Reads places/: places.yaml, areas.geojson, cells.csv and zones.geojson, each of which a pack may do without. */
export function readPlaces(
  reader: PackReader,
  outline: Outline | undefined,
  district: string | undefined,
): Places | undefined {
  if (outline === undefined) return undefined;
  return {
    ...readOptional(reader, "places/places.yaml", placesFile, NO_PLACES),
    outline: areaOfOutline(outline, district),
    areas: readAreas(reader),
    cells: readCells(reader),
    zones: readZones(reader),
  };
}

/** The district's own ring; its file has been read for faults already. */
function areaOfOutline({ geojson }: Outline, district: string | undefined): Area {
  const features = Array.isArray(geojson["features"]) ? geojson["features"] : [];
  const ours = features.find(
    (each) =>
      isJsonObject(each) && isJsonObject(each["properties"]) && each["properties"]["code"] === district,
  );
  const read = parseGeometry(isJsonObject(ours ?? null) ? ((ours as JsonObject)["geometry"] ?? null) : null);
  return read.ok && read.value.kind === "area" ? read.value.area : [];
}

function readCells(reader: PackReader): ReadonlyMap<string, GridCell> {
  const cells = new Map<string, GridCell>();
  if (!reader.files.has(CELLS)) return cells;
  const source = readText(reader, CELLS);
  const rows = source === undefined ? [] : (csvRows(CELLS, source, ["code", "shape"], reader.report) ?? []);
  for (const { line, cells: row } of rows) {
    const { code = "", shape = "" } = row;
    const place = `line ${line}`;
    const read = parseWkt(shape);
    if (cells.has(code)) reader.report(faultOf(CELLS, place, "PACK_DUPLICATE", { id: code }));
    else if (!read.ok) reader.report(faultOf(CELLS, place, SHAPE_PROBLEMS[read.error], { id: code }));
    else {
      const polygon =
        read.value.kind === "area" && read.value.area.length === 1 ? read.value.area[0] : undefined;
      if (polygon === undefined) reader.report(faultOf(CELLS, place, "SHAPE_UNREADABLE", { id: code }));
      else cells.set(code, { code, community: code.slice(0, 12), polygon, line });
    }
  }
  return cells;
}

function readAreas(reader: PackReader): ReadonlyMap<string, Area> {
  const areas = new Map<string, Area>();
  for (const { properties, geometry, place } of featuresOf(reader, AREAS)) {
    const code = textOf(properties["code"]);
    const read = parseGeometry(geometry);
    if (areas.has(code)) reader.report(faultOf(AREAS, place, "PACK_DUPLICATE", { id: code }));
    else if (!read.ok) reader.report(faultOf(AREAS, place, SHAPE_PROBLEMS[read.error], { id: code }));
    else if (read.value.kind !== "area")
      reader.report(faultOf(AREAS, place, "SHAPE_UNREADABLE", { id: code }));
    else areas.set(code, read.value.area);
  }
  return areas;
}

function readZones(reader: PackReader): ReadonlyMap<string, Zone> {
  const zones = new Map<string, Zone>();
  for (const { properties, geometry, place } of featuresOf(reader, ZONES)) {
    const { id, kind, name, within, division } = properties;
    const read = parseGeometry(geometry);
    const key = textOf(id);
    if (zones.has(key)) reader.report(faultOf(ZONES, place, "PACK_DUPLICATE", { id: key }));
    for (const [field, value] of Object.entries({ id, kind, name, division }))
      if (textOf(value) === "") reader.report(faultOf(ZONES, place, "PACK_FIELD_MISSING", { field }));
    if (!read.ok) {
      reader.report(faultOf(ZONES, place, SHAPE_PROBLEMS[read.error], { id: key }));
      continue;
    }
    zones.set(key, {
      id: key,
      kind: textOf(kind),
      name: textOf(name),
      within: typeof within === "string" ? within : null,
      division: textOf(division),
      area: read.value.kind === "area" ? read.value.area : null,
      lines: read.value.kind === "line" ? read.value.lines : null,
    });
  }
  return zones;
}

type Feature = { readonly properties: JsonObject; readonly geometry: Json; readonly place: string };

/** The features of a collection, each with its place in the file; none where the pack has no such file. */
function featuresOf(reader: PackReader, file: string): readonly Feature[] {
  if (!reader.files.has(file)) return [];
  const source = readText(reader, file);
  if (source === undefined) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch (cause) {
    reader.report(faultOf(file, "", "PACK_FILE_UNREADABLE", { why: String(cause) }));
    return [];
  }
  const features = isJsonObject(parsed as Json) ? (parsed as JsonObject)["features"] : undefined;
  if (!Array.isArray(features)) {
    reader.report(faultOf(file, "features", "PACK_FIELD_MISSING", { field: "features" }));
    return [];
  }
  return features.flatMap((each, index): readonly Feature[] => {
    const place = `features[${index}]`;
    if (isJsonObject(each) && isJsonObject(each["properties"] ?? null))
      return [{ properties: each["properties"] as JsonObject, geometry: each["geometry"] ?? null, place }];
    reader.report(faultOf(file, place, "PACK_FIELD_MISSING", { field: "properties" }));
    return [];
  });
}

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value.trim() : "");
