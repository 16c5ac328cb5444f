import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, MovePreviewAnswer, MovesAnswer } from "#contract";
import { packFolder } from "../exchange/exchange-house.ts";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import { end, flows, gateway, processXml, user } from "../support/bpmn.ts";

const ACCEPT = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
const REASON = "核查人员外派，现场核查改由审查人书面核对";

onEachDatabase("moving a case by hand", (database) => {
  let site: TestPlatform;
  const people = new Map<string, Person>();
  const who = (login: string): Person => people.get(login) ?? expect.fail(`nobody is ${login}`);

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    for (const login of ["shop-owner", "clerk", "reviewer", "inspector", "approver", "leader", "configurer"])
      people.set(login, personOf(site, await enter(site, `demo-${login}`)));
  }, 240_000);
  afterAll(() => site?.dispose());

  const pageOf = (caseNo: string, login = "approver") => who(login).get<CaseAnswer>(`/api/cases/${caseNo}`);
  const movesOf = (caseNo: string) => who("approver").get<MovesAnswer>(`/api/cases/${caseNo}/moves`);
  const tryMove = async (
    caseNo: string,
    to: string,
    login = "approver",
    path = "moves",
    key = randomUUID(),
  ) => {
    const { version, standings } = await movesOf(caseNo);
    const body = { version, instance: standings[0]?.instance, to, reason: REASON };
    return who(login).try("POST", `/api/cases/${caseNo}/${path}`, body, key);
  };
  const refusedAs = (code: string) => ({ body: { code } });
  /** A case at the site check, which the rules ask for. */
  const atSiteCheck = async (): Promise<string> => {
    const { caseNo } = await applyForFoodLicence(who("shop-owner"));
    await mustAct(who("clerk"), caseNo, "Task_Intake", ACCEPT);
    await mustAct(who("reviewer"), caseNo, "Task_Review", { reviewOpinion: "材料齐全。" });
    return caseNo;
  };

  it("shows where it stands, where it may go and why not elsewhere, then does it and says so in the history", async () => {
    const caseNo = await atSiteCheck();
    expect((await pageOf(caseNo)).move).toBe(true);
    const { standings } = await movesOf(caseNo);
    expect(standings.map(({ name }) => name.zh)).toEqual(["现场核查（核查人员一）"]);
    const targets = standings[0]?.targets.map(({ element }) => element) ?? [];
    expect(targets).toEqual(expect.arrayContaining(["Task_Review", "Task_Conclusion", "Merge_SiteCheck"]));
    const why = new Map(
      standings[0]?.refused.flatMap(({ why: { zh }, elements }) =>
        elements.map(({ element }) => [element, zh] as const),
      ),
    );
    expect(why.get("Task_Decision")).toContain("“提出审查意见”还没有办理");
    expect(why.get("Job_Certificate")).toContain("还没有办理");
    expect(why.get("Task_Intake")).toContain("不在同一并行分支");
    expect(why.get("Task_SiteCheck")).toContain("现在就停在");

    const preview = await tryMove(caseNo, "Task_Conclusion", "approver", "moves/preview");
    expect(preview.status).toBe(200);
    const foreseen = preview.body as MovePreviewAnswer;
    expect(foreseen.ends.map(({ name }) => name.zh)).toEqual(["现场核查（核查人员一）"]);
    expect(foreseen.opens).toMatchObject([
      { name: { zh: "提出审查意见" }, holder: { zh: "区市场监管局审查人" } },
    ]);
    expect(foreseen.ends[0]?.dueAt).toMatch(/^2026-11-2/);
    expect([foreseen.clocks, foreseen.documents, foreseen.state.zh]).toEqual([[], [], "审查中"]);
    expect(foreseen.after?.due).toBe(foreseen.before?.due);
    expect((await movesOf(caseNo)).standings[0]?.element).toBe("Task_SiteCheck");

    const key = randomUUID();
    const before = await pageOf(caseNo);
    const body = {
      version: before.version,
      instance: standings[0]?.instance,
      to: "Task_Conclusion",
      reason: REASON,
    };
    const moved = await who("approver").try("POST", `/api/cases/${caseNo}/moves`, body, key);
    expect(moved).toMatchObject({ status: 200, body: { said: { zh: expect.stringMatching(/^已移动/u) } } });
    // The same press twice is one act.
    expect(await who("approver").try("POST", `/api/cases/${caseNo}/moves`, body, key)).toEqual(moved);
    const after = await pageOf(caseNo);
    expect(after.history[0]?.sentence.zh).toContain(
      `人工移动：由“现场核查（核查人员一）”移到“提出审查意见”（${REASON}）`,
    );
    expect(after.history[0]?.sentence.en).toContain("by hand");
    expect(after.chain).toMatchObject({ intact: true, entries: before.chain.entries + 1 });
    expect(after.summary.clock?.due).toBe(before.summary.clock?.due);
    const late = await who("approver").try("POST", `/api/cases/${caseNo}/moves`, body);
    expect(late.body).toMatchObject({ code: expect.stringMatching(/CASE_CHANGED/) });
    await mustAct(who("reviewer"), caseNo, "Task_Conclusion", {
      recommendation: "grant",
      conclusionOpinion: "书面核对合格。",
    });
    await mustAct(who("approver"), caseNo, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
    const { version } = await pageOf(caseNo);
    const again = { version, instance: "e1", to: "Task_Review", reason: REASON };
    expect(await who("approver").try("POST", `/api/cases/${caseNo}/moves`, again)).toMatchObject(
      refusedAs("ENGINE_CASE_CLOSED"),
    );
    expect((await pageOf(caseNo)).move).toBe(false);
  });

  it("stands for nobody's duty, and turns no clock back", async () => {
    const { caseNo } = await applyForFoodLicence(who("shop-owner"));
    for (const to of [
      "Job_Acceptance",
      "Job_DeemedAcceptance",
      "Gate_Intake",
      "End_NotAccepted",
      "Task_Decision",
    ])
      expect(await tryMove(caseNo, to)).toMatchObject({ status: 409, ...refusedAs("MOVE_SKIPS_DUTY") });
    for (const to of ["Task_Withdraw", "End_Withdrawn", "Task_Conclusion", "Fork_Received"])
      expect(await tryMove(caseNo, to)).toMatchObject(refusedAs("MOVE_ACROSS_PARALLEL"));
    expect(await tryMove(caseNo, "Timer_IntakeDeemed")).toMatchObject(refusedAs("MOVE_TO_EVENT"));
    expect(await tryMove(caseNo, "Nowhere")).toMatchObject(refusedAs("ENGINE_MOVE_IMPOSSIBLE"));
    const asked = await applyForFoodLicence(who("shop-owner"));
    await mustAct(who("clerk"), asked.caseNo, "Task_Intake", {
      intakeOutcome: "correct",
      materialVerdicts: verdicts(false),
    });
    // The applicant mends their own application; nobody does it for them.
    expect(await tryMove(asked.caseNo, "Task_Recheck")).toMatchObject(refusedAs("MOVE_SKIPS_DUTY"));
    // Back to intake: the clock of a correction is given back, as when the applicant answers.
    const preview = await tryMove(asked.caseNo, "Task_Intake", "approver", "moves/preview");
    expect(preview).toMatchObject({ status: 200, body: { opens: [{ element: "Task_Intake" }] } });
    expect(await tryMove(asked.caseNo, "Task_Intake")).toMatchObject({ status: 200 });
    await mustAct(who("clerk"), asked.caseNo, "Task_Intake", ACCEPT);
  });

  it("is a head's of the organ, with a reason, and nobody else's", async () => {
    const caseNo = await atSiteCheck();
    for (const login of ["clerk", "reviewer", "inspector", "shop-owner", "leader"]) {
      expect(await tryMove(caseNo, "Task_Conclusion", login)).toMatchObject({
        status: 403,
        ...refusedAs("CASE_MOVE_NOT_YOURS"),
      });
      expect((await pageOf(caseNo, login)).move).toBe(false);
    }
    expect(await tryMove(caseNo, "Task_Conclusion", "configurer")).toMatchObject({
      status: 404,
      ...refusedAs("CASE_UNKNOWN"),
    });
    const { version, standings } = await movesOf(caseNo);
    const body = { version, instance: standings[0]?.instance, to: "Task_Conclusion", reason: " " };
    expect(await who("approver").try("POST", `/api/cases/${caseNo}/moves`, body)).toMatchObject({
      status: 400,
    });
  });

  it("is done by one of two who press at once", async () => {
    const caseNo = await atSiteCheck();
    const { version, standings } = await movesOf(caseNo);
    const pressed = await Promise.all(
      ["Task_Conclusion", "Task_Review"].map((to) =>
        who("approver").try("POST", `/api/cases/${caseNo}/moves`, {
          version,
          instance: standings[0]?.instance,
          to,
          reason: REASON,
        }),
      ),
    );
    expect(pressed.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await movesOf(caseNo)).standings).toHaveLength(1);
  });
});

const asked = (role: string): string => `<zeebe:assignmentDefinition candidateGroups="${role}"/>`;
/** Its gateway knows no way for an ordinary shop. */
const STUCK = processXml(
  [user("look", asked("clerk")), gateway("exclusive", "gate"), user("huge", asked("reviewer")), end()],
  flows("s look", "look gate", "gate huge form.area > 100000", "huge e"),
  "stuck",
).replace('name="gate"', 'name="面积是否超大"');

onEachDatabase("moving a case that is stuck", (database) => {
  let folder: string;
  let site: TestPlatform;

  beforeAll(async () => {
    folder = await packFolder({ stuck: { xml: STUCK } });
    site = await startTestPlatform({
      database,
      district: folder,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
    });
  }, 240_000);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it("mends a failure, and is refused where it would come to one", async () => {
    const as = async (login: string) => personOf(site, await enter(site, `demo-${login}`));
    const [owner, clerk, head] = [await as("shop-owner"), await as("clerk"), await as("approver")];
    const { caseNo } = await applyForFoodLicence(owner, {}, "stuck");
    const path = `/api/cases/${caseNo}/moves`;
    const move = async (to: string, way = "") => {
      const { version, standings } = await head.get<MovesAnswer>(path);
      const body = { version, instance: standings[0]?.instance, to, reason: REASON };
      return head.try("POST", `${path}${way}`, body);
    };
    for (const way of ["/preview", ""])
      expect(await move("gate", way)).toMatchObject({
        status: 409,
        body: { code: "MOVE_FAILS", message: { zh: expect.stringContaining("没有符合条件的出口") } },
      });
    await mustAct(clerk, caseNo, "look", {});
    const failed = await head.get<MovesAnswer>(path);
    expect(failed.standings).toMatchObject([{ element: "gate", failed: true }]);
    expect((await head.get<CaseAnswer>(`/api/cases/${caseNo}`)).failures).toHaveLength(1);
    expect(await move("huge")).toMatchObject({ status: 200 });
    const page = await head.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect([page.failures, page.tasks.map(({ element }) => element)]).toEqual([[], ["huge"]]);
    expect(page.history[0]?.sentence.zh).toContain("人工移动：由“面积是否超大”移到“huge”");
  });
});
