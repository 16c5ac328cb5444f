import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { faultsByAxe } from "../harness/axe.ts";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { mustAct } from "../harness/person.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 180_000;
const [DESK, PHONE] = [1440, 390];

describe("the clock in a real browser", () => {
  const front = inTheBrowser();
  let caseNo: string;

  beforeAll(async () => {
    const owner = await front.as("shop-owner");
    caseNo = (await applyForFoodLicence(owner)).caseNo;
  }, SLOW);

  async function open(login: string, path: string, width = DESK): Promise<Page> {
    const page = await front.open(login, path, width);
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
      const clerk = await front.as("clerk");
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
      expect(await faultsByAxe(page)).toEqual([]);
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
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
      expect(await faultsByAxe(page)).toEqual([]);
    },
    SLOW,
  );
});
