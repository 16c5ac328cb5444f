import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, DeskPage, NoticePage, ReceiversAnswer, TaskAnswer } from "#contract";
import { applyForFoodLicence, reviewThrough, verdicts, type Staff } from "../harness/food-licence.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const INTAKE = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };

onEachDatabase("what staff do with a task beside doing it", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let second: Person;
  let staff: Staff;
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    const person = async (login: string) => personOf(site, await enter(site, `demo-${login}`));
    owner = await person("shop-owner");
    second = await person("clerk-second");
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
  const taskOf = async (person: Person, caseNo: string, element: string): Promise<TaskAnswer> => {
    const task = (await pageOf(person, caseNo)).tasks.find((each) => each.element === element);
    if (task === undefined) throw new Error(`${element} is not open`);
    return task;
  };
  const doTo = async (
    person: Person,
    caseNo: string,
    element: string,
    way: string,
    more: object = {},
  ): Promise<{ status: number; body: unknown }> => {
    const { version, tasks } = await pageOf(person, caseNo);
    const task = tasks.find((each) => each.element === element);
    return person.try("POST", `/api/cases/${caseNo}/tasks/${task?.id}/${way}`, { version, ...more });
  };
  const noticeOf = async (person: Person, caseNo: string, about: string): Promise<string> => {
    const end = performance.now() + 20_000;
    for (;;) {
      const { items } = await person.get<NoticePage>("/api/notices");
      const found = items.find((each) => each.caseNo === caseNo && each.about === about);
      if (found !== undefined) return found.text.zh;
      if (performance.now() > end) throw new Error(`no notice of ${about}: ${JSON.stringify(items)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const lastSentence = async (caseNo: string): Promise<string> =>
    (await pageOf(staff.clerk, caseNo)).history[0]?.sentence.zh ?? "";
  const refusedAs = (code: string) => ({ body: { code } });

  it("is to take it: then no colleague does it until it is given back, by them or by a head", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    expect((await taskOf(staff.clerk, caseNo, "Task_Intake")).ways).toEqual(["claim", "transfer"]);
    const claimed = await doTo(staff.clerk, caseNo, "Task_Intake", "claim");
    expect(claimed).toMatchObject({ status: 200, body: { said: { zh: expect.stringMatching(/^已领取/u) } } });
    expect(await lastSentence(caseNo)).toBe("领取“收件审查”。");
    // The desk's lists say who has it, so that nobody opens a case for nothing.
    const takenBy = async (person: Person): Promise<unknown> =>
      (await person.get<DeskPage>("/api/desk/tasks?view=organ")).items.find(
        (each) => each.case.caseNo === caseNo,
      )?.takenBy;
    expect(await takenBy(second)).toMatchObject({ zh: "杨成庆" });
    const seen = await taskOf(second, caseNo, "Task_Intake");
    expect(seen).toMatchObject({ takenBy: { zh: "杨成庆" }, ways: [], form: null });
    expect(seen.refused?.zh).toBe("此任务已由他人领取");
    const { version } = await pageOf(second, caseNo);
    const taken = await second.try("POST", `/api/cases/${caseNo}/tasks/${seen.id}/complete`, {
      version,
      values: INTAKE,
    });
    expect(taken).toMatchObject({ status: 409, ...refusedAs("TASK_TAKEN") });
    expect(await doTo(second, caseNo, "Task_Intake", "claim")).toMatchObject(refusedAs("TASK_TAKEN"));
    const notTheirs = await doTo(second, caseNo, "Task_Intake", "give-back");
    expect(notTheirs).toMatchObject({ status: 403, ...refusedAs("TASK_NOT_YOURS_TO_GIVE") });

    expect((await taskOf(staff.approver, caseNo, "Task_Intake")).ways).toEqual(["giveBack", "transfer"]);
    expect(await doTo(staff.approver, caseNo, "Task_Intake", "give-back")).toMatchObject({ status: 200 });
    expect(await lastSentence(caseNo)).toBe("放回“收件审查”。");
    expect(await takenBy(second)).toBeNull();
    expect(await doTo(staff.clerk, caseNo, "Task_Intake", "give-back")).toMatchObject(
      refusedAs("TASK_NOT_TAKEN"),
    );
    await mustAct(second, caseNo, "Task_Intake", INTAKE);
  });

  it("is done by one of two who press at once, and the same press twice is one act", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    const { version, tasks } = await pageOf(staff.clerk, caseNo);
    const path = `/api/cases/${caseNo}/tasks/${tasks.find(({ optional }) => !optional)?.id}/claim`;
    const pressed = await Promise.all([staff.clerk, second].map((who) => who.try("POST", path, { version })));
    expect(pressed.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const key = randomUUID();
    const winner = pressed[0]?.status === 200 ? staff.clerk : second;
    const back = path.replace("claim", "give-back");
    const first = await winner.try("POST", back, { version: version + 1 }, key);
    expect(first.status).toBe(200);
    expect(await winner.try("POST", back, { version: version + 1 }, key)).toEqual(first);
    expect(await winner.try("POST", path, { version })).toMatchObject(refusedAs("CASE_CHANGED"));
  });

  it("is to pass it on to one who may do it, who is told; to nobody else", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    const task = await taskOf(staff.clerk, caseNo, "Task_Intake");
    const path = `/api/cases/${caseNo}/tasks/${task.id}/receivers`;
    const { people, posts } = await staff.clerk.get<ReceiversAnswer>(path);
    expect(people.map(({ account }) => account)).toEqual(["demo-clerk", "demo-clerk-second"]);
    const seat = { role: "clerk", division: "210311" };
    expect(posts).toEqual([
      { post: seat, name: expect.objectContaining({ zh: "窗口人员" }), holders: ["杨成庆", "赵丽强"] },
    ]);
    const reason = "外出培训，由综合窗口办理";
    const pass = (person: Person, to: object) =>
      doTo(person, caseNo, "Task_Intake", "transfer", { to, reason });
    expect(await pass(staff.clerk, { account: "demo-reviewer" })).toMatchObject(refusedAs("RECEIVER_UNFIT"));
    expect(await pass(staff.clerk, { account: "demo-shop-owner" })).toMatchObject(
      refusedAs("RECEIVER_UNFIT"),
    );
    expect(await pass(staff.clerk, { account: "nobody" })).toMatchObject(refusedAs("RECEIVER_UNKNOWN"));
    expect(await pass(staff.clerk, { post: { ...seat, role: "approver" } })).toMatchObject(
      refusedAs("RECEIVER_UNFIT"),
    );
    expect(await pass(staff.inspector, { account: "demo-clerk-second" })).toMatchObject({
      status: 403,
      ...refusedAs("TASK_NOT_YOURS_TO_GIVE"),
    });
    expect(
      await doTo(staff.clerk, caseNo, "Task_Intake", "transfer", { to: { account: "x" } }),
    ).toMatchObject({
      status: 400,
    });
    expect(await pass(staff.clerk, { account: "demo-clerk-second" })).toMatchObject({ status: 200 });
    expect(await lastSentence(caseNo)).toBe(`“收件审查”转办给赵丽强（${reason}）。`);
    expect(await noticeOf(second, caseNo, "transfer")).toBe(`“收件审查”转办给您：${reason}`);
    const mine = await second.get<{ items: { case: { caseNo: string } }[] }>("/api/desk/tasks?view=mine");
    expect(mine.items.map((each) => each.case.caseNo)).toContain(caseNo);

    expect(await doTo(staff.clerk, caseNo, "Task_Intake", "claim")).toMatchObject(refusedAs("TASK_TAKEN"));

    // To the post, by a head: whoever holds it may do it.
    expect(await pass(staff.approver, { post: seat })).toMatchObject({ status: 200 });
    expect(await taskOf(second, caseNo, "Task_Intake")).toMatchObject({ takenBy: { zh: "窗口人员" } });
    expect(await noticeOf(staff.clerk, caseNo, "transfer")).toContain("转办给您");
    const desk = await staff.clerk.get<{ items: { case: { caseNo: string } }[] }>(
      "/api/desk/tasks?view=mine",
    );
    expect(desk.items.map((each) => each.case.caseNo)).toContain(caseNo);
    await mustAct(staff.clerk, caseNo, "Task_Intake", INTAKE);
  });

  it("is to return it to an earlier step that the process names: the reason is read there, the clock goes on", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    await mustAct(staff.clerk, caseNo, "Task_Intake", INTAKE);
    await reviewThrough(staff, caseNo);
    const before = await pageOf(staff.approver, caseNo);
    const { returns } = await taskOf(staff.approver, caseNo, "Task_Decision");
    expect(returns.map(({ element }) => element)).toEqual(["Task_Conclusion", "Task_Review"]);
    const back = (person: Person, to: string) =>
      doTo(person, caseNo, "Task_Decision", "return", { to, reason: "未说明冷藏设施是否符合要求" });
    expect(await back(staff.approver, "Task_Intake")).toMatchObject(refusedAs("ENGINE_RETURN_NOT_ALLOWED"));
    expect(await back(staff.approver, "Nowhere")).toMatchObject(refusedAs("ENGINE_RETURN_NOT_ALLOWED"));
    expect(await back(staff.reviewer, "Task_Conclusion")).toMatchObject({ status: 403 });
    const returned = await back(staff.approver, "Task_Conclusion");
    expect(returned).toMatchObject({
      status: 200,
      body: { said: { zh: expect.stringContaining("法定期限继续计算") } },
    });
    expect(await lastSentence(caseNo)).toContain(
      "“作出决定”退回到“提出审查意见”（未说明冷藏设施是否符合要求）",
    );
    const task = await taskOf(staff.reviewer, caseNo, "Task_Conclusion");
    expect(task.returned).toEqual({
      from: { zh: "作出决定", en: expect.any(String) },
      reason: "未说明冷藏设施是否符合要求",
    });
    expect(await noticeOf(staff.reviewer, caseNo, "return")).toContain("退回到您办过的“提出审查意见”");
    const after = await pageOf(staff.reviewer, caseNo);
    expect(after.summary.clock?.dueOn).toBe(before.summary.clock?.dueOn);
    expect(after.summary.clock?.phase).toBe("running");
    await mustAct(staff.reviewer, caseNo, "Task_Conclusion", {
      recommendation: "grant",
      conclusionOpinion: "冷藏设施符合要求，建议准予许可。",
    });
    expect((await taskOf(staff.approver, caseNo, "Task_Decision")).returned).toBeNull();
    await mustAct(staff.approver, caseNo, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
  });

  it("is nothing an applicant can do, nor what anybody can do with the applicant's own task", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    await mustAct(staff.clerk, caseNo, "Task_Intake", {
      intakeOutcome: "correct",
      materialVerdicts: verdicts(false),
    });
    expect((await taskOf(owner, caseNo, "Task_Supplement")).ways).toEqual([]);
    expect(await doTo(owner, caseNo, "Task_Supplement", "claim")).toMatchObject(
      refusedAs("TASK_FOR_APPLICANT"),
    );
    expect(
      await doTo(staff.approver, caseNo, "Task_Supplement", "transfer", {
        to: { account: "demo-clerk" },
        reason: "代为补正",
      }),
    ).toMatchObject(refusedAs("TASK_FOR_APPLICANT"));
    expect(await doTo(staff.clerk, caseNo, "Task_Supplement", "claim")).toMatchObject(
      refusedAs("TASK_NOT_YOURS"),
    );
  });
});
