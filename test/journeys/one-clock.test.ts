import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, CasePage, ClockAnswer, DeskPage } from "#contract";
import { findCaseByNo, systemContext } from "#store";
import { clockCommand } from "../../src/cli/clock.ts";
import { applyForFoodLicence, uploadMaterials, verdicts } from "../harness/food-licence.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const CALENDAR = fileURLToPath(new URL("../../districts/qianshan/calendar.yaml", import.meta.url));

/** 2026-11-16 is a Monday without a holiday near; the matter promises 7 working days, the law gives 10, both + 5. */
onEachDatabase("one clock for everyone", (database) => {
  let site: TestPlatform;
  let caseNo: string;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    const owner = await as("shop-owner");
    caseNo = (await applyForFoodLicence(owner, { ownWell: true })).caseNo;
  }, 120_000);
  afterAll(() => site?.dispose());

  // Days pass between the steps, so each step signs in anew.
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const does = async (login: string, element: string, values: object): Promise<void> =>
    mustAct(await as(login), caseNo, element, values);

  /** The clock as each face shows it; they must be one and the same. */
  async function clockEverywhere(): Promise<ClockAnswer> {
    const [owner, clerk] = [await as("shop-owner"), await as("clerk")];
    const path = `/api/cases/${caseNo}`;
    const shown = (await owner.get<CaseAnswer>(path)).summary.clock;
    if (shown === null) throw new Error("no clock");
    const mine = await owner.get<CasePage>("/api/my/cases");
    const desk = await clerk.get<DeskPage>("/api/desk/tasks?view=organ");
    const others = [
      (await clerk.get<CaseAnswer>(path)).summary.clock,
      mine.items.find((each) => each.caseNo === caseNo)?.clock,
      ...desk.items.filter((each) => each.case.caseNo === caseNo).map((each) => each.case.clock),
    ];
    // Each is asked a moment later than the one before: the stretch that lasts ends a little later.
    for (const other of others) expect(withoutMoment(other)).toEqual(withoutMoment(shown));
    return shown;
  }

  async function storedCase() {
    const stored = await findCaseByNo(site.store, systemContext(site.pack.code), caseNo);
    if (stored === undefined) throw new Error(caseNo);
    return stored;
  }

  /** What `yiwang clock` says of the same acceptance, pauses, extension and end. */
  async function clockOfCommand(): Promise<Record<string, unknown>> {
    const clock = (await storedCase()).state.clocks["decision"];
    if (clock?.startedAt == null) throw new Error("not accepted");
    const { extension, pauses, promised, startedAt, statutory, stoppedAt } = clock;
    const out: string[] = [];
    const args = [
      "--start",
      startedAt,
      "--limit",
      statutory,
      "--at",
      site.now(),
      "--calendar",
      CALENDAR,
      ...(promised === null ? [] : ["--promised", promised]),
      ...pauses.flatMap(({ from, to, ground }) => ["--pause", `${from}/${to ?? ""},${ground}`]),
      ...(extension === null
        ? []
        : ["--extend", `${extension.by},${extension.approver},${extension.reason}`]),
      ...(stoppedAt === null ? [] : ["--stop", stoppedAt]),
    ];
    const io = {
      stdin: (async function* () {})(),
      out: (text: string) => void out.push(text),
      err: () => undefined,
      env: {},
    };
    expect(await clockCommand.run(args, io)).toBe(0);
    return JSON.parse(out.join("")) as Record<string, unknown>;
  }

  async function clockAgreed(): Promise<ClockAnswer> {
    const clock = await clockEverywhere();
    const told = await clockOfCommand();
    const { dueOn, remaining, ourDays, yourDays, excludedDays, wholeDays, light, onTime } = clock;
    const figures = { dueOn, remaining, ourDays, yourDays, excludedDays, wholeDays, light, onTime };
    expect(told).toMatchObject({ ...figures, calendar: clock.calendar });
    for (const side of ["statutory", "promised"] as const)
      expect(told[side]).toMatchObject({
        ...clock[side],
        due: expect.toSatisfy(sameMoment(clock[side]?.due)),
      });
    const { facts, dueAt } = (await storedCase()).head;
    expect([facts["dueOn"], dueAt]).toEqual([clock.dueOn, clock.due]);
    expect(clock.ourDays + clock.yourDays + clock.excludedDays).toBe(clock.wholeDays);
    return clock;
  }

  it("runs the organ's five days before acceptance, and no decision clock", async () => {
    const clock = await clockEverywhere();
    expect(clock).toMatchObject({
      phase: "intake",
      dueOn: "2026-11-23",
      remaining: 5,
      light: "green",
      period: { limit: "5wd", otherwise: { zh: expect.stringContaining("视为受理") } },
      statutory: null,
      onTime: null,
      wholeDays: 0,
    });
    expect((await storedCase()).head.dueAt).toBeNull();
  });

  it("waits for the applicant's correction, whose days are theirs, and lists what is asked", async () => {
    site.moveTo("2026-11-17T10:00:00+08:00");
    await does("clerk", "Task_Intake", { intakeOutcome: "correct", materialVerdicts: verdicts(false) });
    const clock = await clockEverywhere();
    expect(clock).toMatchObject({
      phase: "correction",
      light: "paused",
      dueOn: "2026-12-08",
      period: { limit: "15wd", light: "green" },
      statutory: { limit: "10wd", dueOn: null },
      beforeDays: 1,
    });
    const page = await (await as("shop-owner")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    const task = page.tasks.find(({ element }) => element === "Task_Supplement");
    expect(task).toMatchObject({
      dueAt: "2026-12-08T15:59:59.999Z",
      otherwise: { zh: "逾期未补正的，终止本次办理；您可以重新提出申请。" },
    });
    expect(page.materials.find(({ id }) => id === "floorPlan")?.verdict).toEqual({
      accepted: false,
      reason: "图纸不清晰",
      requirement: "请重新拍摄后上传",
    });
    expect(page.history.map(({ sentence }) => sentence.zh).join()).not.toContain("中止计时");
  });

  it("runs the organ's days again once the supplement is there", async () => {
    site.moveTo("2026-11-19T10:00:00+08:00");
    const owner = await as("shop-owner");
    await mustAct(owner, caseNo, "Task_Supplement", {
      materials: await uploadMaterials(owner, ["floorPlan"]),
    });
    expect(await clockEverywhere()).toMatchObject({ phase: "intake", dueOn: "2026-11-26", yourDays: 2 });
  });

  it("starts both limits with acceptance, and tells what went before outside their sum", async () => {
    site.moveTo("2026-11-20T10:00:00+08:00");
    await does("clerk", "Task_Recheck", { recheckOutcome: "accept", materialVerdicts: verdicts(true) });
    const clock = await clockAgreed();
    expect(clock).toMatchObject({
      phase: "running",
      dueOn: "2026-12-01",
      remaining: 7,
      statutory: { limit: "10wd", extendedBy: null, dueOn: "2026-12-04" },
      promised: { limit: "7wd", dueOn: "2026-12-01" },
      yourDays: 2,
      beforeDays: 2,
      deemed: false,
    });
    expect(clock.intervals.map(({ part, days }) => [part, days])).toEqual([
      ["before", 1],
      ["yours", 2],
      ["before", 1],
      ["ours", 0],
    ]);
  });

  it("stands still during a special procedure, with its ground", async () => {
    site.moveTo("2026-11-23T10:00:00+08:00");
    await does("reviewer", "Task_Review", { reviewOpinion: "需检测水质。" });
    await does("inspector", "Task_SiteCheck", {
      siteCheckStart: "2026-11-23T09:00:00+08:00",
      siteCheckEnd: "2026-11-23T09:30:00+08:00",
      siteCheckItems: [{ item: "自备水井", result: "符合" }],
      siteCheckConclusion: "现场核查合格",
      siteCheckOfficer: { name: "何桂平", licence: "C21031100017" },
    });
    await does("inspector-second", "Task_SiteCheckSecond", {
      siteCheckAgreed: true,
      siteCheckSecondOfficer: { name: "王成霞", licence: "C21031100018" },
    });
    await does("reviewer", "Task_OrderSpecial", {
      specialInstitution: "鞍山市疾病预防控制中心",
      specialDays: 10,
      specialExpectedOn: "2026-12-07",
    });
    site.moveTo("2026-11-24T10:00:00+08:00");
    expect(await clockAgreed()).toMatchObject({
      phase: "paused",
      pause: { ground: { zh: "检测", en: "testing" } },
      dueOn: null,
      remaining: 6,
      ourDays: 1,
      excludedDays: 1,
    });
  });

  it("shows both limits as base and extension once it is extended, with who approved it and why", async () => {
    site.moveTo("2026-11-25T10:00:00+08:00");
    await does("reviewer", "Task_SpecialResult", {
      specialPassed: true,
      specialReportNo: "SZ-1",
      specialDoneOn: "2026-11-24",
      specialReportedOn: "2026-11-25",
    });
    await does("reviewer", "Task_RequestExtension", { extensionReason: "水样需要复检。" });
    await does("approver", "Task_ApproveExtension", { extensionApproved: true, extensionApprover: "唐秀波" });
    const clock = await clockAgreed();
    expect(clock).toMatchObject({
      phase: "running",
      dueOn: "2026-12-09",
      promised: {
        limit: "12wd",
        base: "7wd",
        extendedBy: "5wd",
        dueOn: "2026-12-09",
        dueOnBefore: "2026-12-02",
      },
      statutory: {
        limit: "15wd",
        base: "10wd",
        extendedBy: "5wd",
        dueOn: "2026-12-14",
        dueOnBefore: "2026-12-07",
      },
      extension: { by: "5wd", approver: "唐秀波", reason: "水样需要复检。" },
    });
    const page = await (await as("shop-owner")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.history.map(({ sentence }) => sentence.zh).join()).toContain(
      "办理时限延长5个工作日（唐秀波批准，理由：水样需要复检）",
    );
  });

  it("keeps final figures after the decision, the same that indicators count", async () => {
    site.moveTo("2026-11-27T10:00:00+08:00");
    const conclusion = { recommendation: "grant", conclusionOpinion: "符合食品安全标准，建议准予许可。" };
    await does("reviewer", "Task_Conclusion", conclusion);
    await does("approver", "Task_Decision", { decision: "grant" });
    const decided = await clockAgreed();
    expect(decided).toMatchObject({
      phase: "closed",
      onTime: true,
      ourDays: 4,
      yourDays: 2,
      excludedDays: 1,
    });
    site.moveTo("2027-02-01T10:00:00+08:00");
    expect(withoutMoment(await clockAgreed())).toEqual(withoutMoment(decided));
    const { facts } = (await storedCase()).head;
    const { ourDays, yourDays, excludedDays, onTime } = decided;
    expect(facts).toMatchObject({ ourDays, yourDays, excludedDays, onTime, decided: true });
  });

  it("tells an acceptance that the law deems, and counts it from the day of receipt", async () => {
    site.moveTo("2026-11-16T09:00:00+08:00");
    caseNo = (await applyForFoodLicence(await as("shop-owner"))).caseNo;
    site.moveTo("2026-11-24T00:00:30+08:00");
    await site.worker.poke();
    const end = performance.now() + 15_000;
    while ((await storedCase()).head.acceptedAt === null && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const clock = await clockAgreed();
    expect(clock).toMatchObject({
      phase: "running",
      deemed: true,
      dueOn: "2026-11-25",
      light: "yellow",
      beforeDays: 0,
    });
    const page = await (await as("shop-owner")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.history.map(({ sentence }) => sentence.zh).join()).toContain(
      "视为受理，办理时限自11月16日起计算",
    );
  });
});

function withoutMoment(clock: ClockAnswer | null | undefined): object {
  const intervals = (clock?.intervals ?? []).map((each, index, all) =>
    index === all.length - 1 ? { ...each, to: "" } : each,
  );
  return { ...clock, intervals };
}

const sameMoment =
  (due: string | null | undefined) =>
  (told: unknown): boolean =>
    due == null ? told === null : Date.parse(String(told)) === Date.parse(due);
