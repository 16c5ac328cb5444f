import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CasePage } from "#contract";
import { siteCheck } from "../harness/food-licence.ts";
import { mustAct, type CaseAnswer, type Person } from "../harness/person.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { signedIn, type People } from "../walks/people.ts";
import { walkAll } from "../walks/walk-all.ts";
import { walkOf } from "../walks/walk-of.ts";

describe("a clinic that was put on file", () => {
  let site: TestPlatform;
  let people: People;

  beforeAll(async () => {
    site = await startTestPlatform({ at: "2024-03-11T09:00:00+08:00", faces: false });
    people = signedIn(site);
  }, 120_000);

  afterAll(() => site?.dispose());

  it("is visited in a case that begins by itself, and loses its filing where nothing is put right", async () => {
    const filing = site.pack.matters.get("clinic-filing");
    const walk = filing === undefined ? undefined : walkOf(site.pack, filing);
    if (walk === undefined) throw new Error("the filing of clinics cannot be walked");
    const walked = (await walkAll(site, [walk])).get("clinic-filing");
    if (walked === undefined || "stopped" in walked) throw new Error(walked?.stopped ?? "it was not walked");
    site.moveTo("2024-03-13T09:00:00+08:00");
    const visitor = await people("visitor");
    const caseNo = await begun(visitor);
    const page = () => visitor.get<CaseAnswer>(`/api/cases/${caseNo}`);
    const { summary } = await page();
    expect(summary.clock?.statutory?.limit).toBe("45d");
    const visit = {
      ...siteCheck(summary.receivedAt),
      siteCheckItems: [{ item: "人员", result: "不符合", note: "现场没有执业医师" }],
      siteCheckConclusion: "现场核查不合格",
      siteCheckOfficer: { name: "胡建平", licence: "C21031100021" },
    };
    await mustAct(visitor, caseNo, "Task_SiteCheck", visit);
    await mustAct(await people("visitor-second"), caseNo, "Task_SiteCheckSecond", {
      siteCheckAgreed: true,
      siteCheckSecondOfficer: { name: "林晓东", licence: "C21031100022" },
    });
    const ordered = await page();
    expect(ordered.documents.map(({ title }) => title.zh)).toContain("责令限期整改通知书");
    await mustAct(visitor, caseNo, "Task_Rectified", { rectified: false, rectifyFinding: "仍没有执业医师" });
    await mustAct(await people("culture-approver"), caseNo, "Task_Withdrawal", {
      withdrawalFacts: "逾期没有整改，仍没有执业医师",
    });
    const ended = await page();
    expect(ended.summary.outcomeName?.zh).toBe("已撤销备案");
    const leader = await people("leader");
    const { records } = await leader.get<CaseAnswer>(`/api/cases/${caseNo}`);
    const clinic = records.find(({ register }) => register === "clinics");
    const record = await leader.get<{ status: string }>(
      `/api/records/clinics/${encodeURIComponent(clinic?.id ?? "")}`,
    );
    expect(record.status).toBe("withdrawn");
  }, 180_000);
});

/** The number of the check's case, once the worker has begun it. */
async function begun(visitor: Person): Promise<string> {
  const end = performance.now() + 60_000;
  for (;;) {
    const { items } = await visitor.get<CasePage>("/api/desk/cases?matter=clinic-check");
    const caseNo = items[0]?.caseNo;
    if (caseNo !== undefined) return caseNo;
    if (performance.now() > end) throw new Error("no check began");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
