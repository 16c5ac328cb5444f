import { afterAll, beforeAll, expect, it } from "vitest";
import type { CasePage, MandateAnswer, MandatesAnswer, PrefillAnswer } from "#contract";
import { auditLedger, listEntries, systemContext } from "#store";
import { COMPANY, foodForm, MATTER, uploadMaterials, verdicts } from "../harness/food-licence.ts";
import { mustAct, type CaseAnswer, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const FIRM = `enterprise:${COMPANY.creditCode}`;
/** The shop's owner, as the register of persons knows him, is who the company lets act for it. */
const AGENT = { name: "何志军", idNo: "210311199907041608" };

onEachDatabase("a firm's mandate", (database) => {
  let site: TestPlatform;
  let company: Person;
  let agent: Person;
  let clerk: Person;
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    const as = async (login: string) => personOf(site, await enter(site, `demo-${login}`));
    [company, agent, clerk] = [await as("company"), await as("shop-owner"), await as("clerk")];
  }, 120_000);
  afterAll(() => site?.dispose());

  const grant = (change: object = {}, person = company) =>
    person.try("POST", "/api/my/mandates", {
      principal: FIRM,
      ...AGENT,
      matters: [MATTER],
      to: "2027-11-15",
      ...change,
    });
  const apply = async () => {
    const materials = await uploadMaterials(agent);
    return agent.try("POST", "/api/cases", { matter: MATTER, values: foodForm(COMPANY), materials });
  };

  it("is granted by the firm's own account, to a person who is known, in matters it may apply for", async () => {
    const refusals = [
      [await grant({}, agent), 403, "MANDATE_NOT_YOURS"],
      [await grant({}, clerk), 403, "MANDATE_NOT_YOURS"],
      [await grant({ name: "何志君" }), 422, "MANDATE_PERSON_UNKNOWN"],
      [await grant({ idNo: "440524188001010014" }), 422, "MANDATE_PERSON_UNKNOWN"],
      [await grant({ to: "2026-11-15" }), 422, "MANDATE_PERIOD"],
      [await grant({ to: "2036-11-15" }), 422, "MANDATE_PERIOD"],
      [await grant({ matters: ["no-such-matter"] }), 422, "MANDATE_MATTER_UNFIT"],
    ] as const;
    for (const [answer, status, code] of refusals)
      expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
    expect((await company.get<MandatesAnswer>("/api/my/mandates")).granted).toEqual([]);
  });

  it("lets its holder apply in the firm's name without a letter, and no longer once it is withdrawn", async () => {
    expect(await apply()).toMatchObject({ status: 403, body: { code: "APPLICANT_NOT_OPERATOR" } });
    const granted = await grant();
    expect(granted).toMatchObject({ status: 200, body: { state: "inForce", agentName: "何志军" } });
    const known = await agent.get<PrefillAnswer>(`/api/matters/${MATTER}/prefill?for=${FIRM}`);
    expect(known).toMatchObject({ for: FIRM, values: { operator: COMPANY.operator } });

    const sent = await apply();
    expect(sent.status).toBe(200);
    const { caseNo } = sent.body as { caseNo: string };
    const page = await clerk.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.summary).toMatchObject({ applicantName: COMPANY.operator, byAgent: true, agent: "何志军" });
    expect((await company.get<CasePage>("/api/my/cases")).items.map((each) => each.caseNo)).toContain(caseNo);

    await mustAct(clerk, caseNo, "Task_Intake", {
      intakeOutcome: "correct",
      materialVerdicts: verdicts(false),
    });
    const { id } = granted.body as MandateAnswer;
    expect(await agent.try("POST", `/api/my/mandates/${id}/withdraw`, {})).toMatchObject({ status: 404 });
    expect(await company.try("POST", `/api/my/mandates/${id}/withdraw`, {})).toMatchObject({
      status: 200,
      body: { state: "withdrawn" },
    });
    const mine = await agent.get<CaseAnswer>(`/api/cases/${caseNo}`);
    const supplement = mine.tasks.find(({ element }) => element === "Task_Supplement");
    expect(supplement?.refused?.zh).toContain("收回");
    expect(await apply()).toMatchObject({ status: 403, body: { code: "APPLICANT_NOT_OPERATOR" } });
    await mustAct(company, caseNo, "Task_Supplement", {
      materials: await uploadMaterials(company, ["floorPlan"]),
    });
  });

  it("stands in the firm's own chain without the agent's name, and runs out by itself", async () => {
    await grant({ to: "2026-11-20", matters: [] });
    const context = systemContext(site.pack.code);
    const entries = await listEntries(site.store, context, `record:${FIRM}`);
    const told = entries.filter(({ kind }) => kind.startsWith("mandate"));
    expect(told.map(({ kind }) => kind)).toEqual(["mandateGranted", "mandateWithdrawn", "mandateGranted"]);
    expect(JSON.stringify(told)).not.toContain("何志军");
    expect(await auditLedger(site.store)).toMatchObject({ ok: true });

    site.moveTo("2026-11-21T09:00:00+08:00");
    agent = personOf(site, await enter(site, "demo-shop-owner"));
    company = personOf(site, await enter(site, "demo-company"));
    const { held } = await agent.get<MandatesAnswer>("/api/my/mandates");
    expect(held.map(({ state }) => state)).toEqual(["over", "withdrawn"]);
    expect(await apply()).toMatchObject({ status: 403, body: { code: "APPLICANT_NOT_OPERATOR" } });
  });
});
