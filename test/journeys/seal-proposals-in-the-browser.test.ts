import { describe, expect, it } from "vitest";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";

const SLOW = 240_000;

describe("the register of seals in a real browser", () => {
  const front = inTheBrowser();

  it(
    "takes a proposal from who decides at the organ, which the keeper of seals approves",
    async () => {
      const page = await front.open("approver", "/desk/seals", 1440);
      await page.getByRole("heading", { name: "申请印章备案" }).click();
      await page.getByRole("button", { name: "提出备案申请" }).click();
      await page.getByText("请填写用印机关、印章名称").waitFor();
      await page.getByLabel("印章名称").fill("鞍山市千山区市场监督管理局行政审批专用章");
      await page.getByLabel("专用章字样（选填）").fill("行政审批专用章");
      await page.getByLabel("保管岗位").fill("区市场监管局印章管理岗");
      await page.getByLabel("有效期自").fill("2026-11-16");
      await page.getByLabel("有效期至").fill("2030-12-31");
      await lookAt(page, "seal-form", true);
      await page.getByRole("button", { name: "提出备案申请" }).click();
      await page.getByText("已提出备案申请").waitFor();
      await lookAt(page, "seals-1440", true);
      await page.close();
      const phone = await front.open("approver", "/desk/seals", 390);
      await phone.locator("tbody").getByText("行政审批专用章").first().waitFor();
      await lookAt(phone, "seals-390", true);
      await phone.close();
      const keeper = await front.open("admin", "/desk/seals", 1440);
      await keeper.getByRole("link", { name: "鞍山市千山区市场监督管理局行政审批专用章" }).click();
      await keeper.getByRole("button", { name: "变为“制作”" }).click();
      await keeper.getByLabel("理由").fill("印模与备案材料一致");
      await keeper.getByRole("button", { name: "变更", exact: true }).click();
      await keeper.getByText("印模与备案材料一致").waitFor();
      await lookAt(keeper, "seal-approved", true);
      expect(await keeper.locator(".lead .tag").innerText()).toBe("制作");
    },
    SLOW,
  );
});
