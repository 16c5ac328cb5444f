import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, DeskPage } from "#contract";
import { COMPANY, applyForFoodLicence, foodForm, MATTER, uploadMaterials } from "../harness/food-licence.ts";
import { signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";

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
    });
  });

  it("is told where the agent is somebody else than the one who signed in", async () => {
    const letter = await uploadMaterials(owner, ["authorisation"]);
    expect(await apply({ ...COMPANY, ...AGENT, agentName: "韩志芳" }, letter)).toMatchObject({
      status: 422,
      body: { code: "APPLICANT_NOT_AGENT", fields: [{ pointer: "/agentName" }] },
    });
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
