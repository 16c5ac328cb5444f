import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, type Instant } from "#kernel";
import { systemContext } from "../ledger/context.ts";
import { commitOf, DISTRICT, sampleCase, sampleHead } from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { listMovedCases } from "./entries.ts";

const SYSTEM = systemContext(DISTRICT);
const at = (day: number): Instant => `2026-11-${String(day).padStart(2, "0")}T01:00:00.000Z` as Instant;

eachDatabase("cases that something happened to within a time", (open) => {
  let fresh: TestStore;
  const step = async (id: string, version: number, day: number, closedAt: Instant | null = null) => {
    const change = sampleCase(id, version, {
      head: sampleHead(id, { receivedAt: at(1), closedAt }),
      entries: [{ at: at(day), actor: { kind: "system" }, kind: "stepped", data: { day } }],
    });
    expectOk(await fresh.store.cases.transact(SYSTEM, (each) => each.commit(commitOf([change]))));
  };
  const asked = async (from: number, to: number, most = 10) => {
    const found = await listMovedCases(fresh.store, SYSTEM, {
      matter: "food-licence",
      from: at(from),
      to: at(to),
      most,
    });
    const days = [...found.entries].map(
      ([id, entries]) => [id, entries.map(({ data }) => data["day"])] as const,
    );
    return { moved: Object.fromEntries(days), completeTo: found.completeTo };
  };

  beforeAll(async () => {
    fresh = await open();
    await step("m1", 0, 2);
    await step("m1", 1, 5);
    await step("m2", 0, 3);
    await step("m2", 1, 6, at(6));
    await step("m3", 0, 4, at(4));
  });
  afterAll(() => fresh.dispose());

  test("each with all its entries up to the end, closed ones too, and none that lay still", async () => {
    expect(await asked(5, 7)).toEqual({ moved: { m1: [2, 5], m2: [3, 6] }, completeTo: null });
    expect(await asked(1, 5)).toEqual({ moved: { m1: [2], m2: [3], m3: [4] }, completeTo: null });
    expect((await asked(7, 9)).moved).toEqual({});
  });

  test("says up to when all is there where there are more than were asked for", async () => {
    expect(await asked(1, 9, 2)).toEqual({ moved: { m1: [2, 5], m2: [3, 6] }, completeTo: at(3) });
  });
});
