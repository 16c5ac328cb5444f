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

describe("the clock in a real browser", () => {
  let site: TestPlatform;
  let browser: Browser;
  let caseNo: string;

  beforeAll(async () => {
    site = await startTestPlatform({ at: "2026-11-16T09:00:00+08:00" });
    browser = await openBrowser();
    const owner = personOf(site, await enter(site, "demo-shop-owner"));
    caseNo = (await applyForFoodLicence(owner)).caseNo;
  }, SLOW);

  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  async function open(login: string, path: string, viewport = DESK): Promise<Page> {
    const { cookie } = await enter(site, `demo-${login}`);
    const [name = "", value = ""] = cookie.split("=");
    const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
    await context.addCookies([{ name, value, url: site.url }]);
    const page = await context.newPage();
    await page.goto(`${site.url}${path}`);
    await page.locator("button.clock-chip").first().waitFor();
    return page;
  }

  const chipOf = (page: Page) => page.locator("button.clock-chip").first();

  it(
    "says before acceptance what really runs, on the applicant's page and on the desk",
    async () => {
      const mine = await open("shop-owner", `/my/cases/${caseNo}`);
      expect(await chipOf(mine).innerText()).toBe("待受理，剩5个工作日");
      expect(await mine.locator("main").innerText()).not.toMatch(/计时中|中止计时/);
      await mine.getByText("还没有受理，办理期限尚未起算").waitFor();
      const desk = await open("clerk", "/desk?view=organ");
      expect(await chipOf(desk).innerText()).toBe("待受理，剩5个工作日");
    },
    SLOW,
  );

  it(
    "lists a correction item by item, with the last day and what comes of silence, and passes axe",
    async () => {
      const clerk = personOf(site, await enter(site, "demo-clerk"));
      const values = { intakeOutcome: "correct", materialVerdicts: verdicts(false) };
      await mustAct(clerk, caseNo, "Task_Intake", values);
      const page = await open("shop-owner", `/my/cases/${caseNo}`, PHONE);
      expect(await chipOf(page).innerText()).toBe("待补正：请您最迟 2026-12-07 补正");
      const wanted = page.locator(".wanted");
      await wanted.getByText("最迟 2026-12-07 周一（含当日）").waitFor();
      await wanted.getByText("逾期未补正的，终止本次办理").waitFor();
      expect(await wanted.locator("li.material-ask").count()).toBe(4);
      const first = await wanted.locator("li.material-ask").first().innerText();
      expect(first).toMatch(/存在的问题\s+图纸不清晰\s+补正要求\s+请重新拍摄后上传/);
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      expect(overflow).toBeLessThanOrEqual(0);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    },
    SLOW,
  );

  it(
    "keeps its explanation inside a phone's page",
    async () => {
      const page = await open("clerk", "/desk?view=organ", PHONE);
      await chipOf(page).click();
      const card = page.locator(".clock-card");
      await card.getByText("现在是申请人补正材料的时间").waitFor();
      const box = await card.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(PHONE.height);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    },
    SLOW,
  );
});
