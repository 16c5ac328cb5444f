import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { endJob, type JobEnd } from "#cases";
import type { DistrictPack } from "#district";
import { instantFromMillis, millisOf } from "#kernel";
import { DatabaseAway, systemContext, takeJobs, type TakenJob } from "#store";
import { workJobs, type JobWorker } from "#worker";
import { eachDatabase, type TestStore } from "../../src/store/testing.ts";
import { end, flows, job, processXml } from "../support/bpmn.ts";
import { edge, eventsXml } from "../support/events.ts";
import { DISTRICT, houseOn, mapped, packWith, type House } from "./exchange-house.ts";

const AT = "2026-11-16T01:00:00.000Z";
const CONTEXT = systemContext(DISTRICT);

const LOOKUP = processXml([job("j", mapped("credit credit")), end()], flows("s j", "j e"), "lookup");
const GUARDED = eventsXml(
  [job("j"), edge("b", "j", "error gone", true, mapped("why why")), end(), end("e2")],
  flows("s j", "j e", "b e2"),
  ["error gone GONE"],
  "guarded",
);

let pack: DistrictPack;
beforeAll(async () => {
  pack = await packWith({ lookup: { xml: LOOKUP }, guarded: { xml: GUARDED } });
});

eachDatabase("jobs for workers", (open) => {
  let fresh: TestStore;
  let house: House;
  beforeAll(async () => {
    fresh = await open();
  });
  beforeEach(async () => {
    house = await houseOn(fresh.store, pack, AT);
    // Each test begins with no job of another's.
    await take("sweeper", { most: 100, seconds: 1_000_000 });
  });
  afterAll(() => fresh.dispose());

  const take = (lease: string, { most = 10, seconds = 60 } = {}): Promise<readonly TakenJob[]> => {
    const now = house.work.now();
    const until = instantFromMillis(millisOf(now) + seconds * 1000);
    return takeJobs(fresh.store, CONTEXT, { type: "work", most, lease, now, until });
  };
  const finish = (taken: TakenJob | undefined, how: JobEnd) => {
    const { caseNo = "", id = "", lease = "" } = taken ?? {};
    return endJob(house.work, { caseNo, job: id, lease, worker: "bureau" }, how);
  };
  const done: JobEnd = { how: "complete", variables: { credit: "A" } };
  const codeOf = async (ended: ReturnType<typeof finish>): Promise<string> => {
    const answer = await ended;
    return answer.ok ? "ended" : answer.error.code;
  };

  test("a job waits until a worker takes it, and its answer goes on in the case", async () => {
    const caseNo = await house.begin("lookup");
    await house.settle();
    expect(await house.statusOf(caseNo)).toBe("active");
    const [taken, ...others] = await take("one");
    expect(others).toEqual([]);
    expect(taken).toMatchObject({ caseNo, type: "work", retries: 3 });
    expect(await take("two")).toEqual([]);
    expect(await codeOf(finish(taken, done))).toBe("ended");
    expect(await house.statusOf(caseNo)).toBe("completed");
    expect(await codeOf(finish(taken, done))).toBe("JOB_LEASE_LOST");
  });

  test("workers that ask at once get different jobs", async () => {
    const cases = new Set<string>();
    for (let count = 0; count < 9; count += 1) cases.add(await house.begin("lookup"));
    const taken = (
      await Promise.all(["a", "b", "c"].map((lease) => take(lease, { most: 4, seconds: 1_000_000 })))
    ).flat();
    expect(new Set(taken.map(({ caseNo }) => caseNo))).toEqual(cases);
    expect(taken).toHaveLength(9);
  });

  test("a dead worker's job comes back when its lease is over, and only the new lease may end it", async () => {
    const caseNo = await house.begin("lookup");
    const [dead] = await take("dead", { seconds: 30 });
    house.moveTo("2026-11-16T01:00:31.000Z");
    const [living] = await take("living");
    expect(living?.caseNo).toBe(caseNo);
    expect(await codeOf(finish(dead, done))).toBe("JOB_LEASE_LOST");
    expect(await codeOf(finish(living, done))).toBe("ended");
  });

  test("a job that failed waits for its pause, and with no tries left for a person", async () => {
    const caseNo = await house.begin("lookup");
    const [first] = await take("one");
    expect(await codeOf(finish(first, { how: "fail", retries: 1, message: "no answer" }))).toBe("ended");
    expect(await codeOf(finish(first, done))).toBe("JOB_LEASE_LOST");
    expect(await take("two")).toEqual([]);
    house.moveTo("2026-11-16T01:00:17.000Z");
    const [second] = await take("two");
    expect(second).toMatchObject({ caseNo, retries: 1 });
    expect(await codeOf(finish(second, { how: "fail", retries: 0, message: "gone" }))).toBe("ended");
    expect(await take("three")).toEqual([]);
    expect(await house.statusOf(caseNo)).toBe("failed");
    const [failure] = await house.rows<{ element: string }>(
      `select element from failure where case_id = '${caseNo}'`,
    );
    expect(failure).toEqual({ element: "j" });
  });

  test("the pause doubles with every failure, however many tries are left, and jobs that fail at once come back apart", async () => {
    const cases = [await house.begin("lookup"), await house.begin("lookup")];
    const waits: number[][] = [[], []];
    let now = Date.parse("2026-11-16T01:00:00.000Z");
    for (let failure = 1; failure <= 12; failure += 1) {
      const taken = await take(`try ${failure}`, { most: 2, seconds: 1 });
      expect(taken).toHaveLength(2);
      for (const held of taken) {
        const { caseNo } = held;
        expect(await codeOf(finish(held, { how: "fail", retries: 10, message: "no answer" }))).toBe("ended");
        const [row] = await house.rows<{ at: Date | string }>(
          `select next_at as at from outbox where kind = 'job' and subject = '${caseNo}'`,
        );
        waits[cases.indexOf(caseNo)]?.push((new Date(row?.at ?? 0).getTime() - now) / 1000);
      }
      now += 3_600_000;
      house.moveTo(new Date(now).toISOString());
    }
    for (const each of waits)
      for (const [at, seconds] of each.entries()) {
        const least = Math.min(2 ** (at + 1), 3_600);
        expect(seconds).toBeGreaterThanOrEqual(least);
        expect(seconds).toBeLessThanOrEqual(Math.min(least * 1.25, 3_600));
      }
    expect(waits[0]).not.toEqual(waits[1]);
  });

  test("a worker may say when to try again", async () => {
    const caseNo = await house.begin("lookup");
    const [first] = await take("one");
    const retryAt = instantFromMillis(Date.parse("2026-11-16T03:00:00.000Z"));
    await finish(first, { how: "fail", retries: 2, message: "closed till eleven", retryAt });
    house.moveTo("2026-11-16T02:59:59.000Z");
    expect(await take("two")).toEqual([]);
    house.moveTo("2026-11-16T03:00:00.000Z");
    expect(await take("two")).toMatchObject([{ caseNo, retries: 2 }]);
  });

  test("an error that a worker throws goes where the process catches it", async () => {
    const caseNo = await house.begin("guarded");
    const [taken] = await take("one");
    const thrown = { how: "throw", code: "GONE", variables: { why: "struck off" } } as const;
    expect(await codeOf(finish(taken, thrown))).toBe("ended");
    expect(await house.statusOf(caseNo)).toBe("completed");
  });

  test("the platform's own workers do jobs, and one that fails is tried again until its tries are over", async () => {
    const [good, bad] = [await house.begin("lookup"), await house.begin("lookup")];
    const worker: JobWorker = async ({ caseNo }) =>
      caseNo === good ? done : Promise.reject(new Error("no answer"));
    const round = () => workJobs(fresh.store, house.work, ["work", worker], () => undefined);
    await round();
    expect([await house.statusOf(good), await house.statusOf(bad)]).toEqual(["completed", "active"]);
    house.moveTo("2026-11-16T01:10:00.000Z");
    await round();
    house.moveTo("2026-11-16T01:20:00.000Z");
    await round();
    expect(await house.statusOf(bad)).toBe("failed");
  });

  test("a try is neither spent by workers that die nor by a database that is away", async () => {
    const caseNo = await house.begin("lookup");
    for (const minute of ["01", "02", "03", "04", "05"]) {
      expect(await take("dead", { seconds: 30 })).toMatchObject([{ caseNo, retries: 3 }]);
      house.moveTo(`2026-11-16T01:${minute}:00.000Z`);
    }
    const away: JobWorker = () => Promise.reject(new DatabaseAway(new Error("ECONNREFUSED")));
    const round = workJobs(fresh.store, house.work, ["work", away], () => undefined);
    await expect(round).rejects.toBeInstanceOf(DatabaseAway);
    house.moveTo("2026-11-16T01:10:00.000Z");
    expect(await take("living")).toMatchObject([{ caseNo, retries: 3 }]);
  });
});
