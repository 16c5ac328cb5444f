import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import {
  boxIndex,
  distanceBetween,
  distanceToLine,
  formatComponentCode,
  isInArea,
  isSimple,
  lengthOfTrack,
  overlap,
  parseCellCode,
  parseComponentCode,
  parseGeometry,
  parsePoint,
  parseWkt,
  squareMetresOf,
  tileOf,
  tilesIn,
  type Area,
  type Box,
  type Line,
  type Polygon,
} from "#places";

const area = (wkt: string): Area => {
  const shape = expectOk(parseWkt(wkt) as never) as { kind: string; area: Area };
  expect(shape.kind).toBe("area");
  return shape.area;
};
const polygon = (corners: string): Polygon => area(`POLYGON((${corners}))`)[0] as Polygon;
const faultOf = (wkt: string): unknown => {
  const read = parseWkt(wkt);
  return read.ok ? undefined : read.error;
};

describe("shapes", () => {
  it("are read from well-known text and from GeoJSON alike, holes and several parts included", () => {
    const wkt = area(
      "MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1)), ((9 9, 10 9, 10 10, 9 9)))",
    );
    const geojson = parseGeometry({
      type: "MultiPolygon",
      coordinates: [
        [
          [
            [0, 0],
            [4, 0],
            [4, 4],
            [0, 4],
            [0, 0],
          ],
          [
            [1, 1],
            [3, 1],
            [3, 3],
            [1, 3],
            [1, 1],
          ],
        ],
        [
          [
            [9, 9],
            [10, 9],
            [10, 10],
            [9, 9],
          ],
        ],
      ],
    });
    expect(geojson).toEqual({ ok: true, value: { kind: "area", area: wkt } });
    expect(isInArea(wkt, { lon: 0.5, lat: 0.5 })).toBe(true);
    expect(isInArea(wkt, { lon: 2, lat: 2 })).toBe(false);
    expect(isInArea(wkt, { lon: 9.9, lat: 9.5 })).toBe(true);
  });

  it("are refused by what is wrong with them", () => {
    expect(faultOf("POLYGON((0 0, 1 0, 1 1))")).toBe("open");
    expect(faultOf("POLYGON((0 0, 1 0, 0 0))")).toBe("short");
    expect(faultOf("LINESTRING(1 1)")).toBe("short");
    expect(faultOf("POLYGON((0 0, 200 0, 1 1, 0 0))")).toBe("far");
    expect(faultOf("CIRCLE(0 0, 1)")).toBe("unreadable");
    expect(faultOf("POLYGON((0 0, 1, 1 1, 0 0))")).toBe("unreadable");
    expect(faultOf("POLYGON(0 0, 1 0, 1 1, 0 0)")).toBe("unreadable");
  });

  it("tell a ring that crosses itself, repeats a corner or runs back over itself", () => {
    expect(isSimple(polygon("0 0, 2 0, 2 2, 0 2, 0 0").outer)).toBe(true);
    expect(isSimple(polygon("0 0, 2 2, 2 0, 0 2, 0 0").outer)).toBe(false);
    expect(isSimple(polygon("0 0, 2 0, 2 0, 2 2, 0 0").outer)).toBe(false);
    expect(isSimple(polygon("0 0, 2 0, 2 2, 2 -1, 0 0").outer)).toBe(false);
  });
});

describe("a point", () => {
  it("on the edge that two areas share lies in exactly one of them", () => {
    const point = fc.record({
      lon: fc.double({ min: 0, max: 2, noNaN: true }),
      lat: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    });
    const [left, right] = [
      area("POLYGON((0 0, 1 0, 1.3 0.4, 1 1, 0 1, 0 0))"),
      area("POLYGON((1 0, 2 0, 2 1, 1 1, 1.3 0.4, 1 0))"),
    ];
    fc.assert(
      fc.property(point, (at) => {
        expect([isInArea(left, at), isInArea(right, at)].filter(Boolean).length).toBeLessThanOrEqual(1);
      }),
    );
    for (const at of [
      { lon: 1.15, lat: 0.2 },
      { lon: 1.3, lat: 0.4 },
      { lon: 1.15, lat: 0.7 },
    ])
      expect([isInArea(left, at), isInArea(right, at)].filter(Boolean)).toHaveLength(1);
  });

  it("is read from degrees only", () => {
    expect(parsePoint({ lon: 122.9, lat: 41, accuracy: 8 })).toEqual({
      ok: true,
      value: { lon: 122.9, lat: 41 },
    });
    for (const wrong of [
      null,
      "122.9,41",
      { lon: 122.9 },
      { lon: 181, lat: 0 },
      { lon: "122.9", lat: 41 },
      { lon: NaN, lat: 0 },
    ])
      expect(parsePoint(wrong).ok).toBe(false);
  });
});

describe("overlap", () => {
  const square = polygon("0 0, 2 0, 2 2, 0 2, 0 0");

  it("is shared ground, not a shared edge or corner", () => {
    expect(overlap(square, polygon("2 0, 4 0, 4 2, 2 2, 2 0"))).toBe(false);
    expect(overlap(square, polygon("2 2, 3 2, 3 3, 2 3, 2 2"))).toBe(false);
    expect(overlap(square, polygon("2 0.5, 3 0.5, 3 1.5, 2 1.5, 2 0.5"))).toBe(false);
  });

  it("is found where edges cross, where one lies in the other, and where both are the same", () => {
    expect(overlap(square, polygon("1 1, 3 1, 3 3, 1 3, 1 1"))).toBe(true);
    expect(overlap(square, polygon("0.5 0.5, 1 0.5, 1 1, 0.5 1, 0.5 0.5"))).toBe(true);
    expect(overlap(polygon("0.5 0.5, 1 0.5, 1 1, 0.5 1, 0.5 0.5"), square)).toBe(true);
    expect(overlap(square, polygon("0 0, 2 0, 2 2, 0 2, 0 0"))).toBe(true);
    expect(overlap(square, polygon("0 0, 2 2, 0 2, 0 0"))).toBe(true);
  });

  it("is told rightly where a part runs into the bend of another without touching it", () => {
    const hook = polygon("0 0, 4 0, 4 1, 1 1, 1 3, 4 3, 4 4, 0 4, 0 0");
    expect(overlap(hook, polygon("2 1, 4 1, 4 3, 2 3, 2 1"))).toBe(false);
    expect(overlap(hook, polygon("0.5 1, 4 1, 4 3, 0.5 3, 0.5 1"))).toBe(true);
  });
});

describe("measures", () => {
  it("are metres and square metres on the ground", () => {
    expect(distanceBetween({ lon: 122, lat: 41 }, { lon: 123, lat: 41 })).toBeCloseTo(83_920, -2);
    expect(
      lengthOfTrack([
        { lon: 122, lat: 41 },
        { lon: 122, lat: 41.01 },
        { lon: 122, lat: 41 },
      ]),
    ).toBeCloseTo(2224, 0);
    expect(lengthOfTrack([])).toBe(0);
    const square = area("POLYGON((122 41, 122.00119 41, 122.00119 41.0009, 122 41.0009, 122 41))");
    expect(squareMetresOf(square)).toBeGreaterThan(9_900);
    expect(squareMetresOf(square)).toBeLessThan(10_100);
    const line = (expectOk(parseWkt("LINESTRING(122 41, 123 41)") as never) as { lines: readonly Line[] })
      .lines[0] as Line;
    expect(distanceToLine(line, { lon: 122.5, lat: 41.001 })).toBeCloseTo(111.2, 0);
    expect(distanceToLine(line, { lon: 121.99, lat: 41 })).toBeCloseTo(839, 0);
  });
});

describe("an index of boxes", () => {
  it("finds what a plain look through all finds", () => {
    const box = fc
      .tuple(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 0, max: 99 }),
      )
      .map(([x, y, wide, high]): Box => [x, y, x + wide, y + high]);
    fc.assert(
      fc.property(fc.array(box, { maxLength: 60 }), box, (boxes, sought) => {
        const index = boxIndex(boxes);
        const meets = boxes.flatMap((each, at) =>
          each[0] <= sought[2] && sought[0] <= each[2] && each[1] <= sought[3] && sought[1] <= each[3]
            ? [at]
            : [],
        );
        expect([...index.meeting(sought)].toSorted((a, b) => a - b)).toEqual(meets);
        const holds = boxes.flatMap((each, at) =>
          sought[0] >= each[0] && sought[0] <= each[2] && sought[1] >= each[1] && sought[1] <= each[3]
            ? [at]
            : [],
        );
        expect(index.at(sought[0], sought[1])).toEqual(holds);
      }),
    );
  });
});

describe("codes", () => {
  it("of cells have 15 digits and a serial from 001", () => {
    expect(expectOk(parseCellCode("210311102200001"))).toEqual({
      district: "210311",
      community: "210311102200",
      serial: 1,
    });
    for (const wrong of ["21031110220000", "210311102200000", "21031110220000A", ""])
      expect(parseCellCode(wrong).ok).toBe(false);
  });

  it("of components have 16 digits, classes and a serial", () => {
    const parts = { district: "320508", class: "0101", serial: 1 };
    expect(expectOk(parseComponentCode("3205080101000001"))).toEqual(parts);
    expect(expectOk(formatComponentCode(parts))).toBe("3205080101000001");
    for (const wrong of ["3205080001000001", "3205080100000001", "3205080101000000", "320508010100001"])
      expect(parseComponentCode(wrong).ok).toBe(false);
    expect(formatComponentCode({ ...parts, serial: 1_000_000 }).ok).toBe(false);
  });
});

describe("tiles", () => {
  it("of bounds hold every point within them", () => {
    const degree = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const bounds = [122.76, 40.91, 123.1, 41.08] as const;
    const tiles = new Set(tilesIn(bounds, 20_000));
    fc.assert(
      fc.property(degree(bounds[0], bounds[2]), degree(bounds[1], bounds[3]), (lon, lat) => {
        expect(tiles.has(tileOf({ lon, lat }))).toBe(true);
      }),
    );
    expect(tilesIn(bounds, 10)).toBeNull();
    expect(tilesIn([1, 1, 0, 0], 10)).toEqual([]);
  });
});
