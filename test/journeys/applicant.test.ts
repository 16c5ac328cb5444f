import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, CasePage, DeskPage, NoticePage } from "#contract";
import {
  COMPANY,
  applyForFoodLicence,
  foodForm,
  MATTER,
  reviewThrough,
  uploadMaterials,
  verdicts,
  type Staff,
} from "../harness/food-licence.ts";
import { act, mustAct, signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";

/** The identity number of somebody with no part in these cases. */
const SOMEBODY = "210311197111051553";
const AGENT = { byAgent: true, agentName: "何志军", agentIdNo: "210311199907041608" };

onEachDatabase("whom an application is for", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let clerk: Person;
  let materials: Record<string, string[]>;
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    owner = await signInAs(site.url, "shop-owner");
    clerk = await signInAs(site.url, "clerk");
    materials = await uploadMaterials(owner);
  }, 120_000);
  afterAll(() => site?.dispose());

  const apply = (change: Readonly<Record<string, unknown>>, more: Record<string, string[]> = {}) =>
    owner.try("POST", "/api/cases", {
      matter: MATTER,
      values: foodForm(change),
      materials: { ...materials, ...more },
    });

  it("is one's own firm, whose name the notices speak to", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    const { summary } = await owner.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(summary).toMatchObject({ applicantName: "千山区瑞汤小吃店", byAgent: false });
  });

  it("is never another's firm, unless one says that one acts for it and shows the letter", async () => {
    expect(await apply(COMPANY)).toMatchObject({
      status: 403,
      body: { code: "APPLICANT_NOT_OPERATOR", fields: [{ pointer: "/creditCode" }] },
    });
    const without = await apply({ ...COMPANY, ...AGENT });
    expect(without).toMatchObject({ status: 422, body: { code: "MATERIAL_MISSING" } });
    const letter = await uploadMaterials(owner, ["authorisation"]);
    const sent = await apply({ ...COMPANY, ...AGENT }, letter);
    expect(sent.status).toBe(200);
    const { caseNo } = sent.body as { caseNo: string };
    const { items } = await clerk.get<DeskPage>("/api/desk/tasks?view=mine");
    expect(items.find(({ case: one }) => one.caseNo === caseNo)?.case).toMatchObject({
      applicantName: COMPANY.operator,
      byAgent: true,
      agent: AGENT.agentName,
    });
    const page = await clerk.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.summary.agent).toBe(AGENT.agentName);
    expect(page.materials[0]?.id).toBe("authorisation");
    const leader = await signInAs(site.url, "leader");
    expect((await leader.get<CaseAnswer>(`/api/cases/${caseNo}`)).summary.agent).toBe("何*军");
  });

  it("is accepted by an agent only once the letter was checked, and nobody is asked for one without", async () => {
    const caseNo = await byAgent();
    const accept = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
    expect(await act(clerk, caseNo, "Task_Intake", accept)).toMatchObject({
      status: 422,
      body: { code: "TASK_VALUES_INVALID", fields: [{ pointer: "/letterChecked" }] },
    });
    await mustAct(clerk, caseNo, "Task_Intake", { ...accept, letterChecked: true });
    const own = await applyForFoodLicence(owner);
    const page = await clerk.get<CaseAnswer>(`/api/cases/${own.caseNo}`);
    const form = page.tasks.find(({ element }) => element === "Task_Intake")?.form;
    expect(Object.keys((form as { properties: object }).properties)).not.toContain("letterChecked");
    expect(await act(clerk, own.caseNo, "Task_Intake", { ...accept, letterChecked: true })).toMatchObject({
      status: 422,
    });
    await mustAct(clerk, own.caseNo, "Task_Intake", accept);
  });

  it("is told where the agent is somebody else than the one who signed in", async () => {
    const letter = await uploadMaterials(owner, ["authorisation"]);
    expect(await apply({ ...COMPANY, ...AGENT, agentName: "韩志芳" }, letter)).toMatchObject({
      status: 422,
      body: { code: "APPLICANT_NOT_AGENT", fields: [{ pointer: "/agentName" }] },
    });
  });

  const byAgent = async (): Promise<string> => {
    const sent = await apply({ ...COMPANY, ...AGENT }, await uploadMaterials(owner, ["authorisation"]));
    expect(sent).toMatchObject({ status: 200 });
    return (sent.body as { caseNo: string }).caseNo;
  };

  it("is the agent's own number, as the register of persons knows the account", async () => {
    const letter = await uploadMaterials(owner, ["authorisation"]);
    const other = { ...COMPANY, ...AGENT, agentIdNo: SOMEBODY };
    expect(await apply(other, letter)).toMatchObject({
      status: 422,
      body: { code: "APPLICANT_AGENT_NUMBER", fields: [{ pointer: "/agentIdNo" }] },
    });
    const misspelt = { ...COMPANY, ...AGENT, agentIdNo: "210311199907041609" };
    expect(await apply(misspelt, letter)).toMatchObject({
      status: 422,
      body: { code: "FORM_INVALID", fields: [{ pointer: "/agentIdNo" }] },
    });
  });

  it("is not an agent's where the account is the operator's own", async () => {
    const letter = await uploadMaterials(owner, ["authorisation"]);
    expect(await apply({ ...AGENT, agentIdNo: SOMEBODY }, letter)).toMatchObject({
      status: 422,
      body: { code: "APPLICANT_IS_OPERATOR", fields: [{ pointer: "/byAgent" }] },
    });
    // Where the number is the legal representative's, the form itself says so.
    expect(await apply({ ...AGENT }, letter)).toMatchObject({
      status: 422,
      body: { code: "FORM_INVALID", fields: [{ pointer: "/agentIdNo" }] },
    });
  });

  it("may name on a firm's account whoever handles it, and shows them the firm's own case", async () => {
    const company = await signInAs(site.url, "company");
    const files = await uploadMaterials(company, [...Object.keys(materials), "authorisation"]);
    const values = foodForm({
      ...COMPANY,
      byAgent: true,
      agentName: "高玉伟",
      agentIdNo: SOMEBODY,
    });
    const sent = await company.try("POST", "/api/cases", { matter: MATTER, values, materials: files });
    expect(sent.status).toBe(200);
    const { caseNo } = sent.body as { caseNo: string };
    const { summary } = await company.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(summary).toMatchObject({ applicantName: COMPANY.operator, byAgent: true });
    // Filed by the firm itself: who once acted for it elsewhere has no part in this one.
    expect(await owner.try("GET", `/api/cases/${caseNo}`)).toMatchObject({ status: 404 });
  });

  it("sees and acts on what its agent filed, and no other firm does", async () => {
    const company = await signInAs(site.url, "company");
    const caseNo = await byAgent();
    const mine = await company.get<CasePage>("/api/my/cases");
    expect(mine.items.map((each) => each.caseNo)).toContain(caseNo);
    await mustAct(clerk, caseNo, "Task_Intake", {
      intakeOutcome: "correct",
      materialVerdicts: verdicts(false),
    });
    const asked = await company.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(asked.summary).toMatchObject({ needsMe: true, byAgent: true });
    expect(asked.form.find(({ name }) => name === "agentIdNo")).toMatchObject({ masked: false });
    expect(asked.views).toHaveLength(1);
    const [letter] = asked.materials.find(({ id }) => id === "authorisation")?.files ?? [];
    expect(await company.try("GET", `/api/cases/${caseNo}/files/${letter?.sha256}`)).toMatchObject({
      status: 200,
    });
    await mustAct(company, caseNo, "Task_Supplement", {
      materials: await uploadMaterials(company, ["floorPlan"]),
    });
    const after = await owner.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(after.history.map(({ actor }) => actor.zh)).toContain("鞍山汤和餐饮管理有限公司");
    expect(after.views).toEqual(asked.views);

    const own = await applyForFoodLicence(owner);
    expect(await company.try("GET", `/api/cases/${own.caseNo}`)).toMatchObject({ status: 404 });
    const { items } = await company.get<CasePage>("/api/my/cases");
    expect(items.map((each) => each.caseNo)).not.toContain(own.caseNo);
  });

  it("may withdraw what its agent filed", async () => {
    const company = await signInAs(site.url, "company");
    const caseNo = await byAgent();
    await mustAct(company, caseNo, "Task_Withdraw", { withdrawalReason: "不再委托办理。" });
    const { summary } = await owner.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(summary.outcome).toBe("withdrawn");
    await expect(act(owner, caseNo, "Task_Withdraw", { withdrawalReason: "x" })).rejects.toThrow();
  });

  it("is told beside its agent, and holds what is issued", async () => {
    const company = await signInAs(site.url, "company");
    const logins = ["reviewer", "inspector", "inspector-second", "approver"] as const;
    const [reviewer, inspector, second, approver] = await Promise.all(
      logins.map((login) => signInAs(site.url, login)),
    );
    const staff = { clerk, reviewer, inspector, "inspector-second": second, approver } as Staff;
    const caseNo = await byAgent();
    await mustAct(clerk, caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      letterChecked: true,
      materialVerdicts: verdicts(true),
    });
    await reviewThrough(staff, caseNo);
    await mustAct(staff.approver, caseNo, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
    const page = await company.get<CaseAnswer>(`/api/cases/${caseNo}`);
    const record = page.records.find(({ register }) => register === "certificate");
    const path = `/api/records/certificate/${encodeURIComponent(record?.id ?? "")}`;
    expect(await company.try("GET", path)).toMatchObject({ status: 200 });
    expect(await owner.try("GET", path)).toMatchObject({ status: 404 });
    const titles = (answer: CaseAnswer) => answer.documents.map(({ kind }) => kind).toSorted();
    // The agent reads every document of the case, the certificate too.
    expect(titles(await owner.get<CaseAnswer>(`/api/cases/${caseNo}`))).toEqual(titles(page));
    const told = await until(async () => {
      const { items } = await company.get<NoticePage>("/api/notices");
      return items.filter((each) => each.caseNo === caseNo).length >= 3 ? items : undefined;
    });
    const agents = await owner.get<NoticePage>("/api/notices");
    const ids = (items: NoticePage["items"]) =>
      items.filter((each) => each.caseNo === caseNo).map(({ id }) => id);
    expect(ids(agents.items)).toEqual(ids(told));
  });

  it("is a registered one, written as registered", async () => {
    expect(await apply({ creditCode: "91210311MA0QX8AB02" })).toMatchObject({
      status: 422,
      body: { code: "APPLICANT_RECORD_UNKNOWN", fields: [{ pointer: "/creditCode" }] },
    });
    expect(await apply({ operator: "千山区瑞汤大酒店", legalRepresentative: "何志强" })).toMatchObject({
      status: 422,
      body: {
        code: "APPLICANT_DIFFERS",
        fields: [{ pointer: "/operator" }, { pointer: "/legalRepresentative" }],
      },
    });
  });
});

/** What an outbox brings in its own time. */
async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  const end = performance.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error("it did not come");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
