import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../browser.ts";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { lookAt, openPage } from "../harness/looked-at.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 180_000;

describe("large text in a real browser", () => {
  let site: TestPlatform;
  let browser: Browser;
  beforeAll(async () => {
    site = await startTestPlatform({ at: "2026-11-16T09:00:00+08:00" });
    browser = await openBrowser();
  }, SLOW);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  it.each([1440, 390])(
    "is chosen by keyboard, stays from page to page, and pushes nothing out at %d",
    async (width) => {
      const owner = personOf(site, await enter(site, "demo-shop-owner"));
      const { caseNo } = await applyForFoodLicence(owner);
      const page = await openPage(browser, site, "shop-owner", "/", width);
      const choice = page.getByRole("button", { name: "大字" });
      await choice.focus();
      await page.keyboard.press("Enter");
      expect(await choice.getAttribute("aria-pressed")).toBe("true");
      expect(await page.evaluate("getComputedStyle(document.documentElement).fontSize")).toBe("20.8px");
      for (const [name, path] of [
        ["home", "/"],
        ["guide", "/matters/food-business-licence"],
        ["apply", "/apply/food-business-licence"],
        ["my-case", `/my/cases/${caseNo}`],
        ["my-data", "/my/data"],
      ] as const) {
        await page.goto(`${site.url}${path}`);
        await page.locator("main h1").first().waitFor();
        await page.waitForLoadState("networkidle");
        await lookAt(page, `large-${name}-${width}`);
      }
    },
    SLOW,
  );
});
