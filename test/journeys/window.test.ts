import { afterAll, beforeAll, expect, it } from "vitest";
import type {
  CaseAnswer,
  ProblemAnswer,
  WindowAnswer,
  WindowApplicantAnswer,
  WindowMatters,
} from "#contract";
import { findCaseByNo, listAccess, systemContext } from "#store";
import { makeAccount } from "../harness/accounts.ts";
import { foodForm, MATTER, smallPdf, uploadMaterials, verdicts } from "../harness/food-licence.ts";
import { act, mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { AGENT, LETTER, OWNER, shopAtWindow, SHOP, takeInForShop } from "../harness/window.ts";
import { enter, personOf } from "../harness/visitor.ts";

onEachDatabase("taking in at a window for who comes", (database) => {
  let site: TestPlatform;
  let hall: Person;
  let clerk: Person;
  const as = async (account: string): Promise<Person> => personOf(site, await enter(site, account));

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    hall = await as("demo-hall-clerk");
    clerk = await as("demo-clerk");
  }, 120_000);

  afterAll(() => site?.dispose());

  const refusal = async (person: Person, change: object): Promise<[number, string]> => {
    const sent = await person.try("POST", "/api/window/cases", await shopAtWindow(person, { ...change }));
    return [sent.status, (sent.body as ProblemAnswer).code];
  };
  const close = async (caseNo: string): Promise<void> => {
    await mustAct(clerk, caseNo, "Task_Withdraw", { withdrawalReason: "试验完毕，申请人撤回。" });
  };

  it("shows a clerk the halls, and the matters that may be taken in there", async () => {
    const { halls } = await hall.get<WindowAnswer>("/api/window");
    expect(halls.map(({ id }) => id)).toContain("service-centre");
    const { items } = await hall.get<WindowMatters>("/api/window/matters?hall=service-centre&q=食品");
    expect(items.find(({ id }) => id === MATTER)).toMatchObject({
      agent: true,
      letter: { id: LETTER, asked: true },
      registers: [{ id: "enterprise", person: false }],
    });
  });

  it("fills the form from the register only where number and name are of one", async () => {
    const body = { matter: MATTER, hall: "service-centre", applicant: SHOP };
    const known = await hall.try("POST", "/api/window/applicant", body);
    expect(known.status).toBe(200);
    expect((known.body as WindowApplicantAnswer).values).toMatchObject({ legalRepresentative: "何志军" });
    const wrong = { ...body, applicant: { ...SHOP, name: "千山区别家小吃店" } };
    const refused = await hall.try("POST", "/api/window/applicant", wrong);
    expect(refused.body).toMatchObject({ code: "WINDOW_NAME_DIFFERS" });
    expect(JSON.stringify(refused.body)).not.toContain("瑞汤");
    const looks = await listAccess(
      site.store,
      systemContext(site.pack.code),
      { subject: `record:enterprise:${SHOP.key}` },
      5,
    );
    expect(looks[0]).toMatchObject({ name: "李春梅", organ: "business-environment" });
  });

  it("gives a receipt, keeps the channel, and lets the firm's own account see the case", async () => {
    const { caseNo, document } = await takeInForShop(hall);
    const stored = await findCaseByNo(site.store, systemContext(site.pack.code), caseNo);
    expect(stored?.head).toMatchObject({
      applicant: "window",
      applicantName: SHOP.name,
      inNameOf: `enterprise:${SHOP.key}`,
      facts: { channel: "window" },
    });
    const owner = await as("demo-shop-owner");
    const page = await owner.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.history.map(({ sentence }) => sentence.zh).join()).toContain("窗口收件，由窗口人员录入");
    const { takenIn } = await hall.get<WindowAnswer>("/api/window");
    expect(takenIn[0]).toMatchObject({ caseNo, applicantName: SHOP.name, byAgent: false });
    const receipt = `/api/window/cases/${caseNo}/papers/${document}`;
    await expect.poll(async () => (await hall.try("GET", receipt)).status, { timeout: 20_000 }).toBe(200);
    expect((await (await as("demo-station-clerk")).try("GET", receipt)).status).toBe(404);
    await close(caseNo);
  }, 60_000);

  it("prints the form with what is known, to be signed", async () => {
    const body = { matter: MATTER, hall: "service-centre", applicantName: SHOP.name, values: foodForm() };
    const printed = await hall.try("POST", "/api/window/blank", body);
    expect(printed.status).toBe(200);
    expect(String(printed.body)).toMatch(/^%PDF-/);
  });

  it("answers the same receipt to the same key, and asks why for the same matter twice", async () => {
    const body = await shopAtWindow(hall);
    const once = await hall.try("POST", "/api/window/cases", body, "the-same-key");
    const again = await hall.try("POST", "/api/window/cases", body, "the-same-key");
    expect(again.body).toEqual(once.body);
    expect(await refusal(hall, {})).toEqual([409, "WINDOW_ALREADY_OPEN"]);
    const second = await takeInForShop(hall, { again: "两处经营场所，分别申请。" });
    await close((once.body as { caseNo: string }).caseNo);
    await close(second.caseNo);
  });

  it("takes in from an agent with a letter in force, and says so on the case", async () => {
    const letter = await hall.upload(MATTER, LETTER, "委托书.pdf", smallPdf());
    const materials = async () => ({
      ...(await uploadMaterials(hall)),
      [LETTER]: [(letter.body as { sha256: string }).sha256],
    });
    const came = { visitor: AGENT };
    expect(await refusal(hall, came)).toEqual([422, "WINDOW_LETTER_MISSING"]);
    expect(await refusal(hall, { ...came, materials: await materials() })).toEqual([
      422,
      "WINDOW_LETTER_MISSING",
    ]);
    const late = { ...came, materials: await materials(), letterUntil: "2026-11-15" };
    expect(await refusal(hall, late)).toEqual([422, "WINDOW_LETTER_EXPIRED"]);
    const { caseNo } = await takeInForShop(hall, { ...late, letterUntil: "2026-11-16" });
    const page = await clerk.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.summary).toMatchObject({ byAgent: true, agent: AGENT.name });
    await close(caseNo);
  });

  it("refuses numbers with a wrong check digit, names that are not theirs, and a clerk's own case", async () => {
    const key = `${SHOP.key.slice(0, -1)}Q`;
    expect((await refusal(hall, { applicant: { ...SHOP, key } }))[0]).toBe(422);
    expect(await refusal(hall, { applicant: { ...SHOP, name: "千山区别家小吃店" } })).toEqual([
      422,
      "WINDOW_NAME_DIFFERS",
    ]);
    expect(await refusal(hall, { visitor: { ...OWNER, name: "何志" } })).toEqual([
      422,
      "WINDOW_NAME_DIFFERS",
    ]);
    // Other registers are kept by identity numbers too, and nobody applies as a record of theirs.
    const elsewhere = { register: "marriage-status", key: OWNER.idNo, name: OWNER.name };
    expect(await refusal(hall, { matter: "unresolved-affair", applicant: elsewhere })).toEqual([
      422,
      "WINDOW_APPLICANT_KIND",
    ]);
    await makeAccount(site, "namesake", OWNER.name, "staff", [
      { id: "namesake-clerk", organ: "market-regulation", role: "clerk", division: site.pack.code },
    ]);
    expect(await refusal(await as("namesake"), {})).toEqual([403, "WINDOW_OWN_CASE"]);
    const station = await as("demo-station-clerk");
    expect(await refusal(station, {})).toEqual([403, "CASE_NOT_OPENED_HERE"]);
  });

  it("keeps intake, review and decision apart: whoever took in may not review", async () => {
    await makeAccount(site, "two-seats", "王双岗", "staff", [
      { id: "two-clerk", organ: "market-regulation", role: "clerk", division: site.pack.code },
      { id: "two-reviewer", organ: "market-regulation", role: "reviewer", division: site.pack.code },
    ]);
    const both = await as("two-seats");
    const { caseNo } = await takeInForShop(both);
    await mustAct(clerk, caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
    await expect(act(both, caseNo, "Task_Review", {})).rejects.toThrow(/已经办理|窗口收件/);
  });
});
