import { expect, test } from "vitest";
import { readPlaces } from "../reading/read-places.ts";
import type { Draft } from "../pack/draft.ts";
import type { Division } from "../parts/division.ts";
import type { Fault } from "../shape/fault.ts";
import { checkPlaces } from "./check-places.ts";

const ABOUT = `schematic: true
note: { zh: 示意, en: schematic }
cellArea: { least: 5000, most: 20000 }
zoneKinds:
  - { id: river, name: { zh: 河流, en: River }, chief: { zh: 河长, en: River chief }, near: 60 }
`;
const A = "210311102200";
/** A square of about 100 m, so many to the east and so many to the south. */
const square = (east: number, south: number, wide = 1): string => {
  const [west, north] = [122.9 + east * 0.0012, 41 - south * 0.0009];
  const [to, down] = [west + wide * 0.0012, north - 0.0009];
  const corners = [
    [west, down],
    [to, down],
    [to, north],
    [west, north],
    [west, down],
  ];
  return `"POLYGON((${corners.map(([x = 0, y = 0]) => `${x.toFixed(5)} ${y.toFixed(5)}`).join(", ")}))"`;
};
const cells = (...rows: readonly (readonly [code: string, shape: string])[]): string =>
  ["code,shape", ...rows.map((row) => row.join(","))].join("\n");
const feature = (properties: object, geometry: object): object => ({ type: "Feature", properties, geometry });
const collection = (...features: readonly object[]): string =>
  JSON.stringify({ type: "FeatureCollection", features });
const LINE = {
  type: "LineString",
  coordinates: [
    [122.9, 41],
    [122.91, 41],
  ],
};

function faultsOf(files: Readonly<Record<string, string>>): readonly (readonly [string, string, string])[] {
  const faults: Fault[] = [];
  const report = (fault: Fault): void => void faults.push(fault);
  const all = new Map(Object.entries({ "places/places.yaml": ABOUT, ...files }));
  const outline = { geojson: { features: [] }, attribution: "", note: { zh: "", en: "" } };
  const places = readPlaces({ files: all, report }, outline, "210311");
  const divisions = new Map([[A, { code: A } as Division]]);
  checkPlaces({ places, divisions } as unknown as Draft, report);
  return faults.map(({ code, file, place }) => [code, file.replace("places/", ""), place]);
}

const faultsOfCells = (...rows: readonly (readonly [string, string])[]) =>
  faultsOf({ "places/cells.csv": cells(...rows) });

test("cells in their order, side by side, are without a fault", () => {
  expect(
    faultsOfCells([`${A}001`, square(0, 0)], [`${A}002`, square(1, 0.2)], [`${A}003`, square(0, 1)]),
  ).toEqual([]);
});

test("a cell's code is of 15 digits and of a community of the district", () => {
  expect(faultsOfCells(["2103111022001", square(0, 0)])).toEqual([
    ["CELL_CODE_INVALID", "cells.csv", "line 2"],
  ]);
  expect(faultsOfCells(["210311102999001", square(0, 0)])).toEqual([
    ["CELL_OF_NO_COMMUNITY", "cells.csv", "line 2"],
  ]);
  expect(faultsOfCells([`${A}001`, square(0, 0)], [`${A}001`, square(1, 0)])).toEqual([
    ["PACK_DUPLICATE", "cells.csv", "line 3"],
  ]);
});

test("a cell is one closed ring that does not cross itself, of a plausible size", () => {
  expect(faultsOfCells([`${A}001`, '"POLYGON((122.9 41, 122.901 41, 122.901 41.001))"'])).toEqual([
    ["SHAPE_OPEN", "cells.csv", "line 2"],
  ]);
  expect(faultsOfCells([`${A}001`, '"LINESTRING(122.9 41, 122.901 41)"'])).toEqual([
    ["SHAPE_UNREADABLE", "cells.csv", "line 2"],
  ]);
  const bow = '"POLYGON((122.9 41, 122.9012 41.0009, 122.9012 41, 122.9 41.0009, 122.9 41))"';
  expect(faultsOfCells([`${A}001`, bow])).toEqual([["SHAPE_CROSSES_ITSELF", "cells.csv", "line 2"]]);
  expect(faultsOfCells([`${A}001`, square(0, 0, 3)])).toEqual([["CELL_AREA_ODD", "cells.csv", "line 2"]]);
});

test("serials run from west to east, then from north to south", () => {
  const eastFirst = faultsOfCells([`${A}001`, square(1, 0)], [`${A}002`, square(0, 0)]);
  expect(eastFirst).toEqual([["CELL_OUT_OF_ORDER", "cells.csv", "line 3"]]);
  const southFirst = faultsOfCells([`${A}001`, square(0, 1)], [`${A}002`, square(1, 0)]);
  expect(southFirst).toEqual([["CELL_OUT_OF_ORDER", "cells.csv", "line 3"]]);
});

test("cells do not overlap", () => {
  expect(faultsOfCells([`${A}001`, square(0, 0)], [`${A}002`, square(0.5, 0)])).toEqual([
    ["CELLS_OVERLAP", "cells.csv", "line 3"],
  ]);
});

test("a cell lies in its community where the community's area is known", () => {
  const ring = [
    [123, 41],
    [123.1, 41],
    [123.1, 41.1],
    [123, 41],
  ];
  const areas = collection(feature({ code: A }, { type: "Polygon", coordinates: [ring] }));
  expect(
    faultsOf({ "places/cells.csv": cells([`${A}001`, square(0, 0)]), "places/areas.geojson": areas }),
  ).toEqual([["CELL_OUT_OF_COMMUNITY", "cells.csv", "line 2"]]);
});

test("areas and zones name divisions, kinds and wholes that are there", () => {
  const ring = [
    [122.9, 41],
    [122.91, 41],
    [122.91, 41.01],
    [122.9, 41],
  ];
  const bow = [
    [122.9, 41],
    [122.91, 41.01],
    [122.91, 41],
    [122.9, 41.01],
    [122.9, 41],
  ];
  const areas = collection(
    feature({ code: "210311999" }, { type: "Polygon", coordinates: [ring] }),
    feature({ code: A }, { type: "Polygon", coordinates: [bow] }),
  );
  expect(faultsOf({ "places/areas.geojson": areas })).toEqual([
    ["PACK_REFERENCE_UNKNOWN", "areas.geojson", "210311999"],
    ["SHAPE_CROSSES_ITSELF", "areas.geojson", A],
  ]);
  const zone = { id: "HD01", kind: "river", name: "示意一号河", within: null, division: A };
  expect(faultsOf({ "places/zones.geojson": collection(feature(zone, LINE)) })).toEqual([]);
  const wrong = [
    { ...zone, kind: "canal" },
    { ...zone, id: "HD02", within: "HD09" },
    { ...zone, id: "HD03", division: "210311999" },
  ];
  expect(
    faultsOf({ "places/zones.geojson": collection(...wrong.map((each) => feature(each, LINE))) }),
  ).toEqual([
    ["PACK_REFERENCE_UNKNOWN", "zones.geojson", "HD01"],
    ["PACK_REFERENCE_UNKNOWN", "zones.geojson", "HD02"],
    ["PACK_REFERENCE_UNKNOWN", "zones.geojson", "HD03"],
  ]);
  expect(faultsOf({ "places/zones.geojson": "{" })).toEqual([["PACK_FILE_UNREADABLE", "zones.geojson", ""]]);
});
