import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, instantFromMillis } from "#kernel";
import { systemContext } from "../ledger/context.ts";
import {
  applicant,
  knownAs,
  commitOf,
  DISTRICT,
  leader,
  ORGAN,
  sampleCase,
  sampleHead,
  sampleTask,
  staff,
} from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { RECENT } from "./case-search.ts";
import { listCases } from "./cases.ts";
import { listTasks } from "./tasks.ts";

const SYSTEM = systemContext(DISTRICT);
const DAY = 86_400_000;
const FIRST = Date.parse("2025-09-01T01:00:00.000Z");
const TITLES = ["千山路井盖缺失", "古树名木（修剪）", "ＡＢＣ仓库 fire-7", "食品经营许可"];
const FIRM = "enterprise:91210311MA1Q001176";
/** More than are read without the index, over four months. */
const COUNT = RECENT + 80;
const idOf = (number: number): string => `20${String(number).padStart(4, "0")}`;
const heads = Array.from({ length: COUNT }, (_, number) =>
  sampleHead(idOf(number), {
    caseNo: `21031120250901020${String(number).padStart(4, "0")}0`,
    title: number < 12 ? (TITLES[number % TITLES.length] ?? "") : "路灯不亮",
    applicantName: number % 50 === 1 ? "欧阳修" : "甲",
    applicant: number % 9 === 0 ? "bob" : "alice",
    inNameOf: number % 4 === 1 ? FIRM : null,
    organ: number % 5 === 0 ? "other-organ" : ORGAN,
    receivedAt: instantFromMillis(FIRST + number * DAY * 0.3),
    closedAt: number % 2 === 0 ? instantFromMillis(FIRST + 400 * DAY) : null,
  }),
);

eachDatabase("searching", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
    const kept = heads.map((head, number) => {
      const effects = [{ kind: "openTask", task: sampleTask("e1") }] as const;
      return fresh.store.cases.apply(
        SYSTEM,
        commitOf([sampleCase(idOf(number), 0, { head, effects })]),
        new Map(),
      );
    });
    for (const each of await Promise.all(kept)) expectOk(each);
  });
  afterAll(() => fresh.dispose());

  const found = async (context: Parameters<typeof listCases>[1], search: string, rest: object = {}) =>
    (await listCases(fresh.store, context, { search, ...rest })).items.map(({ id }) => id);

  test("a text is found anywhere in title, number and name, however long ago, whatever its width or case", async () => {
    expect(await found(SYSTEM, "古树名木")).toEqual([9, 5, 1].map(idOf));
    expect(await found(SYSTEM, "盖缺")).toEqual([8, 4, 0].map(idOf));
    expect(await found(SYSTEM, "abc仓库 FIRE")).toEqual([10, 6, 2].map(idOf));
    expect(await found(SYSTEM, "2000070")).toEqual([idOf(7)]);
    expect(await found(SYSTEM, heads[3]?.caseNo ?? "")).toEqual([idOf(3)]);
    expect(await found(SYSTEM, "欧阳")).toHaveLength(Math.ceil((COUNT - 1) / 50));
    expect(await found(SYSTEM, "没有的")).toEqual([]);
  });

  test("a single sign is looked for among the latest cases", async () => {
    expect(await found(SYSTEM, "阳")).toEqual([351, 301, 251, 201, 151, 101].map(idOf));
    expect(await found(SYSTEM, "树")).toEqual([]);
  });

  test("each finds what they may see and no more, and so in the work list", async () => {
    expect(await found(staff("x"), "古树名木")).toEqual([9, 1].map(idOf));
    expect(await found(staff("x", "other-organ"), "古树名木")).toEqual([idOf(5)]);
    expect(await found(applicant("bob"), "古树名木")).toEqual([idOf(9)]);
    expect(await found(knownAs("bob", FIRM), "古树名木")).toEqual([9, 5, 1].map(idOf));
    expect(await found(knownAs("carl", FIRM), "古树名木", { own: true })).toEqual([9, 5, 1].map(idOf));
    expect(await found(knownAs("carl", "enterprise:9"), "古树名木")).toEqual([]);
    expect(await found(leader("210311102000"), "古树名木", { open: true })).toEqual([9, 5, 1].map(idOf));
    expect(await found(leader("210311101000"), "古树名木")).toEqual([]);
    const tasks = await listTasks(fresh.store, staff("x"), { view: "organ", search: "食品经营" });
    expect(tasks.items.map(({ caseId }) => caseId).toSorted()).toEqual([3, 7, 11].map(idOf));
  });

  test("the pages of a search are the same as all that hold the text, for everyone and every filter", async () => {
    const contexts = [
      SYSTEM,
      staff("x"),
      staff("bob", "other-organ"),
      applicant("bob"),
      knownAs("bob", "population:1", FIRM),
      { ...staff("bob", "other-organ"), knownAs: [FIRM] },
      leader("210311102000"),
    ];
    const texts = fc.constantFrom("路灯", "欧阳修", "103112025", "井盖缺失", "02", "不亮", "0120");
    const options = fc.record(
      { open: fc.boolean(), organ: fc.constant("other-organ"), own: fc.constant(true) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...contexts), texts, options, async (context, search, filter) => {
        const all = await pages({ ...filter }, context);
        const sought = await pages({ ...filter, search }, context);
        const holds = all.filter(({ caseNo, title, applicantName }) =>
          [caseNo, title, applicantName].some((text) => text.includes(search)),
        );
        const expected = search.length < 3 && /^[0-9]/u.test(search) ? holds.slice(0, sought.length) : holds;
        expect(sought.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 25 },
    );
  });

  const pages = async (filter: object, context: Parameters<typeof listCases>[1]) => {
    const rows = [];
    let cursor: string | null = null;
    do {
      const page = await listCases(fresh.store, context, { ...filter, limit: 60, cursor });
      rows.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return rows;
  };
});
