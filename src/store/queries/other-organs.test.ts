import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, type Instant } from "#kernel";
import { systemContext } from "../ledger/context.ts";
import { commitOf, DISTRICT, sampleCase, sampleHead, sampleTask, staff } from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { findCaseByNo, listCases } from "./cases.ts";
import { listTasks, listTasksOfCase } from "./tasks.ts";

const SYSTEM = systemContext(DISTRICT);
const TOWN = "datun";
const PLACE = "210311103220";
const at = (day: number): Instant => `2026-11-${String(day).padStart(2, "0")}T01:00:00.000Z` as Instant;

const seat = (role: string, organ: string, division: string) => ({
  ...staff(`${role}-${division}`, organ),
  roles: [role],
  divisions: [division],
  posts: [`post:${role}@${division}`],
  seats: [{ organ, role, division }],
});
const inTown = seat("reviewer", TOWN, "210311103");
const inDistrict = seat("reviewer", staff("x").organs[0] ?? "", "210311");

eachDatabase("several organs on one case", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
    for (const id of ["o1", "o2"]) {
      const shared = id === "o1";
      const change = sampleCase(id, 0, {
        head: sampleHead(id, {
          title: "高龄津贴",
          division: PLACE,
          receivedAt: at(shared ? 1 : 2),
          otherOrgans: shared ? [TOWN] : [],
        }),
        effects: [
          { kind: "openTask", task: sampleTask("e1") },
          ...(shared ? [{ kind: "openTask" as const, task: sampleTask("e2", { organ: TOWN }) }] : []),
        ],
        ...(shared ? { asked: [{ task: "e2", organ: TOWN, division: PLACE }] } : {}),
      });
      expectOk(await fresh.store.cases.transact(SYSTEM, (each) => each.commit(commitOf([change]))));
    }
  });
  afterAll(() => fresh.dispose());

  const tasks = async (who: typeof inTown, view: "mine" | "organ") =>
    (await listTasks(fresh.store, who, { view })).items.map(({ caseId, id }) => `${caseId}/${id}`);

  test("a task stands in the lists of the organ that is asked, and in no other's", async () => {
    expect(await tasks(inTown, "mine")).toEqual(["o1/e2"]);
    expect(await tasks(inTown, "organ")).toEqual(["o1/e2"]);
    expect(await tasks(inDistrict, "mine")).toEqual(["o1/e1", "o2/e1"]);
    expect(await tasks(inDistrict, "organ")).toEqual(["o1/e1", "o2/e1"]);
    expect(await tasks(seat("clerk", TOWN, "210311103"), "mine")).toEqual([]);
  });

  test("a post for one village is offered what lies there, whoever looks after more of it too", async () => {
    expect(await tasks(seat("reviewer", TOWN, PLACE), "mine")).toEqual(["o1/e2"]);
    expect(await tasks(seat("reviewer", TOWN, "210311103221"), "mine")).toEqual([]);
  });

  test("the case is seen, listed and found by who takes part, and by nobody else", async () => {
    const ids = async (who: typeof inTown, search = "") =>
      (await listCases(fresh.store, who, { search })).items.map(({ id }) => id);
    expect(await ids(inTown)).toEqual(["o1"]);
    expect(await ids(inTown, "高龄津贴")).toEqual(["o1"]);
    expect(await ids(inDistrict, "高龄津贴")).toEqual(["o2", "o1"]);
    expect(await ids(seat("reviewer", "ganquan", "210311104"))).toEqual([]);
    expect((await findCaseByNo(fresh.store, inTown, "210311-o1"))?.head.otherOrgans).toEqual([TOWN]);
    expect(await findCaseByNo(fresh.store, inTown, "210311-o2")).toBeUndefined();
    // Of the case's other tasks an organ that takes part sees none.
    expect((await listTasksOfCase(fresh.store, inTown, "o1")).map(({ id }) => id)).toEqual(["e2"]);
  });

  test("its people do their task, and the case stays theirs to see when it is done", async () => {
    const stored = await findCaseByNo(fresh.store, inTown, "210311-o1");
    if (stored === undefined) throw new Error("not seen");
    const done = sampleCase("o1", 1, {
      head: { ...stored.head, dueAt: at(20) },
      effects: [{ kind: "closeTask", task: "e2", how: "completed" }],
    });
    expectOk(await fresh.store.cases.apply(inTown, commitOf([done]), new Map([["o1", stored.hash]])));
    expect(await tasks(inTown, "organ")).toEqual([]);
    expect((await findCaseByNo(fresh.store, inTown, "210311-o1"))?.version).toBe(2);
    expect(
      (await listTasksOfCase(fresh.store, inTown, "o1", { closed: true })).map(({ organ }) => organ),
    ).toEqual([TOWN]);
  });
});
