import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlaceAnswer } from "#contract";
import { degreesOf, middleOf } from "#places";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { ask, enter, NOBODY, type Visitor } from "../harness/visitor.ts";

const AT = "2026-11-30T09:00:00+08:00";
const FIRST = "210311006001001";

describe("what lies at a point", () => {
  let site: TestPlatform;
  let clerk: Visitor;
  beforeAll(async () => {
    site = await startTestPlatform({ at: AT, faces: false });
    clerk = await enter(site, "demo-clerk");
  }, 240_000);
  afterAll(() => site.dispose());

  const middleOfCell = (code: string): string => {
    const ring = site.pack.places.cells.get(code)?.polygon.outer ?? new Int32Array();
    const [x, y] = middleOf(ring);
    return `lon=${degreesOf(x)}&lat=${degreesOf(y)}`;
  };
  const at = async (who: Visitor, query: string) => {
    const { status, body } = await ask(site, who, "GET", `/api/places/at?${query}`);
    return { status, body: body as PlaceAnswer & { code?: string; next?: { en: string } } };
  };

  it("is told to everybody: cell, community, town and its office, but no names of people", async () => {
    const { status, body } = await at(NOBODY, middleOfCell(FIRST));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      cell: FIRST,
      community: { code: "210311006001" },
      town: { code: "210311006" },
      organ: { id: "tanggangzi" },
      duty: null,
    });
    expect(body.schematic?.zh).toContain("示意");
  });

  it("tells staff the duty grid and who is in office today, not who was before", async () => {
    const { body } = await at(clerk, middleOfCell(FIRST));
    expect(body.duty?.grid).toMatchObject({ id: "210311006001-1", name: { zh: "泉兴社区第一责任网格" } });
    expect(body.duty?.persons.map(({ id, dutyName }) => [id, dutyName.zh])).toEqual([["ZR-0001", "网格员"]]);
    site.moveTo("2021-12-31T23:30:00+08:00");
    const before = await at(await enter(site, "demo-clerk"), middleOfCell(FIRST));
    expect(before.body.duty?.persons.map(({ id }) => id)).toEqual(["ZR-0000"]);
    site.moveTo(AT);
  });

  it("brings the chiefs of every level where a point is on a river, the village's first", async () => {
    const reach = site.pack.places.zones.get("HD01-1-1")?.lines?.[0]?.path ?? new Int32Array();
    const middle = 2 * Math.floor(reach.length / 4);
    const query = `lon=${degreesOf(reach[middle] ?? 0)}&lat=${degreesOf(reach[middle + 1] ?? 0)}`;
    const { body } = await at(await enter(site, "demo-clerk"), query);
    expect(body.zones.filter(({ kind }) => kind === "river").map(({ id }) => id)).toEqual([
      "HD01-1-1",
      "HD01-1",
      "HD01",
    ]);
    const told = body.duty?.persons.filter(({ duty }) => duty.endsWith("iverChief"));
    expect(told?.map(({ dutyName }) => dutyName.zh)).toEqual([
      "村级河长",
      "镇街级河长",
      "区级河长",
      "民间河长",
    ]);
  });

  it("refuses what lies outside the district or is no place, and says what to do", async () => {
    const outside = await at(NOBODY, "lon=116.4&lat=39.9");
    expect([outside.status, outside.body.code]).toEqual([422, "POINT_OUTSIDE_DISTRICT"]);
    expect(outside.body.next?.en).not.toBe("");
    expect((await at(NOBODY, "lon=200&lat=39.9")).body.code).toBe("POINT_INVALID");
    expect((await at(NOBODY, "lon=here&lat=39.9")).body.code).toBe("REQUEST_INVALID");
  });
});
