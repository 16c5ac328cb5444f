import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, GroundsAnswer } from "#contract";
import { auditLedger, findRecord, listEntries, systemContext } from "#store";
import {
  applyForFoodLicence,
  foodForm,
  MATTER,
  reviewThrough,
  uploadMaterials,
  verdicts,
  type Staff,
} from "../harness/food-licence.ts";
import { act, mustAct, type Person } from "../harness/person.ts";
import { mustRegister } from "../harness/sole-trader.ts";
import { takeInForShop } from "../harness/window.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SAID = { reason: "与平面图不一致", requirement: "按平面图更正" };
const faulted = (...fields: readonly (readonly [string, string])[]) =>
  fields.map(([field, name]) => ({ field, name, ...SAID }));
const AREA = ["area", "经营面积（平方米）"] as const;
const PHONE = ["mobile", "联系人手机"] as const;
const asks = (...fields: readonly (readonly [string, string])[]) => ({
  intakeOutcome: "correct",
  materialVerdicts: verdicts(true),
  fieldVerdicts: faulted(...fields),
});

onEachDatabase("a correction of the application", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let staff: Staff;
  let clerk: Person;
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    await signIn();
  }, 120_000);
  afterAll(() => site?.dispose());

  const signIn = async (): Promise<void> => {
    const as = async (login: string) => personOf(site, await enter(site, `demo-${login}`));
    owner = await as("shop-owner");
    const names = ["clerk", "reviewer", "inspector", "inspector-second", "approver"] as const;
    const people: [string, Person][] = [];
    for (const name of names) people.push([name, await as(name)]);
    staff = Object.fromEntries(people) as Staff;
    clerk = staff.clerk;
  };
  /** A session does not last through what a test passes over. */
  const moveTo = async (moment: string): Promise<void> => {
    site.moveTo(moment);
    await signIn();
  };
  const page = (person: Person, caseNo: string) => person.get<CaseAnswer>(`/api/cases/${caseNo}`);
  const fieldOf = ({ form }: CaseAnswer, name: string) => form.find((each) => each.name === name);
  const supplement = (caseNo: string, values: Readonly<Record<string, unknown>>) =>
    act(owner, caseNo, "Task_Supplement", values);

  it("names faulty fields in the one notice, opens them alone, and shows what stood there beside what stands", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    await mustAct(clerk, caseNo, "Task_Intake", asks(AREA, PHONE));
    const asked = await page(owner, caseNo);
    const task = asked.tasks.find(({ element }) => element === "Task_Supplement");
    const mending = (task?.form as { properties: Record<string, { properties: object }> }).properties[
      "correctedForm"
    ];
    expect(Object.keys(mending?.properties ?? {})).toEqual(["mobile", "area"]);
    expect(task?.values["correctedForm"]).toEqual({ mobile: "13900000001", area: 86 });

    expect(await supplement(caseNo, {})).toMatchObject({
      status: 422,
      body: {
        code: "TASK_VALUES_INVALID",
        fields: [{ pointer: "/correctedForm/area" }, { pointer: "/correctedForm/mobile" }],
      },
    });
    expect(
      await supplement(caseNo, { correctedForm: { area: 68, mobile: "13900000009", staffCount: 9 } }),
    ).toMatchObject({ status: 422, body: { code: "CORRECTION_FIELD_LOCKED" } });
    expect(await supplement(caseNo, { correctedForm: { area: -1, mobile: "13900000009" } })).toMatchObject({
      status: 422,
      body: { fields: [{ pointer: "/correctedForm/area" }] },
    });

    await moveTo("2026-11-17T10:00:00+08:00");
    await mustAct(owner, caseNo, "Task_Supplement", { correctedForm: { area: 68, mobile: "13900000009" } });
    const seen = await page(clerk, caseNo);
    expect(fieldOf(seen, "area")).toMatchObject({ value: { zh: "68" }, before: { zh: "86" } });
    expect(fieldOf(seen, "mobile")?.value.zh).not.toBe(fieldOf(seen, "mobile")?.before?.zh);
    expect(fieldOf(seen, "staffCount")?.before).toBeUndefined();
    expect(seen.history.map(({ sentence }) => sentence.zh).join("")).toContain("更正了");
    const own = await page(owner, caseNo);
    expect(fieldOf(own, "mobile")).toMatchObject({
      value: { zh: "13900000009" },
      before: { zh: "13900000001" },
      masked: false,
    });
    // The time to check begins anew when the correction is there (行政许可法 art. 32).
    expect(seen.summary.clock).toMatchObject({ phase: "intake", dueOn: "2026-11-24" });
  });

  it("keeps old and new in the ledger, personal ones beside it, and prints the certificate from the new", async () => {
    await moveTo("2026-11-18T09:00:00+08:00");
    const { caseNo } = await applyForFoodLicence(owner);
    const ADDRESS = ["premisesAddress", "经营场所地址"] as const;
    await mustAct(clerk, caseNo, "Task_Intake", asks(ADDRESS, PHONE));
    const premisesAddress = "鞍山市千山区汤岗子街道温泉路20号1层";
    await mustAct(owner, caseNo, "Task_Supplement", {
      correctedForm: { premisesAddress, mobile: "13900000009" },
    });
    const entries = await listEntries(site.store, systemContext(site.pack.code), caseNo);
    const events = entries.map(({ data }) => data["event"] as { corrected?: object });
    const corrected = events.find((event) => event.corrected !== undefined)?.corrected;
    expect(corrected).toMatchObject({
      fields: [{ field: "mobile" }, { field: "premisesAddress", after: premisesAddress }],
    });
    expect(JSON.stringify(corrected)).not.toContain("13900000009");
    await mustAct(clerk, caseNo, "Task_Recheck", {
      recheckOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
    await reviewThrough(staff, caseNo);
    await mustAct(staff.approver, caseNo, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
    const [record] = (await page(clerk, caseNo)).records.filter(({ register }) => register === "certificate");
    const certificate = await findRecord(
      site.store,
      systemContext(site.pack.code),
      "certificate",
      record?.id ?? "",
    );
    expect(JSON.stringify(certificate?.data)).toContain("温泉路20号");
    expect(await auditLedger(site.store)).toMatchObject({ ok: true });
  });

  it("lets a field stay where the applicant says why, and is asked again only of what was corrected", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    await mustAct(clerk, caseNo, "Task_Intake", asks(AREA, ["staffCount", "直接接触食品的从业人员（人）"]));
    await mustAct(owner, caseNo, "Task_Supplement", {
      correctedForm: { area: 70 },
      supplementNote: "从业人员确为3人，名册已交。",
    });
    const task = (await page(clerk, caseNo)).tasks.find(({ element }) => element === "Task_Recheck");
    const { properties } = task?.form as { properties: Record<string, { "x-fields": { field: string }[] }> };
    expect(properties["fieldVerdicts"]?.["x-fields"].map(({ field }) => field)).toEqual(["area"]);
    await mustAct(clerk, caseNo, "Task_Recheck", {
      recheckOutcome: "correct",
      materialVerdicts: verdicts(true),
      fieldVerdicts: faulted(AREA),
      onlyNewMaterial: true,
    });
    await mustAct(owner, caseNo, "Task_Supplement", { correctedForm: { area: 72 } });
    expect(fieldOf(await page(clerk, caseNo), "area")).toMatchObject({
      value: { zh: "72" },
      before: { zh: "70" },
    });
  });

  it("asks for the faulty materials beside the faulty fields", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    await mustAct(clerk, caseNo, "Task_Intake", {
      intakeOutcome: "correct",
      materialVerdicts: verdicts(false),
      fieldVerdicts: faulted(AREA),
    });
    expect(await supplement(caseNo, { correctedForm: { area: 60 } })).toMatchObject({
      status: 422,
      body: { fields: [{ pointer: "/materials" }] },
    });
    await mustAct(owner, caseNo, "Task_Supplement", {
      correctedForm: { area: 60 },
      materials: await uploadMaterials(owner, ["floorPlan"]),
    });
  });

  it("asks for the material that the corrected answer makes necessary", async () => {
    const { healthProof: _, ...materials } = await uploadMaterials(owner);
    const sales = { businessType: "食品销售经营者", businessItems: ["预包装食品销售"], staffCount: 0 };
    const sent = await owner.try("POST", "/api/cases", {
      matter: MATTER,
      values: foodForm(sales),
      materials,
    });
    expect(sent).toMatchObject({ status: 200 });
    const { caseNo } = sent.body as { caseNo: string };
    await mustAct(clerk, caseNo, "Task_Intake", asks(["staffCount", "直接接触食品的从业人员（人）"]));
    const task = (await page(owner, caseNo)).tasks.find(({ element }) => element === "Task_Supplement");
    const { properties } = task?.form as { properties: Record<string, { "x-more": { id: string }[] }> };
    expect(properties["materials"]?.["x-more"].map(({ id }) => id)).toContain("healthProof");
    const correctedForm = { staffCount: 2 };
    expect(await supplement(caseNo, { correctedForm })).toMatchObject({
      status: 422,
      body: { code: "MATERIAL_MISSING", fields: [{ pointer: "/materials" }] },
    });
    const proof = await uploadMaterials(owner, ["healthProof"]);
    await mustAct(owner, caseNo, "Task_Supplement", { correctedForm, materials: proof });
    expect((await page(clerk, caseNo)).materials.find(({ id }) => id === "healthProof")?.files).toHaveLength(
      1,
    );
  });

  it("is typed by the clerk at the window for who applied there", async () => {
    const { caseNo } = await takeInForShop(clerk, { again: "另一处门店" });
    await mustAct(clerk, caseNo, "Task_Intake", asks(AREA, PHONE));
    await mustAct(clerk, caseNo, "Task_Supplement", { correctedForm: { area: 61, mobile: "13900000009" } });
    expect(fieldOf(await page(clerk, caseNo), "area")).toMatchObject({
      value: { zh: "61" },
      before: { zh: "86" },
    });
  });

  it("has the facts and the rules of 秒批 asked again, and leaves the decision to the person who reviews", async () => {
    await mustRegister(owner, { tradeName: "千山区同名副食店" });
    const { caseNo } = await mustRegister(owner, { tradeName: "千山区同名副食店" });
    const grounds = () => clerk.get<GroundsAnswer>(`/api/cases/${caseNo}/grounds`);
    const failed = async () => (await grounds()).conditions.filter(({ result }) => result !== "holds");
    expect((await failed()).map(({ id }) => id)).toEqual(["nameFree"]);
    await mustAct(clerk, caseNo, "Task_Intake", {
      intakeOutcome: "correct",
      materialVerdicts: [],
      fieldVerdicts: [{ field: "tradeName", name: "名称", reason: "已有同名登记", requirement: "另取名称" }],
    });
    await mustAct(owner, caseNo, "Task_Supplement", { correctedForm: { tradeName: "千山区另名副食店" } });
    expect(await failed()).toEqual([]);
    expect(await grounds()).toMatchObject({ granted: false });
    expect(await clerk.try("POST", `/api/cases/${caseNo}/grounds/again`)).toMatchObject({
      body: { same: true },
    });
    expect((await page(owner, caseNo)).summary).toMatchObject({ outcome: null, state: "received" });
    await mustAct(clerk, caseNo, "Task_Recheck", { recheckOutcome: "accept", materialVerdicts: [] });
    await mustAct(staff.reviewer, caseNo, "Task_Review", {
      recommendation: "grant",
      conclusionOpinion: "名称可用。",
    });
    await mustAct(staff.approver, caseNo, "Task_Decision", { decision: "grant" });
    expect((await page(owner, caseNo)).summary.outcome).toBe("granted");
  });

  it("does not let an officer fault who applies, nor nothing at all", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    expect(await act(clerk, caseNo, "Task_Intake", asks(["creditCode", "统一社会信用代码"]))).toMatchObject({
      status: 422,
      body: { code: "CORRECTION_NOT_OF_FIELD" },
    });
    expect(await act(clerk, caseNo, "Task_Intake", asks())).toMatchObject({
      status: 422,
      body: { fields: [{ pointer: "/intakeOutcome" }] },
    });
    expect(await act(clerk, caseNo, "Task_Intake", { ...asks(AREA), intakeOutcome: "accept" })).toMatchObject(
      { status: 422, body: { fields: [{ pointer: "/intakeOutcome" }] } },
    );
  });

  it("is refused in words after withdrawal and after its last day", async () => {
    const first = (await applyForFoodLicence(owner)).caseNo;
    await mustAct(clerk, first, "Task_Intake", asks(AREA));
    const before = await page(owner, first);
    const task = before.tasks.find(({ element }) => element === "Task_Supplement");
    await mustAct(owner, first, "Task_Withdraw", { withdrawalReason: "不再经营" });
    const late = await owner.try("POST", `/api/cases/${first}/tasks/${task?.id}/complete`, {
      version: before.version,
      values: { correctedForm: { area: 60 } },
    });
    expect(late).toMatchObject({ status: 409, body: { code: "CASE_IS_OVER" } });
    const second = (await applyForFoodLicence(owner)).caseNo;
    await mustAct(clerk, second, "Task_Intake", asks(AREA));
    const opened = (await page(owner, second)).tasks.find(({ element }) => element === "Task_Supplement");
    await moveTo("2026-12-25T10:00:00+08:00");
    const last = await page(owner, second);
    const refused = await owner.try("POST", `/api/cases/${second}/tasks/${opened?.id}/complete`, {
      version: last.version,
      values: { correctedForm: { area: 60 } },
    });
    // Whether the notice that it lapsed is made already or not, the applicant is told.
    expect(refused.status).toBe(409);
    expect(["CORRECTION_TOO_LATE", "CASE_IS_OVER"]).toContain((refused.body as { code: string }).code);
  });
});
