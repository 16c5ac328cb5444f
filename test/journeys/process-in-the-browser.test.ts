import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../browser.ts";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { mustAct } from "../harness/person.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 180_000;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Opens a page and keeps what the browser complains of: errors, refused contents, and the scripts it asked for. */
async function open(browser: Browser, site: TestPlatform, login: string, path: string, viewport = DESK) {
  const { cookie } = await enter(site, `demo-${login}`);
  const [name = "", value = ""] = cookie.split("=");
  const touch = viewport === PHONE;
  const context = await browser.newContext({
    viewport,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    hasTouch: touch,
  });
  await context.addCookies([{ name, value, url: site.url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  const scripts: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || /content.security.policy/i.test(message.text()))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(request.url());
  });
  await page.goto(`${site.url}${path}`);
  await page.locator("main h1").first().waitFor();
  return { page, complaints, scripts };
}

async function toProcess(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "办理流程" }).scrollIntoViewIfNeeded();
  await page.locator('.process-canvas[data-drawn="true"]').waitFor();
  await page.waitForTimeout(300);
}

async function look(page: Page, name: string): Promise<void> {
  const shots = process.env["YIWANG_TEST_SHOTS"];
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  expect(overflow).toBeLessThanOrEqual(0);
}

/** The mark of bpmn.io must stay fully visible with nothing over it (its licence). */
async function expectMark(page: Page): Promise<void> {
  const mark = page.locator(".bjs-powered-by");
  await mark.scrollIntoViewIfNeeded();
  const seen = await page.evaluate(`(() => {
    const mark = document.querySelector(".bjs-powered-by");
    const { left, top, right, bottom } = mark.getBoundingClientRect();
    const { opacity, visibility } = getComputedStyle(mark);
    const points = [
      [left + 1, top + 1], [right - 1, top + 1], [left + 1, bottom - 1], [right - 1, bottom - 1],
      [(left + right) / 2, (top + bottom) / 2],
    ];
    const ours = points.filter(([x, y]) => mark.contains(document.elementFromPoint(x, y))).length;
    return { ours, opacity, visibility };
  })()`);
  expect(seen).toEqual({ ours: 5, opacity: "1", visibility: "visible" });
}

describe("the process in a real browser", () => {
  let site: TestPlatform;
  let browser: Browser;
  let caseNo: string;

  beforeAll(async () => {
    site = await startTestPlatform({ at: "2026-11-16T09:00:00+08:00" });
    browser = await openBrowser();
    const owner = personOf(site, await enter(site, "demo-shop-owner"));
    caseNo = (await applyForFoodLicence(owner)).caseNo;
    const clerk = personOf(site, await enter(site, "demo-clerk"));
    await mustAct(clerk, caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
  }, SLOW);

  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  it(
    "draws the case on the desk with every step in words beside it, and breaks no content policy",
    async () => {
      const { page, complaints, scripts } = await open(browser, site, "reviewer", `/desk/cases/${caseNo}`);
      expect(scripts.filter((url) => url.includes("/viewer-"))).toEqual([]);
      await toProcess(page);
      expect(scripts.filter((url) => url.includes("/viewer-"))).toHaveLength(1);
      const words = await page.locator(".process-words").innerText();
      expect(words).toMatch(/正在[\s\S]*审查申请材料\s*正在办理\s*区市场监管局审查人/);
      expect(words).toMatch(/已完成[\s\S]*收到申请[\s\S]*收件审查[\s\S]*出具受理通知书/);
      expect(await page.locator(".djs-element.is-current").count()).toBe(1);
      expect(await page.locator('.is-current[data-element-id="Task_Review"]').count()).toBe(1);
      await expectMark(page);
      await look(page, "process-1440");
      await page.getByRole("button", { name: "全图" }).click();
      await expectMark(page);
      await look(page, "process-whole-1440");
      expect(complaints).toEqual([]);
    },
    SLOW,
  );

  it(
    "is whole on a phone, and moves by finger, buttons and keys",
    async () => {
      const { page, complaints } = await open(browser, site, "reviewer", `/desk/cases/${caseNo}`, PHONE);
      await toProcess(page);
      await expectMark(page);
      await look(page, "process-390");
      expect(complaints).toEqual([]);
    },
    SLOW,
  );
});
