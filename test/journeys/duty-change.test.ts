import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, PlaceAnswer, ProblemAnswer } from "#contract";
import { degreesOf, middleOf } from "#places";
import { findRecord, systemContext } from "#store";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 120_000;
/** In the first duty grid of the first community. */
const CELL = "210311006001001";
const REPLACE = {
  changeKind: "replace",
  reason: "工作调动",
  dutyNo: "ZR-0001",
  lastDay: "2026-11-20",
  newNo: "ZR-0901",
  newName: "宋连生",
  firstDay: "2026-11-21",
};

onEachDatabase("who is responsible changes by a case", (database) => {
  let site: TestPlatform;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
  }, 240_000);
  afterAll(() => site?.dispose());

  const ask = async (values: object, login = "window") =>
    (await as(login)).try("POST", "/api/cases", { matter: "duty-change", values, materials: {} });
  const asked = async (values: object): Promise<string> => {
    const { status, body } = await ask(values);
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    return (body as { caseNo: string }).caseNo;
  };
  const page = async (caseNo: string, login = "urban-approver"): Promise<CaseAnswer> =>
    (await as(login)).get<CaseAnswer>(`/api/cases/${caseNo}`);
  const record = (id: string) => findRecord(site.store, systemContext(site.pack.code), "duty-persons", id);
  const inOffice = async (): Promise<readonly string[]> => {
    const [x, y] = middleOf(site.pack.places.cells.get(CELL)?.polygon.outer ?? new Int32Array());
    const path = `/api/places/at?lon=${degreesOf(x)}&lat=${degreesOf(y)}`;
    const { duty } = await (await as("clerk")).get<PlaceAnswer>(path);
    return (duty?.persons ?? []).map(({ id }) => id);
  };

  it(
    "gives back at once what names nobody, somebody who was there before, or leaves something out",
    async () => {
      const unknown = await page(await asked({ ...REPLACE, dutyNo: "ZR-9999" }));
      expect(unknown.summary.outcomeName?.zh).toBe("编号不对，未变更");
      const taken = await page(await asked({ ...REPLACE, newNo: "ZR-0002" }));
      expect(taken.summary.outcome).toBe("dutyUnknown");
      const codes = async (values: object): Promise<string> =>
        ((await ask(values)).body as ProblemAnswer).code;
      expect(await codes({ ...REPLACE, newName: undefined })).toBe("FORM_INVALID");
      expect(await codes({ ...REPLACE, firstDay: "2026-11-20" })).toBe("FORM_INVALID");
      expect((await ask(REPLACE, "resident")).status).toBe(403);
      expect(await inOffice()).toEqual(["ZR-0001"]);
    },
    SLOW,
  );

  it(
    "is decided by another than asked for it, and from the day on who follows is in office",
    async () => {
      const caseNo = await asked(REPLACE);
      const seen = await page(caseNo);
      expect(seen.summary.title.zh).toBe("责任人变更 · ZR-0001");
      expect(seen.summary.stateName.zh).toBe("待审定");
      const task = seen.tasks.find(({ element }) => element === "Task_Decide");
      expect(task?.values).toMatchObject({ incumbentName: "黄长河" });
      await mustAct(await as("urban-approver"), caseNo, "Task_Decide", { dutyDecision: "agree" });
      expect((await page(caseNo)).summary.outcomeName?.zh).toBe("已变更");
      expect(await record("ZR-0001")).toMatchObject({ data: { to: "2026-11-20" } });
      expect(await record("ZR-0901")).toMatchObject({
        status: "entered",
        data: {
          name: "宋连生",
          duty: "gridWorker",
          answersFor: "210311006001-1",
          from: "2026-11-21",
          caseNo,
        },
      });
      expect(await inOffice()).toEqual(["ZR-0001"]);
      site.moveTo("2026-11-21T09:00:00+08:00");
      expect(await inOffice()).toEqual(["ZR-0901"]);
    },
    SLOW,
  );

  it(
    "of two over one person or one number only the first that is decided is carried out",
    async () => {
      const change = { ...REPLACE, dutyNo: "ZR-0003", lastDay: "2026-12-20", firstDay: "2026-12-21" };
      const [one, other, third] = [
        await asked({ ...change, newNo: "ZR-0911", newName: "宋连生" }),
        await asked({ ...change, newNo: "ZR-0912", newName: "秦玉梅" }),
        await asked({ ...change, dutyNo: "ZR-0004", newNo: "ZR-0911", newName: "秦玉梅" }),
      ];
      for (const caseNo of [one, other, third])
        await mustAct(await as("urban-approver"), caseNo, "Task_Decide", { dutyDecision: "agree" });
      const came = await Promise.all([one, other, third].map(async (caseNo) => (await page(caseNo)).summary));
      expect(came.map(({ outcome }) => outcome)).toEqual(["dutyChanged", "dutyOvertaken", "dutyOvertaken"]);
      expect(await record("ZR-0911")).toMatchObject({ data: { name: "宋连生", caseNo: one } });
      expect(await record("ZR-0912")).toBeUndefined();
      expect((await record("ZR-0004"))?.data["to"] ?? null).toBeNull();
    },
    SLOW,
  );

  it(
    "that is not agreed changes nothing",
    async () => {
      const caseNo = await asked({
        changeKind: "end",
        reason: "离职",
        dutyNo: "ZR-0002",
        lastDay: "2026-12-31",
      });
      const bare = { dutyDecision: "refuse" };
      await expect(mustAct(await as("urban-approver"), caseNo, "Task_Decide", bare)).rejects.toThrow();
      await mustAct(await as("urban-approver"), caseNo, "Task_Decide", {
        ...bare,
        dutyDecisionNote: "人选未定",
      });
      expect((await page(caseNo)).summary.outcome).toBe("dutyNotChanged");
      expect((await record("ZR-0002"))?.data["to"] ?? null).toBeNull();
    },
    SLOW,
  );
});
