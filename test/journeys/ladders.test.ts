import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, NoticePage } from "#contract";
import { applyForFoodLicence, siteCheck, verdicts } from "../harness/food-licence.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

// Accepted on Monday, 16 November 2026: seven working days promised end on the 25th, the law's ten on the 30th.
onEachDatabase("the ladder of the licence's clock", (database) => {
  let site: TestPlatform;
  let late: string;
  let tested: string;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, login));
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    const [owner, clerk] = [await as("demo-shop-owner"), await as("demo-clerk")];
    const received = async (change: Readonly<Record<string, unknown>>) => {
      const receipt = await applyForFoodLicence(owner, change);
      const accept = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
      await mustAct(clerk, receipt.caseNo, "Task_Intake", accept);
      return receipt;
    };
    late = (await received({})).caseNo;
    const { caseNo, receivedAt } = await received({ ownWell: true });
    tested = caseNo;
    const reviewer = await as("demo-reviewer");
    await mustAct(reviewer, caseNo, "Task_Review", { reviewOpinion: "自备水源，需检测。" });
    await mustAct(await as("demo-inspector"), caseNo, "Task_SiteCheck", siteCheck(receivedAt));
    await mustAct(await as("demo-inspector-second"), caseNo, "Task_SiteCheckSecond", {
      siteCheckAgreed: true,
      siteCheckSecondOfficer: { name: "王成霞", licence: "C21031100018" },
    });
    await mustAct(reviewer, caseNo, "Task_OrderSpecial", {
      specialInstitution: "鞍山市疾病预防控制中心",
      specialDays: 10,
      specialExpectedOn: "2026-11-30",
    });
  }, 120_000);
  afterAll(() => site?.dispose());

  /** What somebody has been told of a case's limits, the earliest first, once it is so much. */
  const toldTo = async (login: string, about: string, atLeast: number): Promise<readonly string[]> => {
    const person = await as(login);
    const end = performance.now() + 30_000;
    for (;;) {
      const { items } = await person.get<NoticePage>("/api/notices");
      const limits = items.filter((each) => each.about === "limit" && each.caseNo === about);
      if (limits.length >= atLeast) return limits.map(({ text }) => text.zh).toReversed();
      if (performance.now() > end) throw new Error(`only ${JSON.stringify(limits)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it("tells the approver near the promise, and the district's leader once the law's limit is past", async () => {
    site.moveTo("2026-11-24T09:00:00+08:00");
    const near = "办件即将到期，承诺期限11月25日。";
    expect(await toldTo("demo-approver", late, 1)).toEqual([near]);
    expect(await toldTo("demo-leader", late, 0)).toEqual([]);
    site.moveTo("2026-12-02T09:00:00+08:00");
    const over = "办件已超期，法定期限11月30日。";
    expect(await toldTo("demo-approver", late, 3)).toEqual([near, "办件已超期，承诺期限11月25日。", over]);
    expect(await toldTo("demo-leader", late, 1)).toEqual([over]);
  }, 120_000);

  it("tells it in the case's history, and nothing of a case whose clock the test holds", async () => {
    const reviewer = await as("demo-reviewer");
    const told = async (caseNo: string) =>
      (await reviewer.get<CaseAnswer>(`/api/cases/${caseNo}`)).history
        .map(({ sentence }) => sentence.zh)
        .filter((sentence) => /期，/.test(sentence) && /提醒|提级/.test(sentence));
    expect(await told(late)).toHaveLength(3);
    expect(await told(tested)).toEqual([]);
    expect(await toldTo("demo-approver", tested, 0)).toEqual([]);
  });

  it("goes on when the test is done, as much later as the test took", async () => {
    await mustAct(await as("demo-reviewer"), tested, "Task_SpecialResult", {
      specialPassed: true,
      specialReportNo: "SZ-1",
      specialDoneOn: "2026-11-24",
      specialReportedOn: "2026-11-30",
      specialFinding: "合格",
    });
    // The 2nd of December is the first of the seven days that counts.
    site.moveTo("2026-12-07T22:00:00+08:00");
    expect(await toldTo("demo-approver", tested, 0)).toEqual([]);
    site.moveTo("2026-12-09T09:00:00+08:00");
    expect(await toldTo("demo-approver", tested, 1)).toEqual(["办件即将到期，承诺期限12月10日。"]);
  }, 120_000);
});
