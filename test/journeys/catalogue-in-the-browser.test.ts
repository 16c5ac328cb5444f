import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../browser.ts";
import { MATTER } from "../harness/food-licence.ts";
import { lookAt, openPage } from "../harness/looked-at.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";

const SLOW = 180_000;
const [DESK, PHONE] = [1440, 390];

describe("the catalogue in a real browser", () => {
  let site: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    // Days in the browser are real ones: what is proposed there begins today.
    site = await startTestPlatform();
    browser = await openBrowser();
  }, SLOW);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  const see = (path: string, width: number, login = "shop-owner"): Promise<Page> =>
    openPage(browser, site, login, path, width);

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
      await page.getByText("您搜的是“开饭店”").waitFor();
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
});
