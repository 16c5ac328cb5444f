// node test/tools/schematic-places.ts: writes districts/qianshan/places/ and the demonstration's duty grids anew.
// Real are the district's outline and the names and codes of its communities. All else is drawn here, the same every
// time: where a community lies inside the outline, where it is built up, its cells, and every river, road and zone.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { schematicCells } from "./schematic-places/cells.ts";
import { schematicCommunities, togetherOf, type Area, type Place } from "./schematic-places/communities.ts";
import { demoComponents, demoDuties } from "./schematic-places/duties.ts";
import { flatMap, type Ring, type Spot } from "./schematic-places/ground.ts";
import { schematicZones } from "./schematic-places/zones.ts";

const pack = fileURLToPath(new URL("../../districts/qianshan/", import.meta.url));
const district = "210311";

const places = readFileSync(`${pack}divisions.csv`, "utf8")
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(","))
  .map(([code = "", name = "", level = "", parent = ""]) => ({ code, name, level, parent }));
const communities = places.filter(({ level }) => level === "community");
const towns: readonly Place[] = places.filter(({ level }) => level === "town");

const ring = outlineOf(district);
const corner: Spot = [Math.min(...ring.map(([lon]) => lon)), Math.min(...ring.map(([, lat]) => lat))];
const { toPlane, toDegrees } = flatMap(corner);
const outline = ring.slice(0, -1).map(toPlane);
const drawn = schematicCommunities(outline, communities);
const cells = drawn.flatMap(schematicCells);
const zones = schematicZones({ district, outline, towns, communities: drawn });

mkdirSync(`${pack}places`, { recursive: true });
write("places/areas.geojson", collection([...towns.map(townFeature), ...drawn.map(areaFeature)]));
write(
  "places/cells.csv",
  ["code,shape", ...cells.map(({ code, ring: of }) => `${code},"${wkt(of)}"`)].join("\n"),
);
write(
  "places/zones.geojson",
  collection(zones.map(({ line, area, ...properties }) => feature(properties, geometryOf(line, area)))),
);
const land = { district, towns, communities: drawn, cells, zones };
const { grids, persons } = demoDuties(land);
writeRows("demo/records/duty-grids.csv", grids);
writeRows("demo/records/duty-persons.csv", persons);
writeRows("demo/records/components.csv", demoComponents(land, toDegrees));
process.stdout.write(
  `${towns.length} towns, ${drawn.length} communities, ${cells.length} cells, ${zones.length} zones\n`,
);

function outlineOf(code: string): Ring {
  const { features } = JSON.parse(readFileSync(`${pack}outline.geojson`, "utf8")) as {
    readonly features: readonly {
      readonly properties: { readonly code: string };
      readonly geometry: { readonly coordinates: readonly Ring[] };
    }[];
  };
  const found = features.find(({ properties }) => properties.code === code)?.geometry.coordinates[0];
  if (found === undefined) throw new Error(`no outline of ${code}`);
  return found;
}

/** Put together as they are written, so that edges that meet still meet. */
function townFeature({ code }: Place): string {
  const asWritten = (area: Area): Area =>
    area.map((polygon) => polygon.map((of) => of.map(toDegrees).map(toPlane)));
  const members = drawn.filter(({ parent }) => parent === code).map(({ area }) => asWritten(area));
  return feature({ code }, polygons(togetherOf(members)));
}

function areaFeature({ code, area }: { readonly code: string; readonly area: Area }): string {
  return feature({ code }, polygons(area));
}

function geometryOf(line: readonly Spot[] | undefined, area: Area | undefined): object {
  return line === undefined ? polygons(area ?? []) : { type: "LineString", coordinates: line.map(toDegrees) };
}

function polygons(area: Area): object {
  const coordinates = area.map((polygon) => polygon.map((of) => closed(of.map(toDegrees))));
  return coordinates.length === 1
    ? { type: "Polygon", coordinates: coordinates[0] }
    : { type: "MultiPolygon", coordinates };
}

function closed(of: Ring): Ring {
  const distinct = of.filter(([x, y], index) => {
    const [px, py] = of[(index + of.length - 1) % of.length] ?? [NaN, NaN];
    return x !== px || y !== py;
  });
  return [...distinct, ...distinct.slice(0, 1)];
}

function wkt(of: Ring): string {
  return `POLYGON((${closed(of.map(toDegrees))
    .map(([lon, lat]) => `${lon} ${lat}`)
    .join(", ")}))`;
}

function feature(properties: object, geometry: object): string {
  return JSON.stringify({ type: "Feature", properties, geometry });
}

/** One feature a line, so that a change shows as lines. */
function collection(features: readonly string[]): string {
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}`;
}

function write(file: string, text: string): void {
  writeFileSync(`${pack}${file}`, `${text}\n`);
}

function writeRows(file: string, rows: readonly Readonly<Record<string, string>>[]): void {
  const names = Object.keys(rows[0] ?? {});
  write(
    file,
    [names.join(","), ...rows.map((row) => names.map((name) => row[name] ?? "").join(","))].join("\n"),
  );
}
