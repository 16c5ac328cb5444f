import { afterAll, beforeAll, expect, test } from "vitest";
import type { CaseHead } from "#cases";
import { expectOk, type Instant } from "#kernel";
import type { StoreContext } from "#registers";
import { systemContext, withContext } from "../ledger/context.ts";
import {
  applicant,
  commitOf,
  DISTRICT,
  knownAs,
  leader,
  ORGAN,
  sampleCase,
  sampleHead,
  staff,
} from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { listCases } from "./cases.ts";
import { countOpenByCell, type CaseArea } from "./cases-in-area.ts";
import {
  clusterOpenPoints,
  findUrgentPoints,
  listOpenPoints,
  openPointsWithin,
  sumOpenPoints,
  type PointFilter,
} from "./open-points.ts";

const SYSTEM = systemContext(DISTRICT);
const at = (minute: number): Instant => `2026-11-02T01:${String(minute).padStart(2, "0")}:00.000Z` as Instant;
const CELL = "210311102200001";

/** Twelve cases along a street, a minute and some 80 metres apart, two without a point, one closed. */
const pointOf = (number: number) => ({ lon: 122.9 + number * 0.001, lat: 41 });
const headOf = (number: number): Partial<CaseHead> => ({
  receivedAt: at(number),
  closedAt: number === 3 ? at(30) : null,
  applicant: number === 5 ? "bob" : "alice",
  facts: number >= 12 ? {} : { ...pointOf(number), ...(number < 6 ? { cell: CELL } : {}) },
});

const bounds = (west: number, east: number): CaseArea => ({ bounds: [west, 40.99, east, 41.01], ring: null });

eachDatabase("cases of an area", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
    for (let number = 0; number < 14; number += 1) {
      const id = `a${String(number).padStart(2, "0")}`;
      const change = sampleCase(id, 0, { head: sampleHead(id, headOf(number)) });
      expectOk(await fresh.store.cases.transact(SYSTEM, (each) => each.commit(commitOf([change]))));
    }
  });
  afterAll(() => fresh.dispose());

  const idsIn = async (area: CaseArea, options: Parameters<typeof listCases>[2] = {}) => {
    const page = await listCases(fresh.store, staff("c"), { ...options, area });
    return { ids: page.items.map(({ id }) => id), next: page.next };
  };

  test("are listed by the point, the latest first, page by page, and those without a point never", async () => {
    const area = bounds(122.8995, 122.9045);
    expect((await idsIn(area)).ids).toEqual(["a04", "a03", "a02", "a01", "a00"]);
    const first = await idsIn(area, { limit: 2 });
    expect(first.ids).toEqual(["a04", "a03"]);
    const second = await idsIn(area, { limit: 2, cursor: first.next });
    expect(second.ids).toEqual(["a02", "a01"]);
    expect(await idsIn(area, { limit: 2, cursor: second.next })).toEqual({ ids: ["a00"], next: null });
    expect((await idsIn(area, { oldestFirst: true, limit: 2 })).ids).toEqual(["a00", "a01"]);
  });

  test("a large area is looked through the same way as a small one, and so is more than any county", async () => {
    for (const wide of [0.02, 0.6, 3]) {
      const area: CaseArea = {
        bounds: [122.8995, 41 - wide / 2, 122.8995 + wide, 41 + wide / 2],
        ring: null,
      };
      const { ids } = await idsIn(area, { limit: 3 });
      expect([wide, ids]).toEqual([wide, ["a11", "a10", "a09"]]);
      expect((await idsIn(area, { limit: 50 })).ids).toHaveLength(12);
    }
  });

  test("a drawn ring leaves out what lies within its bounds but not in it", async () => {
    const ring = [
      [122.8995, 40.995],
      [122.9115, 40.995],
      [122.8995, 41.007],
    ] as const;
    const { ids } = await idsIn({ bounds: [122.8995, 40.995, 122.9115, 41.007], ring });
    expect(ids).toEqual(["a06", "a05", "a04", "a03", "a02", "a01", "a00"]);
  });

  test("are narrowed and searched as any list is, and only what the reader may see is in it", async () => {
    const area = bounds(122.89, 122.93);
    expect((await idsIn(area, { open: false })).ids).toEqual(["a03"]);
    expect((await idsIn(area, { search: "a05" })).ids).toEqual(["a05"]);
    expect((await idsIn(area, { organ: "another" })).ids).toEqual([]);
    const own = await listCases(fresh.store, applicant("bob"), { area });
    expect(own.items.map(({ id }) => id)).toEqual(["a05"]);
  });

  test("open ones are counted by cell, and by division where there is none, as far as the reader sees", async () => {
    const division = "210311102200";
    expect(await countOpenByCell(fresh.store, staff("c"))).toEqual([
      { cell: CELL, division, open: 5 },
      { cell: null, division, open: 6 },
    ]);
    expect(await countOpenByCell(fresh.store, applicant("bob"))).toEqual([{ cell: CELL, division, open: 1 }]);
    expect(await countOpenByCell(fresh.store, staff("c"), { organ: ORGAN, matter: "another" })).toEqual([]);
  });

  const FILTER: PointFilter = { now: at(30), until: at(50), without: ["settled"] };
  const WHOLE = [122.8, 40.9, 123, 41.1] as const;

  /** One more case, urgent, due in ten minutes; what it looks like after a further step. */
  const urgentCase = async (change: Partial<CaseHead> = {}, version = 0) => {
    const facts = { ...pointOf(2), class: "E-0102", handlingOrgan: "town", urgent: true };
    const head = sampleHead("u", { receivedAt: at(20), dueAt: at(40), facts, ...change });
    const step = sampleCase("u", version, { head });
    return expectOk(await fresh.store.cases.transact(SYSTEM, (each) => each.commit(commitOf([step]))));
  };

  test("are drawn by tile and one by one, counted by what presses, and gone when they close", async () => {
    const clerk = staff("c");
    expect(await sumOpenPoints(fresh.store, clerk, FILTER)).toEqual({
      open: 11,
      urgent: 0,
      overdue: 0,
      near: 0,
    });
    await urgentCase();
    expect(await sumOpenPoints(fresh.store, clerk, FILTER)).toEqual({
      open: 12,
      urgent: 1,
      overdue: 0,
      near: 1,
    });
    const late = { ...FILTER, now: at(45) };
    expect(await sumOpenPoints(fresh.store, clerk, late)).toEqual({
      open: 12,
      urgent: 1,
      overdue: 1,
      near: 0,
    });
    const near = await clusterOpenPoints(fresh.store, clerk, FILTER, { bounds: WHOLE, level: 0 });
    expect(near.map((cluster) => [cluster.open, cluster.urgent])).toEqual([
      [5, 1],
      [4, 0],
      [2, 0],
      [1, 0],
    ]);
    const [all] = await clusterOpenPoints(fresh.store, clerk, FILTER, { bounds: WHOLE, level: 8 });
    expect([all?.open, all?.bounds]).toEqual([12, [122.9, 41, 122.911, 41]]);
    const points = await openPointsWithin(fresh.store, clerk, FILTER, { bounds: WHOLE, most: 3 });
    expect(points.map(({ id, urgent, due }) => [id, urgent, due])).toEqual([
      ["u", true, "near"],
      ["a00", false, null],
      ["a01", false, null],
    ]);
    const page = await listOpenPoints(fresh.store, clerk, FILTER, { limit: 2 });
    const second = await listOpenPoints(fresh.store, clerk, FILTER, { limit: 2, cursor: page.next });
    expect([...page.items, ...second.items].map(({ id }) => id)).toEqual(["u", "a00", "a01", "a02"]);
    for (const [narrowed, many] of [
      [{ classes: ["E-0102"] }, 1],
      [{ handling: "town", due: "near" }, 1],
      [{ due: "overdue" }, 0],
      [{ urgent: false, division: "210311102" }, 11],
      [{ division: "210311103" }, 0],
      [{ state: "handling" }, 0],
      [{ area: bounds(122.8995, 122.9045) }, 5],
    ] as const)
      expect([narrowed, (await sumOpenPoints(fresh.store, clerk, { ...FILTER, ...narrowed })).open]).toEqual([
        narrowed,
        many,
      ]);
    expect((await sumOpenPoints(fresh.store, applicant("bob"), FILTER)).open).toBe(1);
    expect((await sumOpenPoints(fresh.store, staff("d", "another"), FILTER)).open).toBe(0);
    const told = async () => [...(await findUrgentPoints(fresh.store, SYSTEM, ["u", "a00"])).values()];
    const first = [{ id: "u", toldAt: 1, toldTo: [ORGAN] }];
    expect(await told()).toEqual(first);
    // Whoever comes to see it later is told then; nobody is told of a step that shows it to nobody new.
    await urgentCase({ state: "reviewing" }, 1);
    expect(await told()).toEqual(first);
    await urgentCase({ state: "settled" }, 2);
    expect((await sumOpenPoints(fresh.store, clerk, FILTER)).urgent).toBe(0);
    await urgentCase({ closedAt: at(41) }, 3);
    expect(await told()).toEqual([]);
  });

  test("are drawn for whoever may see the case, and for nobody else", async () => {
    const change = (id: string, head: Partial<CaseHead>) =>
      sampleCase(id, 0, { head: sampleHead(id, { facts: pointOf(20), ...head }) });
    for (const each of [
      change("n0", { inNameOf: "enterprise:E1" }),
      change("n1", { division: "210311103001" }),
      change("n2", { otherOrgans: ["another"] }),
    ])
      expectOk(await fresh.store.cases.transact(SYSTEM, (writer) => writer.commit(commitOf([each]))));
    const seen = async (context: StoreContext, from: string) =>
      withContext(fresh.store.database, context, async (sql) =>
        (await sql.query<{ id: string }>(from)).map(({ id }) => id).toSorted(),
      );
    const everybody = [
      SYSTEM,
      staff("c"),
      staff("c", "another"),
      staff("c", "nobody"),
      applicant("alice"),
      applicant("bob"),
      knownAs("carol", "enterprise:E1"),
      ...["", "21", "210311", "210311102", "210311103", "21031110", "%", "2103__"].map(leader),
      { ...leader("210311"), district: "210302" },
    ];
    for (const context of everybody) {
      const points = await seen(context, "select case_id as id from open_point");
      const cases = "select id from case_file where tile is not null and closed_at is null";
      expect([context, points]).toEqual([context, await seen(context, cases)]);
    }
    expect((await seen(leader("210311103"), "select case_id as id from open_point")).length).toBeGreaterThan(
      0,
    );
  });
});
