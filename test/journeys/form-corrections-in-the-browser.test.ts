import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { mustAct } from "../harness/person.ts";

const SLOW = 240_000;

describe("a correction of the application in a real browser", () => {
  const front = inTheBrowser();
  let caseNo: string;

  beforeAll(async () => {
    caseNo = (await applyForFoodLicence(await front.as("shop-owner"))).caseNo;
  }, SLOW);

  async function nameFields(page: Page): Promise<void> {
    const task = page.locator("form.form").first();
    for (const row of await task.locator(".verdict-choices").all())
      await row.getByText("齐备", { exact: true }).click();
    const choose = task.locator(".field-verdicts select");
    await choose.selectOption({ value: "area" });
    await choose.selectOption({ value: "mobile" });
    await task.getByLabel("经营面积（平方米）：存在的问题").fill("与平面图标注的面积不一致");
    await task.getByLabel("经营面积（平方米）：补正要求").fill("按平面图更正经营面积");
    await task.getByLabel("联系人手机：存在的问题").fill("号码无法接通");
    await task.getByText("一次告知补正", { exact: true }).click();
  }

  it(
    "is asked by the clerk field by field, each with what is wrong and what to do",
    async () => {
      const page = await front.open("clerk", `/desk/cases/${caseNo}`, 1440);
      await nameFields(page);
      await page.getByRole("button", { name: "收件审查" }).click();
      await page.getByText("处需要改正").or(page.getByText("还有1处")).first().waitFor();
      await lookAt(page, "field-verdicts-error", true);
      await page.locator("form.form").first().getByLabel("联系人手机：补正要求").fill("填写能接通的手机号");
      await lookAt(page, "field-verdicts", true);
      const phone = await front.open("clerk", `/desk/cases/${caseNo}`, 390);
      await nameFields(phone);
      await lookAt(phone, "field-verdicts-390", true);
      await page.getByRole("button", { name: "收件审查" }).click();
      const confirm = page.getByRole("button", { name: "确认" });
      if (await confirm.isVisible()) await confirm.click();
      await page.getByText("待补正").first().waitFor();
    },
    SLOW,
  );

  it(
    "is filled in by the applicant, in these fields alone, and survives a reload",
    async () => {
      const page = await front.open("shop-owner", `/my/cases/${caseNo}`, 1440);
      const wanted = page.locator(".wanted");
      await wanted.getByText("与平面图标注的面积不一致").waitFor();
      await wanted.getByLabel("经营面积（平方米）").fill("68");
      await page.reload();
      await wanted.getByText("已恢复您上次没有提交的内容").waitFor();
      expect(await wanted.getByLabel("经营面积（平方米）").inputValue()).toBe("68");
      await wanted.getByRole("button", { name: "补正材料" }).click();
      await wanted.getByText("还是原来的内容").first().waitFor();
      await lookAt(page, "corrected-form", true);
      const phone = await front.open("shop-owner", `/my/cases/${caseNo}`, 390);
      await phone.locator(".corrected-form").waitFor();
      await lookAt(phone, "corrected-form-390", true);
      await wanted.getByLabel("联系人手机").fill("13900000009");
      await wanted.getByRole("button", { name: "补正材料" }).click();
      await page.getByText("收件审查中").first().waitFor();
      await page.locator("del").first().waitFor();
      expect(await page.locator("dl.form-values del").allInnerTexts()).toEqual(["13900000001", "86"]);
      await lookAt(page, "corrected-mine", true);
    },
    SLOW,
  );

  it(
    "is checked by the clerk with old and new side by side",
    async () => {
      for (const width of [1440, 390]) {
        const page = await front.open("clerk", `/desk/cases/${caseNo}`, width);
        await page.locator("dl.form-values del").first().waitFor();
        await lookAt(page, `corrected-desk-${width}`, true);
      }
      await mustAct(await front.as("clerk"), caseNo, "Task_Recheck", {
        recheckOutcome: "accept",
        materialVerdicts: verdicts(true),
      });
    },
    SLOW,
  );
});
