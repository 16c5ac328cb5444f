import { describe, expect, it } from "vitest";
import { communityAt, insideOf } from "./inside.ts";
import { faultIn } from "./read-gpx.ts";
import { localTime, sumOf, type TrackPoint } from "./track.ts";

const NOW = Date.parse("2026-11-16T11:00:00+08:00");
const square = (least: number, most: number) => [
  [least, least],
  [most, least],
  [most, most],
  [least, most],
  [least, least],
];
const map = {
  ground: {
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: { level: "district" },
        geometry: { type: "Polygon", coordinates: [square(0, 10), square(4, 6)] },
      },
      {
        type: "Feature",
        properties: { level: "community", code: "210311006001" },
        geometry: { type: "MultiPolygon", coordinates: [[square(0, 2)], [square(8, 10)]] },
      },
    ],
  },
} as never;
const bounds = { now: NOW, earliest: "2026-11-16", most: 100, isInside: insideOf(map), hours: null };
const walk = (from: string, seconds: number, lon = 1): readonly TrackPoint[] =>
  [0, 1, 2].map((n) => ({ lon, lat: 1 + n / 1_000, at: localTime(Date.parse(from) + n * seconds * 1_000) }));

describe("a track out of a file", () => {
  it("is taken where it is of this patrol and lies in the district", () => {
    expect(faultIn(walk("2026-11-16T09:00:00+08:00", 60), bounds)).toBeUndefined();
  });

  it("is refused for its times or its places, each with what it says", () => {
    expect(faultIn(walk("2026-11-16T10:59:00+08:00", 600), bounds)).toEqual({
      code: "future",
      day: "2026-11-16",
    });
    expect(faultIn(walk("2026-10-16T09:00:00+08:00", 60), bounds)).toEqual({
      code: "tooOld",
      day: "2026-10-16",
    });
    expect(faultIn(walk("2026-11-14T09:00:00+08:00", 60_000), { ...bounds, earliest: null })).toMatchObject({
      code: "tooLong",
    });
    expect(faultIn(walk("2026-11-16T09:00:00+08:00", 60, 20), bounds)).toEqual({ code: "outside", n: 3 });
    const hours = { from: "06:00", to: "09:01" };
    expect(faultIn(walk("2026-11-16T09:00:00+08:00", 60), { ...bounds, hours })).toEqual({
      code: "offDuty",
      n: 2,
    });
  });

  it("knows the holes of an outline, and takes any place where the outline is not known", () => {
    expect(insideOf(map)?.({ lon: 5, lat: 5 })).toBe(false);
    expect(insideOf(map)?.({ lon: 3, lat: 5 })).toBe(true);
    expect(insideOf(undefined)).toBeNull();
    const withMargin = insideOf({ ...(map as object), margin: 600 } as never);
    // A thousandth of a degree is 111 m here.
    expect([-0.005, -0.006].map((lon) => withMargin?.({ lon, lat: 5 }))).toEqual([true, false]);
    expect(insideOf(map)?.({ lon: -0.005, lat: 5 })).toBe(false);
  });

  it("knows the community of a place, and none where there is none", () => {
    expect(communityAt(map, { lon: 9, lat: 9 })).toBe("210311006001");
    expect([{ lon: 3, lat: 5 }, { lon: 1 }, null].map((place) => communityAt(map, place))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(communityAt(undefined, { lon: 1, lat: 1 })).toBeUndefined();
  });

  it("comes to metres, minutes and check points, whatever order its points are in", () => {
    const asked = {
      checkPoints: [
        { lon: 1, lat: 1.001 },
        { lon: 2, lat: 2 },
      ],
      near: 50,
      leastMetres: 0,
      leastMinutes: 0,
      earliest: null,
      most: 10,
    };
    const track = walk("2026-11-16T09:00:00+08:00", 60).toReversed();
    expect(sumOf(track, asked)).toEqual({ metres: 222, minutes: 2, reached: [0] });
    expect(sumOf([], asked)).toEqual({ metres: 0, minutes: 0, reached: [] });
  });
});
