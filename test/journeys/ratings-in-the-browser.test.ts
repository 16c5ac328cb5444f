import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { CasePage } from "#contract";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { lookAt } from "../harness/looked-at.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 240_000;

describe("a bad rating in a real browser", () => {
  const front = inTheBrowser();

  const open = (login: string, path: string, width: number): Promise<Page> => front.open(login, path, width);

  const endedCase = async (): Promise<string> => {
    const { caseNo } = await applyForFoodLicence(await front.as("shop-owner"));
    const approver = await front.as("approver");
    const asked = { version: 1, reason: "同一申请重复提交，另案办理" };
    expect((await approver.try("POST", `/api/cases/${caseNo}/cancel`, asked)).status).toBe(200);
    return caseNo;
  };
  const caseOf = async (login: string, title: string): Promise<string> => {
    const end = performance.now() + 30_000;
    for (;;) {
      const page = await (await front.as(login)).get<CasePage>("/api/desk/cases");
      const found = page.items.find((each) => each.title.zh.startsWith(title) && each.closedAt === null);
      if (found !== undefined) return found.caseNo;
      if (performance.now() > end) throw new Error(`no open case ${title}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const rectify = async (caseNo: string, name: string): Promise<void> => {
    const page = await open("approver", `/desk/cases/${caseNo}`, 1440);
    await page.getByLabel("电话联系上").check();
    await page.getByLabel(/反映的情况/).fill("材料清单没有一次说清，跑了三趟。");
    await lookAt(page, `${name}-contact-1440`, true);
    await page.getByRole("button", { name: "联系评价人" }).click();
    await page.getByLabel("情况属实，已整改").check();
    await page.getByLabel(/整改或者说明的情况/).fill("已更正一次告知清单，窗口人员已培训。");
    await page.getByRole("button", { name: "整改或者申请认定" }).click();
    await page.getByText("待核实").first().waitFor();
    await page.context().close();
  };
  const verify = async (reply: string, name: string): Promise<void> => {
    const caseNo = await caseOf("supervisor", "差评核实");
    const page = await open("supervisor", `/desk/cases/${caseNo}`, 1440);
    await page.getByLabel("整改（说明）属实，可以答复").check();
    await page.getByLabel(/给评价人的答复/).fill(reply);
    await lookAt(page, `${name}-verify-1440`, true);
    await page.getByRole("button", { name: "核实整改" }).click();
    await page.getByText("已核实").first().waitFor();
    await page.context().close();
  };

  it(
    "is given on a phone, put right, verified by a supervisor, answered, and opened again by one who is still unhappy",
    async () => {
      const caseNo = await endedCase();
      const mine = await open("shop-owner", `/my/cases/${caseNo}`, 390);
      await mine.getByRole("heading", { name: "评价这次办事" }).waitFor();
      await mine.getByRole("button", { name: "提交评价" }).click();
      await mine.getByText("请选择满意程度").waitFor();
      await mine.getByRole("radio", { name: "非常不满意" }).check();
      await mine.getByRole("checkbox", { name: "跑了多趟" }).check();
      await mine.getByLabel(/想说的话/).fill("窗口让我跑了三趟");
      await lookAt(mine, "rating-form-390", true);
      await mine.getByRole("button", { name: "提交评价" }).click();
      await mine.getByText("已转为整改").waitFor();

      const rectification = await caseOf("approver", "差评整改");
      const list = await open("approver", "/desk/ratings?bad=true", 1440);
      await list.getByRole("link", { name: "非常不满意" }).waitFor();
      await lookAt(list, "ratings-1440");
      await list.getByRole("link", { name: "非常不满意" }).click();
      await list.getByText("窗口让我跑了三趟").waitFor();
      await lookAt(list, "rating-1440", true);

      await rectify(rectification, "rating-1");
      await verify("已更正一次告知清单，感谢您的意见。", "rating-1");
      await mine.reload();
      await mine.getByText("已更正一次告知清单，感谢您的意见。").waitFor();
      await lookAt(mine, "rating-replied-390", true);

      await mine.getByText("追加评价").click();
      await mine.getByRole("radio", { name: "不满意", exact: true }).check();
      await mine.getByRole("button", { name: "提交追评" }).click();
      await mine.getByText("追评已收到").waitFor();
      await mine.getByText("追评：不满意").waitFor();
      const again = await open("approver", `/desk/cases/${rectification}`, 1440);
      await again.getByRole("heading", { name: "联系评价人" }).first().waitFor();
      await lookAt(again, "rating-reopened-1440", true);
      await rectify(rectification, "rating-2");
      await verify("已派专人为您办理。", "rating-2");
      await mine.reload();
      await mine.getByText("已派专人为您办理。").waitFor();
      await lookAt(mine, "rating-again-390", true);
    },
    SLOW,
  );

  it(
    "is given by number and query code without signing in, which show how far the case is",
    async () => {
      const caseNo = await endedCase();
      const receipt = await open("shop-owner", `/receipts/${caseNo}`, 390);
      const code = await receipt.locator(".query-code-sign").innerText();
      await lookAt(receipt, "receipt-code-390", true);
      const context = await front.browser.newContext({
        viewport: { width: 390, height: 844 },
        locale: "zh-CN",
      });
      const page = await context.newPage();
      await page.goto(`${front.site.url}/track`);
      await page.getByLabel(/办件编号/).fill(caseNo);
      await page.getByLabel(/查询码/).fill("AAAA0000");
      await lookAt(page, "track-390");
      await page.getByRole("button", { name: "查询" }).click();
      await page.getByText("办件编号或者查询码不对").waitFor();
      await page.getByLabel(/查询码/).fill(code);
      await page.getByRole("button", { name: "查询" }).click();
      await page.getByText("终止办理").first().waitFor();
      await lookAt(page, "track-found-390", true);
      await page.getByRole("radio", { name: "基本满意" }).check();
      await page.getByRole("button", { name: "提交评价" }).click();
      await page.getByText("评价已收到。").waitFor();
      expect(await page.content()).not.toMatch(/何志军|瑞汤/);
      await page.goto(`${front.site.url}/track?no=${caseNo}#${code}`);
      await page.getByText("您的评价").waitFor();
      await context.close();

      const guide = await open("shop-owner", "/matters/food-business-licence", 1440);
      await guide.getByText("好评率").waitFor();
      await lookAt(guide, "guide-tally-1440");
    },
    SLOW,
  );
});
