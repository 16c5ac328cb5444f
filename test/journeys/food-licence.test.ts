import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CasePage, DeskPage, IndicatorRecordsAnswer, PublicVerification, ScreenAnswer } from "#contract";
import {
  applyForFoodLicence,
  reviewThrough,
  siteCheck,
  smallPdf,
  uploadMaterials,
  verdicts,
  MATTER,
  type Staff,
} from "../harness/food-licence.ts";
import { act, mustAct, signInAs, type CaseAnswer, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";

onEachDatabase("a food business licence", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let staff: Staff;
  let leader: Person;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00" });
    const people = await Promise.all(
      ["shop-owner", "clerk", "reviewer", "inspector", "inspector-second", "approver", "leader"].map(
        (login) => signInAs(site.url, login),
      ),
    );
    const [first, clerk, reviewer, inspector, second, approver, last] = people as [
      Person,
      Person,
      Person,
      Person,
      Person,
      Person,
      Person,
    ];
    owner = first;
    leader = last;
    staff = { clerk, reviewer, inspector, "inspector-second": second, approver };
  }, 120_000);

  afterAll(() => site?.dispose());

  const page = (person: Person, caseNo: string) => person.get<CaseAnswer>(`/api/cases/${caseNo}`);

  it("is granted after one correction, sealed, counted, and opens its own records", async () => {
    const before = await leader.get<ScreenAnswer>("/api/screen");
    const { caseNo, entryHash } = await applyForFoodLicence(owner);
    expect(caseNo).toMatch(/^210311\d{16}$/);
    expect(entryHash).toMatch(/^[0-9a-f]{64}$/);

    await mustAct(staff.clerk, caseNo, "Task_Intake", {
      intakeOutcome: "correct",
      materialVerdicts: verdicts(false),
    });
    const done = await staff.clerk.get<DeskPage>("/api/desk/tasks?view=done");
    expect(done.items.map((each) => each.case.caseNo)).toContain(caseNo);
    const corrected = await page(owner, caseNo);
    expect(corrected.summary.state).toBe("correction");
    expect(corrected.summary.needsMe).toBe(true);

    await mustAct(owner, caseNo, "Task_Supplement", {
      materials: await uploadMaterials(owner, ["floorPlan"]),
    });
    await mustAct(staff.clerk, caseNo, "Task_Recheck", {
      recheckOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
    const accepted = await page(owner, caseNo);
    expect(accepted.summary.clock?.statutory?.limit).toBe("10wd");
    expect(accepted.summary.clock?.dueOn).toBe("2026-11-25");

    await reviewThrough(staff, caseNo);
    const own = await act(staff.reviewer, caseNo, "Task_Decision", { decision: "grant" }).catch(
      (fault: Error) => fault.message,
    );
    expect(own).toContain("Task_Decision");
    const decidedAt = performance.now();
    await mustAct(staff.approver, caseNo, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
    const granted = await page(owner, caseNo);
    expect(granted.summary.outcome).toBe("granted");
    expect(granted.records.map(({ register }) => register).toSorted()).toEqual([
      "certificate",
      "licensed-premises",
    ]);

    const certificate = granted.documents.find(({ kind }) => kind === "certificate");
    const pdf = await sealedFile(owner, certificate?.id ?? "");
    expect(performance.now() - decidedAt).toBeLessThan(10_000);
    expect(pdfsig(pdf)).toContain("Signature is Valid");
    expect(pdfsig(pdf)).toContain("Total document signed");

    const identifier = granted.records.find(({ register }) => register === "certificate")?.id ?? "";
    const answer = await fetch(`${site.url}/api/public/verify/${identifier}`);
    const verified = (await answer.json()) as PublicVerification;
    expect(verified).toMatchObject({ found: true, status: "valid", signature: { valid: true } });

    const after = await leader.get<ScreenAnswer>("/api/screen");
    const count = (screen: ScreenAnswer) => screen.figures.find(({ id }) => id === "food-licences-issued");
    expect(Number(count(after)?.value)).toBe(Number(count(before)?.value ?? 0) + 1);
    const records = await leader.get<IndicatorRecordsAnswer>("/api/indicators/food-licences-issued/records");
    expect(records.items).toHaveLength(records.figure.records);
    expect(records.items.map(({ id }) => id)).toContain(identifier);
    const record = await leader.get<{ chain: { intact: boolean }; caseNo: string }>(
      `/api/records/certificate/${identifier}`,
    );
    expect(record).toMatchObject({ caseNo, chain: { intact: true } });
    expect((await page(leader, caseNo)).chain.intact).toBe(true);
    expect((await page(owner, caseNo)).views.length).toBeGreaterThan(0);
  });

  it("is refused with reasons and remedies, and changes no licence figure", async () => {
    const before = await leader.get<ScreenAnswer>("/api/screen");
    const { caseNo } = await applyForFoodLicence(owner);
    await mustAct(staff.clerk, caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
    await reviewThrough(staff, caseNo);
    await mustAct(staff.approver, caseNo, "Task_Decision", {
      decision: "refuse",
      decisionReasons: ["后厨生熟食品未分开。"],
    });
    const refused = await page(owner, caseNo);
    expect(refused.summary.outcome).toBe("refused");
    expect(refused.documents.map(({ title }) => title.zh)).toContain("不予行政许可决定书");
    const after = await leader.get<ScreenAnswer>("/api/screen");
    const issued = (screen: ScreenAnswer) =>
      screen.figures.find(({ id }) => id === "food-licences-issued")?.value;
    expect(issued(after)).toBe(issued(before));
  });

  it("is withdrawn by the applicant, and nobody can act on it any more", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    await mustAct(owner, caseNo, "Task_Withdraw", { withdrawalReason: "暂不开店。" });
    const withdrawn = await page(staff.clerk, caseNo);
    expect(withdrawn.summary.outcome).toBe("withdrawn");
    expect(withdrawn.tasks).toEqual([]);
  });

  it("lets exactly one of two people win who act on one task at once", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    const second = await signInAs(site.url, "clerk-second");
    const values = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
    const both = await Promise.all([
      act(staff.clerk, caseNo, "Task_Intake", values),
      act(second, caseNo, "Task_Intake", values),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, expect.any(Number)]);
    const loser = both.find(({ status }) => status !== 200);
    expect((loser?.body as { code: string }).code).toMatch(/CASE_CHANGED|STALE_VERSION|TASK_UNKNOWN/);
  });

  it("is sent once however often the button is pressed", async () => {
    const materials = await uploadMaterials(owner);
    const body = {
      matter: MATTER,
      values: (await import("../harness/food-licence.ts")).foodForm(),
      materials,
    };
    const key = "journey-double-press-0001";
    const answers = await Promise.all([1, 2, 3].map(() => owner.try("POST", "/api/cases", body, key)));
    const numbers = new Set(
      answers.filter(({ status }) => status === 200).map((each) => (each.body as { caseNo: string }).caseNo),
    );
    expect(numbers.size).toBe(1);
    const again = await owner.try("POST", "/api/cases", body, key);
    expect(numbers.has((again.body as { caseNo: string }).caseNo)).toBe(true);
  });

  it("pauses its clock for the water test of an own well", async () => {
    const { caseNo, receivedAt } = await applyForFoodLicence(owner, { ownWell: true });
    await mustAct(staff.clerk, caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
    await mustAct(staff.reviewer, caseNo, "Task_Review", { reviewOpinion: "需检测水质。" });
    await mustAct(staff.inspector, caseNo, "Task_SiteCheck", siteCheck(receivedAt, "自备水井"));
    await mustAct(staff["inspector-second"], caseNo, "Task_SiteCheckSecond", {
      siteCheckAgreed: true,
      siteCheckSecondOfficer: { name: "王成霞", licence: "C21031100018" },
    });
    await mustAct(staff.reviewer, caseNo, "Task_OrderSpecial", {
      specialInstitution: "鞍山市疾病预防控制中心",
      specialDays: 10,
      specialExpectedOn: "2026-11-30",
    });
    const paused = await page(owner, caseNo);
    expect(paused.summary.clock?.light).toBe("paused");
    expect(paused.documents.map(({ title }) => title.zh).join()).toContain("特别程序");
  });

  it("refuses a forbidden, a mislabelled and an oversized file, each with its own code", async () => {
    const forbidden = await owner.upload(
      MATTER,
      "floorPlan",
      "plan.pdf",
      new TextEncoder().encode("<script>alert(1)</script>"),
    );
    expect(forbidden).toMatchObject({ status: 415, body: { code: "FILE_TYPE_FORBIDDEN" } });
    const mislabelled = await owner.upload(MATTER, "floorPlan", "plan.png", smallPdf());
    expect(mislabelled).toMatchObject({ status: 415, body: { code: "FILE_MISLABELLED" } });
    const large = new Uint8Array(50 * 1024 * 1024);
    large.set(smallPdf());
    const oversized = await owner.upload(MATTER, "floorPlan", "plan.pdf", large);
    expect(oversized).toMatchObject({ status: 413, body: { code: "FILE_TOO_LARGE" } });
  });

  it("is deemed accepted from the day of receipt when nobody answers in five working days", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    site.moveTo("2026-11-24T00:00:30+08:00");
    // Eight days later every session has ended.
    owner = await signInAs(site.url, "shop-owner");
    await until(async () => (await page(owner, caseNo)).summary.clock?.dueOn != null, 15_000);
    const deemed = await page(owner, caseNo);
    expect(deemed.summary.state).not.toBe("received");
    expect(deemed.summary.clock?.statutory?.dueOn).toBe("2026-11-30");
    const mine = await owner.get<CasePage>("/api/my/cases");
    expect(mine.items.some((each) => each.caseNo === caseNo)).toBe(true);
  });
});

async function sealedFile(person: Person, document: string): Promise<Uint8Array> {
  const cookie = [...person.browser.cookies]
    .map(([key, value]) => `${key.split(" ")[1]}=${value}`)
    .join("; ");
  const host = [...person.browser.cookies.keys()][0]?.split(" ")[0] ?? "";
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(`http://${host}/api/documents/${document}`, { headers: { cookie } });
    if (answer.status === 200) return new Uint8Array(await answer.arrayBuffer());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the document ${document} was never sealed`);
}

function pdfsig(pdf: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), "yiwang-pdf-")), "certificate.pdf");
  writeFileSync(path, pdf);
  try {
    return execFileSync("pdfsig", [path], { encoding: "utf8" });
  } catch (fault) {
    return String((fault as { stdout?: string }).stdout ?? fault);
  }
}

async function until(met: () => Promise<boolean>, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    if (await met()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`not met within ${milliseconds} ms`);
}
