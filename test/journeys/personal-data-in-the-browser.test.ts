import { describe, expect, it } from "vitest";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { lookAt } from "../harness/looked-at.ts";
import type { ReceiptAnswer } from "../harness/person.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 180_000;

describe("personal data in a real browser", () => {
  const front = inTheBrowser();

  it(
    "is starred until the handler says why, and the person concerned finds who it was",
    async () => {
      const owner = await front.as("shop-owner");
      const { caseNo } = await applyForFoodLicence(owner);
      const desk = await front.open("clerk", `/desk/cases/${caseNo}`, 1440);
      await desk.getByRole("definition").getByText("210311********1608").waitFor();
      await desk.getByRole("button", { name: "查看完整个人信息" }).click();
      const dialog = desk.getByRole("dialog");
      await dialog.getByRole("button", { name: "查看", exact: true }).click();
      await dialog.getByText("请写明理由").waitFor();
      await dialog.getByRole("button", { name: "核对申请人身份" }).click();
      await lookAt(desk, "reveal-1440");
      await dialog.getByRole("button", { name: "查看", exact: true }).click();
      await desk.getByRole("definition").getByText("210311199907041608").waitFor();
      await desk.getByText(/完整个人信息显示到/).waitFor();
      await lookAt(desk, "revealed-1440", true);

      for (const width of [1440, 390]) {
        const mine = await front.open("shop-owner", "/my/data", width);
        await mine.getByText(/查看完整个人信息（办理“食品经营许可（新办）”）：核对申请人身份/).waitFor();
        await lookAt(mine, `my-data-${width}`, true);
        expect(await mine.getByRole("link", { name: "下载" }).getAttribute("href")).toBe("/api/my/data");
      }
    },
    SLOW,
  );

  it(
    "sends a handler the part that their post needs, and says so",
    async () => {
      const owner = await front.as("shop-owner");
      const { form } = front.site.pack.matters.get("marriage-registration")?.examples[0] ?? { form: {} };
      const values = { ...form, meetOn: "2026-11-20" };
      const sent = await owner.try("POST", "/api/cases", {
        matter: "marriage-registration",
        values,
        materials: {},
      });
      expect(sent).toMatchObject({ status: 200 });
      const { caseNo } = sent.body as ReceiptAnswer;
      for (const width of [1440, 390]) {
        const desk = await front.open("social-reviewer", `/desk/cases/${caseNo}`, width);
        await desk.getByText("这里只有你的岗位办理本件需要的内容，其他内容没有发给你。").waitFor();
        await lookAt(desk, `part-${width}`, true);
        expect(await desk.getByText("赵宝军").count()).toBe(0);
      }
    },
    SLOW,
  );

  it(
    "lets a firm give a mandate, and its holder apply in the firm's name",
    async () => {
      const firm = await front.open("company", "/my/mandates", 1440);
      await firm.getByRole("button", { name: "授权", exact: true }).click();
      await lookAt(firm, "mandate-wrong-1440", true);
      await firm.getByLabel("经办人姓名").fill("何志军");
      await firm.getByLabel("经办人公民身份号码").fill("210311199907041608");
      await firm.getByLabel("授权截止日").fill("2027-06-30");
      await firm.getByRole("button", { name: "授权", exact: true }).click();
      await firm.getByText(/已授权何志军经办/).waitFor();
      await lookAt(firm, "mandates-1440", true);
      const phone = await front.open("company", "/my/mandates", 390);
      await phone.getByRole("button", { name: "收回" }).waitFor();
      await lookAt(phone, "mandates-390", true);

      const agent = await front.open("shop-owner", "/apply/food-business-licence", 1440);
      await agent.getByRole("link", { name: "鞍山汤和餐饮管理有限公司（经办授权）" }).click();
      await agent.waitForFunction(
        "document.querySelector('#apply-creditCode')?.value === '91210311MA1Q001176'",
      );
      await lookAt(agent, "apply-for-firm-1440");
    },
    SLOW,
  );
});
