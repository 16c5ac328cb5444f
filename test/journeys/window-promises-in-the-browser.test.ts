import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { CasePage, WindowMatters } from "#contract";
import { smallPdf } from "../harness/food-licence.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { act, mustAct, type CaseAnswer, type Person } from "../harness/person.ts";

const SLOW = 300_000;
const OWNER = { name: "赵宝军", idNo: "210311199807130013" };
const HALL = "service-centre";

/** The form that a matter's own rehearsals are filled in with. */
function formOf(matter: string): Record<string, unknown> {
  const text = readFileSync(`districts/qianshan/matters/${matter}/examples.yaml`, "utf8");
  return (parse(text) as { readonly base: Record<string, unknown> }).base;
}

function scan(name: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "scan-")), name);
  writeFileSync(file, smallPdf());
  return file;
}

describe("what is promised at the window, in a real browser", () => {
  const front = inTheBrowser();

  /** The clerk's page with what was begun there: who came and what they said, all but the materials. */
  const begun = async (matter: string): Promise<Page> => {
    const clerk = await front.as("hall-clerk");
    const { items } = await clerk.get<WindowMatters>(`/api/window/matters?hall=${HALL}&q=`);
    const values = formOf(matter);
    const data = {
      matter: items.find(({ id }) => id === matter),
      register: "enterprise",
      key: values["creditCode"],
      name: values["operator"],
      visitorName: OWNER.name,
      visitorIdNo: OWNER.idNo,
      values,
      materials: {},
    };
    expect((await clerk.try("PUT", "/api/window/draft", { data })).status).toBe(200);
    const page = await front.open("hall-clerk", "/desk/window", 1440);
    await page.getByRole("button", { name: "核对并预填" }).click();
    await page.getByText(/已与.+核对一致/).waitFor();
    return page;
  };
  const giveScans = async (page: Page, names: readonly string[]): Promise<void> => {
    for (const name of names) {
      const asked = page
        .locator("#window-materials section.field")
        .filter({ has: page.locator("h3", { hasText: name }) })
        .first();
      await asked
        .locator('input[type="file"]:not([webkitdirectory]):not([capture])')
        .setInputFiles(scan(`${name}.pdf`));
      await asked.locator(".file-kept").first().waitFor();
    }
  };
  const handIn = async (page: Page): Promise<string> => {
    await page.getByRole("button", { name: "收件", exact: true }).click();
    await page.getByRole("heading", { name: /已收件/ }).waitFor();
    return /\d{22}/.exec(await page.locator(".taken").innerText())?.[0] ?? "";
  };
  const accept = async (caseNo: string): Promise<void> => {
    const clerk = await front.as("window");
    const { materials } = await clerk.get<CaseAnswer>(`/api/cases/${caseNo}`);
    const materialVerdicts = materials
      .filter(({ files, certificates }) => files.length + certificates.length > 0)
      .map(({ id, name }) => ({ material: id, name: name.zh, accepted: true }));
    await mustAct(clerk, caseNo, "Task_Intake", { intakeOutcome: "accept", materialVerdicts });
  };
  const nameOf = (login: string): string =>
    front.site.pack.demo.accounts.find(({ username }) => username === login)?.name ?? login;
  const siteChecked = async (caseNo: string): Promise<void> => {
    const inspector = await front.as("visitor");
    const page = await inspector.get<CaseAnswer>(`/api/cases/${caseNo}`);
    const asked = page.tasks.find(({ element }) => element === "Task_SiteCheck")?.values["siteCheckItems"];
    await mustAct(inspector, caseNo, "Task_SiteCheck", {
      siteCheckStart: page.summary.receivedAt,
      siteCheckEnd: front.site.now(),
      siteCheckItems: (asked as readonly object[]).map((each) => ({ ...each, result: "符合" })),
      siteCheckConclusion: "现场核查合格",
      siteCheckOfficer: { name: nameOf("visitor"), licence: "C21031100017" },
    });
    await mustAct(await front.as("visitor-second"), caseNo, "Task_SiteCheckSecond", {
      siteCheckAgreed: true,
      siteCheckSecondOfficer: { name: nameOf("visitor-second"), licence: "C21031100018" },
    });
  };
  const checkOf = async (inspector: Person): Promise<string> => {
    const end = performance.now() + 60_000;
    for (;;) {
      const { items } = await inspector.get<CasePage>("/api/desk/cases?open=true");
      const check = items.find(({ title }) => title.zh.startsWith("事后核查"))?.caseNo;
      if (check !== undefined) return check;
      if (performance.now() > end) throw new Error("no check has begun");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };

  it(
    "takes in with a material promised for later, prints the promise, grants nothing before, and takes it at the window",
    async () => {
      const page = await begun("hr-service-licence");
      const name = String(formOf("hr-service-licence")["operator"]);
      const matter = front.site.pack.matters.get("hr-service-licence");
      const given = ["rules", "fundsProof", "staffProof"].map(
        (id) => matter?.materials.find((each) => each.id === id)?.name.zh ?? id,
      );
      await giveScans(page, given);
      // Neither there nor promised: refused before anything is sent.
      await page.getByRole("button", { name: "收件", exact: true }).click();
      await page
        .getByText(/请上传“经营场所使用证明”/)
        .first()
        .waitFor();
      await page.getByLabel(/暂时没有，承诺最迟/).check();
      await page.getByLabel(/签名：输入申请人的姓名/).fill(name);
      await lookAt(page, "window-deferral-1440", true);
      const caseNo = await handIn(page);
      await page.getByText("容缺受理承诺书").first().waitFor();
      await lookAt(page, "window-deferral-taken-1440", true);
      // While it is being made the page asks again.
      const printed = page.waitForResponse(
        (answer) => /\/papers\/[^/]+$/.test(answer.url()) && answer.status() !== 409,
      );
      await page.getByRole("button", { name: /打印.*容缺受理承诺书/ }).click();
      expect((await printed).headers()["content-type"]).toContain("application/pdf");

      // Flagged with its last day wherever it is listed, and on its page.
      const desk = await front.open("window", "/desk?view=organ", 1440);
      await desk
        .getByText(/容缺 · 最迟/)
        .first()
        .waitFor();
      await lookAt(desk, "window-deferral-list-1440");
      await accept(caseNo);
      const reviewer = await front.as("social-reviewer");
      await mustAct(reviewer, caseNo, "Task_Review", { reviewOpinion: "材料符合要求，场所证明容缺。" });
      front.site.moveTo("2026-11-16T09:20:00+08:00");
      await siteChecked(caseNo);
      await mustAct(reviewer, caseNo, "Task_Conclusion", {
        recommendation: "grant",
        conclusionOpinion: "建议准予",
      });
      const approver = await front.as("social-approver");
      const early = await act(approver, caseNo, "Task_Decision", { decision: "grant" });
      expect([early.status, (early.body as { code: string }).code]).toEqual([409, "DEFERRED_MATERIAL_OWED"]);
      expect((await approver.get<CaseAnswer>(`/api/cases/${caseNo}`)).records).toEqual([]);

      // The firm brings it to the window.
      await desk.goto(`${front.site.url}/desk/cases/${caseNo}`);
      await desk.getByRole("heading", { name: "补交容缺材料" }).first().waitFor();
      await lookAt(desk, "window-deferral-supply-1440", true);
      await desk
        .locator('input[type="file"]:not([webkitdirectory]):not([capture])')
        .first()
        .setInputFiles(scan("经营场所使用证明.pdf"));
      await desk.locator(".file-kept").first().waitFor();
      await desk.getByRole("button", { name: "补交容缺材料", exact: true }).click();
      const second = async (): Promise<boolean> =>
        (await (await front.as("window")).get<CaseAnswer>(`/api/cases/${caseNo}`)).tasks.some(
          ({ element }) => element === "Task_CheckDeferred",
        );
      await expect.poll(second, { timeout: 40_000 }).toBe(true);
      await lookAt(desk, "window-deferral-check-1440", true);
      await mustAct(await front.as("window"), caseNo, "Task_CheckDeferred", {
        deferredVerdicts: [{ material: "premisesRight", name: "经营场所使用证明", accepted: true }],
        deferredOutcome: "accept",
      });
      await mustAct(approver, caseNo, "Task_Decision", { decision: "grant" });
      const done = await approver.get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect([done.summary.outcome, done.summary.owedBy]).toEqual(["granted", null]);
      expect(done.records.map(({ register }) => register)).toContain("certificate");
      await Promise.all([page.context().close(), desk.context().close()]);
    },
    SLOW,
  );

  it(
    "tells all before a promise of the conditions is signed, decides on the day, and checks it afterwards",
    async () => {
      const page = await begun("fire-safety-check");
      await page.getByLabel(/采用告知承诺方式/).check();
      await page.getByRole("heading", { name: "承诺不实的后果" }).waitFor();
      const matter = front.site.pack.matters.get("fire-safety-check");
      const waived = matter?.commitment?.waives ?? [];
      const asked = ["rules", "floorPlan"].filter((id) => !waived.includes(id));
      await giveScans(
        page,
        asked.map((id) => matter?.materials.find((each) => each.id === id)?.name.zh ?? id),
      );
      const field = page.getByLabel(/签名：输入申请人的姓名/);
      await field.fill(String(formOf("fire-safety-check")["operator"]));
      await lookAt(page, "window-commitment-1440", true);
      const caseNo = await handIn(page);
      await page
        .getByText(/告知承诺书/)
        .first()
        .waitFor();
      await lookAt(page, "window-commitment-taken-1440", true);
      await accept(caseNo);
      await mustAct(await front.as("culture-approver"), caseNo, "Task_Decision", { decision: "grant" });
      const inspector = await front.as("visitor");
      const done = await (await front.as("culture-approver")).get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect(done.summary.outcome).toBe("granted");
      const check = await checkOf(inspector);
      const desk = await front.open("visitor", `/desk/cases/${check}`, 1440);
      await desk.getByRole("heading", { name: /核查/ }).first().waitFor();
      await lookAt(desk, "window-commitment-check-1440", true);
      const { tasks } = await inspector.get<CaseAnswer>(`/api/cases/${check}`);
      expect(tasks.map(({ element }) => element)).toContain("Task_Check");
      await Promise.all([page.context().close(), desk.context().close()]);
    },
    SLOW,
  );
});
