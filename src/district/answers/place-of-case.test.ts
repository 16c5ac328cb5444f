import { expect, test } from "vitest";
import { expectOk, parseInstant, type Json } from "#kernel";
import { parsePack, type DistrictPack } from "#district";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import { distanceToEdge } from "#places";
import { locatePoint } from "./locate-point.ts";
import { placeOfCase } from "./place-of-case.ts";

const NOW = expectOk(parseInstant("2026-11-27T09:00:00+08:00"));
const organ = (id: string, level: string, division: string) => [id, { id, level, division }] as const;
const places = expectOk(await parsePack(qianshanFiles())).places;
const pack = {
  code: "210311",
  name: { zh: "千山区", en: "Qianshan District" },
  places,
  divisions: new Map(),
  organs: new Map([
    organ("civil-affairs", "district", "210311"),
    organ("tanggangzi", "town", "210311006"),
    organ("datun", "town", "210311103"),
    organ("ganquan", "town", "210311104"),
  ]),
} as unknown as DistrictPack;

const placed = (
  handledBy: "organ" | "town",
  form: Readonly<Record<string, Json>>,
  casePlace: string | null = null,
) =>
  placeOfCase(
    pack,
    { caseDivision: "=form.community", casePlace, handledBy, organ: "civil-affairs" },
    { form },
    NOW,
  );
const place = (handledBy: "organ" | "town", community: string | null) =>
  expectOk(placed(handledBy, { community }));
const atPoint = (at: Json) => placed("town", { community: "210311103220", place: at }, "=form.place");

test("a case knows the town of its place, and is the town's where the matter says so", () => {
  const division = "210311103220";
  expect(place("organ", division)).toEqual({ division, town: "datun", organ: "civil-affairs" });
  expect(place("town", division)).toEqual({ division, town: "datun", organ: "datun" });
});

test("a place that is known no nearer than the district has no town, and no organ where it would be the town's", () => {
  expect(place("organ", null)).toEqual({ division: "210311", town: null, organ: "civil-affairs" });
  expect(place("town", null)).toEqual({ division: "210311", town: null, organ: null });
});

test("a point says more than a division that was chosen: cell, community and town are the point's", () => {
  const [cell] = places.cells.values();
  const [x = 0, y = 0] = cell?.polygon.outer ?? [];
  const point = { lon: x / 1e7 + 0.0005, lat: y / 1e7 + 0.0004 };
  expect(expectOk(atPoint({ ...point, accuracy: 12, address: "温泉路" }))).toEqual({
    division: cell?.community,
    town: "tanggangzi",
    organ: "tanggangzi",
    point,
    cell: cell?.code,
  });
  expect(expectOk(atPoint(null))).toMatchObject({ division: "210311103220", point: null, cell: null });
});

test("a point counts as within as far outside the outline as that may be wrong", () => {
  // The westernmost corner of the outline; 0.001° of longitude is 84 m here.
  const outside = (metres: number) => ({ lon: 122.760742 - metres / 84_000, lat: 41.0 });
  const west = places.outline[0]?.box[0] ?? 0;
  expect(west / 1e7).toBeCloseTo(122.760742, 5);
  const onEdge = (margin: number, metres: number) =>
    locatePoint({ ...pack, places: { ...places, outlineMargin: margin } }, outside(metres)).ok;
  expect(distanceToEdge(places.outline, outside(0))).toBeGreaterThan(0);
  const away = distanceToEdge(places.outline, outside(300));
  expect([onEdge(Math.ceil(away), 300), onEdge(Math.floor(away) - 1, 300), onEdge(0, 300)]).toEqual([
    true,
    false,
    false,
  ]);
});

test("a point outside the district or off the globe is refused", () => {
  expect(atPoint({ lon: 116.4, lat: 39.9 })).toMatchObject({ error: { code: "POINT_OUTSIDE_DISTRICT" } });
  expect(atPoint({ lon: 122.9, lat: 410 })).toMatchObject({ error: { code: "POINT_INVALID" } });
  expect(atPoint("温泉路18号")).toMatchObject({ error: { code: "POINT_INVALID" } });
});
