import { afterAll, beforeAll, expect, test } from "vitest";
import type { Instant } from "#kernel";
import { systemContext, withContext } from "../ledger/context.ts";
import { DISTRICT, ORGAN, staff } from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { countMerged, findLikelyTwins, listMergedInto, type SoughtTwins } from "./likely-twins.ts";

const SYSTEM = systemContext(DISTRICT);
const FLOOD = 10_000;
const PLACE = { lon: 122.9087, lat: 41.0739 };
const around = 0.0007;

const sought = (change: Partial<SoughtTwins> = {}): SoughtTwins => ({
  caseNo: "p00777",
  matter: "incident",
  place: PLACE,
  bounds: [PLACE.lon - around, PLACE.lat - around, PLACE.lon + around, PLACE.lat + around],
  division: "210311006002",
  class: "E-0301",
  from: "2026-11-13T01:00:00.000Z" as Instant,
  to: "2026-11-19T01:00:00.000Z" as Instant,
  text: "description",
  ...change,
});

eachDatabase("reports that may be one event", (open) => {
  let fresh: TestStore;
  /** Rows as a fold of ten thousand reports would leave them: a pothole reported all hour, and one lamp beside it. */
  const insert = (many: number, prefix: string, facts: string) =>
    withContext(fresh.store.database, SYSTEM, (sql) =>
      sql.query(
        `insert into case_file (district, id, version, head_hash, case_no, matter, matter_version, matter_name, plan, title,
           status, state, organ, division, applicant, applicant_name, received_at, facts, engine_state)
         select $1, c.id, 1, ''::bytea, c.id, 'incident', '1', '事件', 'plan', '路面坑洼', 'active', 'reported', $2,
                '210311006002', 'report:' || c.id, '上报人', '2026-11-16T01:00:00Z'::timestamptz + c.n * interval '0.36 s',
                ${facts}, '{"variables": {"form": {"description": "路面有个大坑"}}}'
           from (select n, $3 || lpad(n::text, 5, '0') as id from generate_series(1, $4::integer) as n) as c`,
        [DISTRICT, ORGAN, prefix, many],
      ),
    );

  beforeAll(async () => {
    fresh = await open();
    const at = `jsonb_build_object('lon', ${PLACE.lon} + (c.n % 10) * 0.00001, 'lat', ${PLACE.lat}`;
    await insert(FLOOD, "p", `${at}, 'class', 'E-0301')`);
    await insert(1, "lamp", `${at} + 0.0001, 'class', 'C-0201')`);
    await insert(1, "far", `${at} + 0.003, 'class', 'E-0301')`);
    await insert(1, "nowhere", `jsonb_build_object('class', 'E-0301')`);
  }, 120_000);
  afterAll(() => fresh.dispose());

  test("are a bounded list of the oldest and of what has no point, however many there are", async () => {
    const began = performance.now();
    const found = await findLikelyTwins(fresh.store, staff("c"), sought());
    const took = performance.now() - began;
    const ids = found.map(({ id }) => id).toSorted();
    expect(ids).toContain("p00001");
    expect(ids).toContain("nowhere00001");
    expect(ids).not.toContain("far00001");
    expect(ids).not.toContain("p00777");
    expect(ids.length).toBeLessThanOrEqual(180);
    expect(found[0]?.text).toBe("路面有个大坑");
    // Among ten thousand of another class its own are found all the same.
    const lamps = await findLikelyTwins(fresh.store, staff("c"), sought({ class: "C-0201" }));
    expect(lamps.map(({ id }) => id)).toContain("lamp00001");
    const unplaced = await findLikelyTwins(fresh.store, staff("c"), sought({ place: null, bounds: null }));
    expect(unplaced.length).toBeLessThanOrEqual(60);
    expect(await findLikelyTwins(fresh.store, staff("c", "elsewhere"), sought())).toEqual([]);
    // Some milliseconds; what reads all ten thousand with their states takes a hundred times that.
    expect(took).toBeLessThan(400);
    if (process.env["YIWANG_SHOW_TIMES"] !== undefined) console.info(`likely twins among 10,000: ${took} ms`);
  }, 60_000);

  test("are no longer found once they are merged, and are counted with their main case", async () => {
    await withContext(fresh.store.database, SYSTEM, (sql) =>
      sql.query(
        `update case_file set facts = facts || '{"mergedInto": "p00001"}'
          where district = $1 and id <> 'p00001' and starts_with(id, 'p')`,
        [DISTRICT],
      ),
    );
    const found = await findLikelyTwins(fresh.store, staff("c"), sought());
    expect(found.map(({ id }) => id).toSorted()).toEqual(["lamp00001", "nowhere00001", "p00001"]);
    const began = performance.now();
    expect((await countMerged(fresh.store, DISTRICT, ["p00001"])).get("p00001")).toBe(FLOOD - 1);
    expect(await listMergedInto(fresh.store, staff("c"), "p00001", 3)).toHaveLength(3);
    const took = performance.now() - began;
    if (process.env["YIWANG_SHOW_TIMES"] !== undefined) console.info(`counted 9,999 merged: ${took} ms`);
  }, 60_000);
});
