import { describe, expect, it } from "vitest";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { lookAt } from "../harness/looked-at.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 180_000;

describe("large text in a real browser", () => {
  const front = inTheBrowser();

  it.each([1440, 390])(
    "is chosen by keyboard, stays from page to page, and pushes nothing out at %d",
    async (width) => {
      const owner = await front.as("shop-owner");
      const { caseNo } = await applyForFoodLicence(owner);
      const page = await front.open("shop-owner", "/", width);
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
        await page.goto(`${front.site.url}${path}`);
        await page.locator("main h1").first().waitFor();
        await page.waitForLoadState("networkidle");
        await lookAt(page, `large-${name}-${width}`);
      }
    },
    SLOW,
  );
});
