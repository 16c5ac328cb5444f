import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { readPack } from "#app";
import { locatePoint, type DistrictPack } from "#district";
import {
  degreesOf,
  distanceToEdge,
  distanceToLine,
  isInArea,
  isInPolygon,
  middleOf,
  unitsOf,
  type GeoPoint,
} from "#places";
import type { Effort, Part, Row } from "../harness/row.ts";

const DISTRICT = fileURLToPath(new URL("../../districts/qianshan", import.meta.url));

/** What lies at a point of a district with ten thousand cells: by the index, and by looking at every shape. */
export const locate: Row = {
  name: "locate",
  title: "What lies at a point: cell, community, zones; 10,108 cells, one thread",
  units: { microseconds: "µs", perSecond: "points/s" },
  goals: [
    {
      name: "by the index ÷ by a plain scan",
      of: ["index", "perSecond"],
      by: ["scan", "perSecond"],
      atLeast: 10,
    },
    { name: "a point by the index (µs)", of: ["index", "microseconds"], by: null, atMost: 5000 },
  ],
  notes: [
    "index: `locatePoint` of the pack as it is used at the door.",
    "scan: every cell until one holds the point, then every community, then every zone; the same tests of a point.",
    "Half of the points are middles of cells, half lie anywhere within the district's bounds. Both find the same.",
  ],
  server: false,
  prepare: async (effort) => {
    const pack = readWhole(await readPack(DISTRICT));
    const points = pointsOf(pack);
    for (const point of points.slice(0, 50))
      if (byIndex(pack, point) !== byScan(pack, point))
        throw new Error(`not the same at ${JSON.stringify(point)}`);
    return [
      partOf("index", effort, points, (point) => byIndex(pack, point)),
      partOf("scan", effort, points.slice(0, 200), (point) => byScan(pack, point)),
    ];
  },
};

function readWhole(read: Awaited<ReturnType<typeof readPack>>): DistrictPack {
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

function pointsOf({ places: { cells, outline } }: DistrictPack): readonly GeoPoint[] {
  const [west, south, east, north] = outline[0]?.box ?? [0, 0, 0, 0];
  return [...cells.values()]
    .filter((_, index) => index % 20 === 0)
    .flatMap(({ polygon }, index) => {
      const [x, y] = middleOf(polygon.outer);
      const [across, up] = [(index * 0.618_034) % 1, (index * 0.414_214) % 1];
      return [
        { lon: degreesOf(x), lat: degreesOf(y) },
        { lon: degreesOf(west + (east - west) * across), lat: degreesOf(south + (north - south) * up) },
      ];
    });
}

function byIndex(pack: DistrictPack, point: GeoPoint): string {
  const found = locatePoint(pack, point);
  return found.ok ? `${found.value.cell ?? found.value.division} ${found.value.zones.length}` : "";
}

function byScan({ code, places }: DistrictPack, point: GeoPoint): string {
  const [x, y] = [unitsOf(point.lon), unitsOf(point.lat)];
  const cell = [...places.cells.values()].find(({ polygon }) => isInPolygon(polygon, x, y));
  const { outline, outlineMargin } = places;
  if (cell === undefined && !isInArea(outline, point) && distanceToEdge(outline, point) > outlineMargin)
    return "";
  const areas = [...places.areas].filter(([, area]) => isInArea(area, point)).map(([each]) => each);
  const narrowest = areas.toSorted((a, b) => b.length - a.length)[0] ?? code;
  const near = new Map(places.zoneKinds.map((kind) => [kind.id, kind.near]));
  const zones = [...places.zones.values()].filter(({ area, lines, kind }) =>
    area === null
      ? (lines ?? []).some((line) => distanceToLine(line, point) <= (near.get(kind) ?? 0))
      : isInArea(area, point),
  );
  return `${cell?.code ?? narrowest} ${zones.length}`;
}

function partOf(
  name: string,
  effort: Effort,
  points: readonly GeoPoint[],
  look: (point: GeoPoint) => string,
): Part {
  const rounds = effort.quick ? 1 : 10;
  return {
    name,
    run: async () => {
      const began = performance.now();
      for (let round = 0; round < rounds; round += 1) for (const point of points) look(point);
      const each = (performance.now() - began) / (rounds * points.length);
      return { microseconds: each * 1000, perSecond: 1000 / each };
    },
  };
}
