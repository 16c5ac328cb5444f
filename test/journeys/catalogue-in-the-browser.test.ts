import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { readWorkbook, writeWorkbook } from "#registers";
import { MATTER } from "../harness/food-licence.ts";
import { lookAt } from "../harness/looked-at.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 180_000;
const MATTER_SOLE = "sole-trader-registration";
const [DESK, PHONE] = [1440, 390];

describe("the catalogue in a real browser", () => {
  // Days in the browser are real ones: what is proposed there begins today.
  const front = inTheBrowser({});

  const see = (path: string, width: number, login = "shop-owner"): Promise<Page> =>
    front.open(login, path, width);

  it(
    "is browsed by event, organ and type, and narrowed by what is left",
    async () => {
      for (const width of [DESK, PHONE]) {
        const page = await see("/", width);
        await page.getByRole("heading", { name: "企业办事" }).waitFor();
        await lookAt(page, `catalogue-home-${width}`, true);
        await page.getByRole("link", { name: /准营许可/ }).click();
        await page.getByRole("link", { name: /食品经营许可（新办）/ }).waitFor();
        if (width === PHONE) await page.getByRole("button", { name: /筛选/ }).click();
        await lookAt(page, `catalogue-event-${width}`, true);
        expect(new URL(page.url()).searchParams.get("event")).toBe("permits");
        await page.getByRole("link", { name: "清除筛选" }).click();
        await page.waitForURL((url) => url.searchParams.get("event") === null);
        await page.context().close();
      }
    },
    SLOW,
  );

  it(
    "is searched by keyboard in pinyin and with a typing error, and says by which words a matter was found",
    async () => {
      const page = await see("/", DESK);
      await page.getByRole("searchbox").focus();
      await page.keyboard.type("kfd");
      await page.keyboard.press("Enter");
      await page.getByText("您搜的是“开饭店”").first().waitFor();
      await lookAt(page, "catalogue-search");
      await page.getByRole("searchbox").fill("饰品经营许可");
      await page.keyboard.press("Enter");
      await page
        .getByRole("link", { name: /食品经营许可（新办）/ })
        .first()
        .waitFor();
      await page.getByRole("searchbox").fill("登月火箭");
      await page.keyboard.press("Enter");
      await page.getByText("没有找到与“登月火箭”相符的事项").waitFor();
      await lookAt(page, "catalogue-nothing");
      await page.context().close();
    },
    SLOW,
  );

  it(
    "suspends a matter by two people and tells it on the guide",
    async () => {
      const first = await see("/admin/matters", DESK, "configurer");
      await first.getByRole("link", { name: /食品经营许可（新办）/ }).waitFor();
      await lookAt(first, "offerings");
      await first.getByRole("link", { name: /食品经营许可（新办）/ }).click();
      await first.getByRole("button", { name: "暂停办理" }).click();
      await first.getByLabel("理由").fill("许可系统改造");
      await lookAt(first, "offering-propose");
      await first.getByRole("button", { name: "提出，等待审核" }).click();
      await first.getByText("本人提出的变更须由另一名配置人员审核").waitFor();
      await first.getByLabel("办理地点").first().waitFor({ state: "detached" });
      const second = await see(`/admin/matters/${MATTER}`, PHONE, "configurer-second");
      await lookAt(second, "offering-waits-390", true);
      await second.getByRole("button", { name: "通过" }).click();
      await second.getByLabel("审核意见").fill("情况属实");
      await second.getByRole("dialog").getByRole("button", { name: "通过" }).click();
      await second.getByText(/已通过，现为版本/).waitFor();
      for (const width of [DESK, PHONE]) {
        const guide = await see(`/matters/${MATTER}`, width);
        await guide.getByText("原因：许可系统改造").waitFor();
        expect(await guide.getByRole("link", { name: "立即申请" }).count()).toBe(0);
        await lookAt(guide, `guide-suspended-${width}`);
        await guide.context().close();
      }
      await Promise.all([first, second].map((page) => page.context().close()));
    },
    SLOW,
  );

  it(
    "changes a text, and shows the versions with what changed",
    async () => {
      const first = await see(`/admin/matters/${MATTER}`, DESK, "configurer");
      await first.getByLabel("办理地点", { exact: true }).fill("千山区政务服务中心2楼");
      await first.getByRole("button", { name: /修改内容/ }).click();
      await first.getByLabel("理由").fill("窗口搬迁");
      await first.getByRole("button", { name: "提出，等待审核" }).click();
      await first.getByText("本人提出的变更须由另一名配置人员审核").waitFor();
      const second = await see(`/admin/matters/${MATTER}`, DESK, "configurer-second");
      await second.getByText("千山区政务服务中心2楼").first().waitFor();
      await lookAt(second, "offering-differences", true);
      await second.getByRole("button", { name: "通过" }).click();
      await second.getByLabel("审核意见").fill("情况属实");
      await second.getByRole("dialog").getByRole("button", { name: "通过" }).click();
      await second.getByText("已通过，现为版本 1.1").waitFor();
      await lookAt(second, "offering-decided", true);
      for (const width of [DESK, PHONE]) {
        const versions = await see(`/matters/${MATTER}/versions`, width);
        await versions.getByText("千山区政务服务中心2楼").waitFor();
        await lookAt(versions, `guide-versions-${width}`, true);
        await versions.context().close();
      }
      await Promise.all([first, second].map((page) => page.context().close()));
    },
    SLOW,
  );

  it(
    "tells by a few questions what opening a restaurant takes, and fills the answers into the application",
    async () => {
      for (const width of [DESK, PHONE]) {
        const page = await see("/search?q=开饭店", width);
        await page.getByRole("link", { name: /我要开饭店/ }).click();
        await page.getByLabel("还没有").check();
        await page.getByLabel(/现做的饭菜/).check();
        await page.getByLabel("不要").check();
        await page.getByText("要办2件事，按顺序办：").waitFor();
        await lookAt(page, `situation-restaurant-${width}`, true);
        await page.context().close();
      }
      const page = await see(`/situations/${MATTER}`, DESK);
      await lookAt(page, "situation-start");
      await page.getByLabel(/餐饮服务/).check();
      await page.getByLabel("用", { exact: true }).check();
      await page.getByLabel("自己申请").check();
      await page.getByText("自备水源水质检测报告").waitFor();
      expect(await page.getByText("授权委托书").count()).toBe(0);
      await lookAt(page, "situation-materials", true);
      await page.context().close();
    },
    SLOW,
  );

  it(
    "tells what stands in the way at an address before a lease is signed",
    async () => {
      for (const width of [DESK, PHONE]) {
        const page = await see("/address-check?business=fumes", width);
        await page.getByRole("button", { name: "查一查" }).click();
        await page.getByText("请选择店的种类和所在社区，并填写地址").waitFor();
        await page.getByLabel("所在社区（村）").selectOption("210311006001");
        await page.getByLabel("详细地址").fill("泉兴街");
        await page.getByRole("button", { name: "查一查" }).click();
        await page.getByText("场所地址库里没有查到这个地址").waitFor();
        await page.getByRole("button", { name: /泉兴街6号底商3号/ }).click();
        await page
          .getByText(/大气污染防治法/)
          .first()
          .waitFor();
        await lookAt(page, `address-check-${width}`, true);
        await page.context().close();
      }
    },
    SLOW,
  );

  it(
    "links out to the system that a matter is handled in",
    async () => {
      for (const width of [DESK, PHONE]) {
        const page = await see("/matters/ordinary-passport", width);
        const there = page.getByRole("link", { name: "去国家移民管理局政务服务平台办理" });
        expect(await there.getAttribute("href")).toBe("https://s.nia.gov.cn");
        await lookAt(page, `guide-elsewhere-${width}`);
        await page.context().close();
      }
    },
    SLOW,
  );

  it(
    "takes a workbook in and tells what is wrong in it row by row",
    async () => {
      const page = await see("/admin/matters", DESK, "configurer");
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "导出实施清单（Excel）" }).click(),
      ]);
      const rows = expectOk(await readWorkbook(await readFile(await file.path()))).map((row) => [...row]);
      const row = rows.find((each) => each[0] === MATTER_SOLE);
      if (row !== undefined) row[rows[0]?.indexOf("办理时间") ?? -1] = "";
      const buffer = Buffer.from(await writeWorkbook("实施清单", rows));
      const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      await page.getByLabel("导入修改（Excel）").setInputFiles({ name: "清单.xlsx", mimeType, buffer });
      await page.getByLabel("理由").fill("调整办理时间");
      await page.getByRole("button", { name: "提出，等待审核" }).click();
      await page.getByText(/办理时间：不能为空/).waitFor();
      await lookAt(page, "catalogue-sheet-faults", true);
      await page.context().close();
    },
    SLOW,
  );
});
