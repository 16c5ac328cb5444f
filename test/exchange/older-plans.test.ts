import { beforeAll, expect, test } from "vitest";
import { reachCase } from "#cases";
import type { DistrictPack } from "#district";
import { openTasks } from "#engine";
import { expectOk } from "#kernel";
import { systemContext } from "#store";
import { eachDatabase } from "../../src/store/testing.ts";
import { element, end, flows, processXml, timer, user } from "../support/bpmn.ts";
import { DISTRICT, houseOn, packWith, type House } from "./exchange-house.ts";

const AT = "2026-11-16T01:00:00.000Z";
const CLERK = '<zeebe:assignmentDefinition candidateGroups="clerk"/>';
const calls = (id: string, process: string) =>
  element("callActivity", id, { extensions: `<zeebe:calledElement processId="${process}"/>` });

/** Twice the same called process, so that the second call takes whatever version then is the latest. */
const OUTER = processXml(
  [calls("first", "inner"), calls("again", "inner"), end()],
  flows("s first", "first again", "again e"),
  "outer",
);
const INNER = processXml(
  [user("old", CLERK), timer("wait", "PT1H"), end()],
  flows("s old", "old wait", "wait e"),
  "inner",
);
const NEWER = processXml([user("new", CLERK), end()], flows("s new", "new e"), "inner");

const trades = (inner: string) => ({ outer: { xml: OUTER }, inner: { xml: inner } });
const openOf = async (house: House, caseNo: string): Promise<readonly string[]> =>
  openTasks((await house.work.store.findCases(system, [caseNo]))[0]?.state as never).map(
    (each) => each.element,
  );
const system = systemContext(DISTRICT);
const complete = async (house: House, caseNo: string): Promise<void> => {
  const [found] = await house.work.store.findCases(system, [caseNo]);
  if (found === undefined) throw new Error("no such case");
  const task = openTasks(found.state)[0]?.id ?? "";
  const actor = { kind: "system", name: "test" } as const;
  expectOk(await reachCase(house.work, caseNo, { kind: "completeTask", task, variables: {}, actor }));
};

const SLOW = 120_000;
let packs: { readonly older: DistrictPack; readonly newer: DistrictPack };
beforeAll(async () => {
  packs = { older: await packWith(trades(INNER)), newer: await packWith(trades(NEWER)) };
}, SLOW);

eachDatabase("a case in an older version of a process that it called", (open) => {
  test(
    "goes on in that version, and its next call takes the newer one",
    async () => {
      const { store, dispose } = await open();
      const before = await houseOn(store, packs.older, AT);
      const [task, waiting] = [await before.begin("outer"), await before.begin("outer")];
      await complete(before, waiting);

      // The platform starts again with the newer version: nothing of the older is known but what was published.
      const after = await houseOn(store, packs.newer, AT);
      expect(await openOf(after, task)).toEqual(["old"]);
      await complete(after, task);
      after.moveTo("2026-11-16T02:30:00.000Z");
      await after.settle();
      for (const caseNo of [task, waiting]) {
        expect(await openOf(after, caseNo)).toEqual(["new"]);
        await complete(after, caseNo);
        expect(await after.statusOf(caseNo)).toBe("completed");
      }
      await dispose();
    },
    SLOW,
  );

  test(
    "is refused by name where that version was never published here",
    async () => {
      const { store, dispose } = await open();
      const before = await houseOn(store, packs.older, AT);
      const caseNo = await before.begin("outer");
      await before.rows("delete from published where name = 'inner'");
      const after = await houseOn(store, packs.newer, AT);
      const [found] = await after.work.store.findCases(system, [caseNo]);
      if (found === undefined) throw new Error("no such case");
      expect(await after.work.planOfCase(found)).toMatchObject({ error: { code: "PLAN_NOT_PUBLISHED" } });
      const actor = { kind: "system", name: "test" } as const;
      expect(
        await reachCase(after.work, caseNo, { kind: "completeTask", task: "e3", variables: {}, actor }),
      ).toMatchObject({ error: { code: "PLAN_NOT_PUBLISHED" } });
      await dispose();
    },
    SLOW,
  );
});

const bound = (binding: string): string =>
  OUTER.replaceAll('processId="inner"', `processId="inner" bindingType="${binding}"`);

eachDatabase("what was published together", (open) => {
  test(
    "is what a call bound to its deployment takes: the newer child belongs to cases of the newer publication",
    async () => {
      const { store, dispose } = await open();
      const trade = (inner: string) => ({ outer: { xml: bound("deployment") }, inner: { xml: inner } });
      const older = await packWith(trade(INNER));
      const before = await houseOn(store, older, AT);
      const early = await before.begin("outer");

      const after = await houseOn(store, await packWith(trade(NEWER)), "2026-11-17T01:00:00.000Z");
      const late = await after.begin("outer");
      expect([await openOf(after, early), await openOf(after, late)]).toEqual([["old"], ["new"]]);
      await complete(after, early);
      after.moveTo("2026-11-17T02:30:00.000Z");
      await after.settle();
      await complete(after, late);
      // The second call of each: the same version as the first.
      expect([await openOf(after, early), await openOf(after, late)]).toEqual([["old"], ["new"]]);

      // Going back to the older pack is a publication of its own.
      const back = await houseOn(store, older, "2026-11-18T01:00:00.000Z");
      expect(await openOf(back, await back.begin("outer"))).toEqual(["old"]);
      await complete(back, late);
      expect(await back.statusOf(late)).toBe("completed");
      await dispose();
    },
    SLOW,
  );
});
