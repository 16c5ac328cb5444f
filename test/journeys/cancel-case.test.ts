import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, NoticePage } from "#contract";
import { systemContext } from "#store";
import { withContext } from "../../src/store/ledger/context.ts";
import { applyForFoodLicence, reviewThrough, verdicts, type Staff } from "../harness/food-licence.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const INTAKE = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
const REASON = "申请人已就同一事项另行提出申请";

onEachDatabase("ending a case before its decision", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let staff: Staff;
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    const person = async (login: string) => personOf(site, await enter(site, `demo-${login}`));
    owner = await person("shop-owner");
    staff = {
      clerk: await person("clerk"),
      reviewer: await person("reviewer"),
      inspector: await person("inspector"),
      "inspector-second": await person("inspector-second"),
      approver: await person("approver"),
    };
  }, 240_000);
  afterAll(() => site?.dispose());

  const pageOf = (person: Person, caseNo: string) => person.get<CaseAnswer>(`/api/cases/${caseNo}`);
  const end = async (person: Person, caseNo: string, back = 0) => {
    const { version } = await pageOf(person, caseNo);
    return person.try("POST", `/api/cases/${caseNo}/cancel`, { version: version - back, reason: REASON });
  };

  it("is a head's, with a reason: all that is open ends, the clock stops and the applicant gets a notice", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    await mustAct(staff.clerk, caseNo, "Task_Intake", INTAKE);
    expect((await pageOf(staff.clerk, caseNo)).cancel).toBeNull();
    const { cancel } = await pageOf(staff.approver, caseNo);
    expect(cancel?.warning?.zh).toContain("终止不能代替许可决定");
    expect(cancel?.notice?.zh).toBe("终止办理通知书");
    expect(await end(staff.clerk, caseNo)).toMatchObject({
      status: 403,
      body: { code: "CASE_CANCEL_NOT_YOURS" },
    });
    expect(await end(owner, caseNo)).toMatchObject({ status: 403, body: { code: "CASE_CANCEL_NOT_YOURS" } });
    expect(await end(staff.approver, caseNo, 1)).toMatchObject({
      status: 409,
      body: { code: "CASE_CHANGED" },
    });

    expect(await end(staff.approver, caseNo)).toMatchObject({
      status: 200,
      body: { said: { zh: expect.stringMatching(/^已终止，并告知申请人。/u) } },
    });
    const page = await pageOf(owner, caseNo);
    expect(page).toMatchObject({ tasks: [], summary: { state: "terminated", outcome: "terminated" } });
    expect(page.summary.clock).toMatchObject({ phase: "ended", stoppedAt: expect.any(String) });
    expect(page.history[0]?.sentence.zh).toContain(`办件终止（${REASON}）`);
    expect(page.documents.map(({ title }) => title.zh)).toContain("终止办理通知书");
    const left = await withContext(site.store.database, systemContext(site.pack.code), (sql) =>
      sql.query(
        `select 'timer' as what from timer where case_id = $1 union all
         select 'task' from task where case_id = $1 and status = 'open' union all
         select 'job' from outbox where subject = $1 and kind = 'job'`,
        [caseNo],
      ),
    );
    expect(left).toEqual([]);
    const until = performance.now() + 20_000;
    for (;;) {
      const { items } = await owner.get<NoticePage>("/api/notices");
      if (items.some(({ text }) => text.zh.includes("终止办理通知书"))) break;
      if (performance.now() > until) throw new Error(JSON.stringify(items));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await end(staff.approver, caseNo)).toMatchObject({
      status: 409,
      body: { code: "ENGINE_CASE_CLOSED" },
    });
  });

  it("is refused once the case has been decided", async () => {
    const { caseNo } = await applyForFoodLicence(owner, { deliveryWay: "window" });
    await mustAct(staff.clerk, caseNo, "Task_Intake", INTAKE);
    await reviewThrough(staff, caseNo);
    await mustAct(staff.approver, caseNo, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
    const page = await pageOf(staff.approver, caseNo);
    expect([page.cancel, page.summary.closedAt]).toEqual([null, null]);
    expect(await end(staff.approver, caseNo)).toMatchObject({ status: 409, body: { code: "CASE_DECIDED" } });
  });
});
