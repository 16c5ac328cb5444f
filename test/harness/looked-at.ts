import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { seriousByAxe } from "./axe.ts";
import type { TestPlatform } from "./test-platform.ts";
import { enter } from "./visitor.ts";

/** A page as somebody sees it who has signed in, on a desk's screen or a phone's by its width. */
export async function openPage(
  browser: Browser,
  site: TestPlatform,
  login: string,
  path: string,
  width: number,
): Promise<Page> {
  const { cookie } = await enter(site, `demo-${login}`);
  const [name = "", value = ""] = cookie.split("=");
  const viewport = { width, height: width > 500 ? 900 : 844 };
  const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  await context.addCookies([{ name, value, url: site.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  await page.goto(`${site.url}${path}`);
  await page.locator("main h1").first().waitFor();
  return page;
}

/** Waits for what moves or fades, but for what never ends (the shapes of what is still to come). */
const STILL = `Promise.all(
  document
    .getAnimations()
    .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    .map(({ finished }) => finished.catch(() => undefined)),
).then(() => undefined)`;

/**
 * Holds a page to what every page is held to: nothing serious for axe, nothing pushed out sideways. With
 * YIWANG_TEST_SHOTS, a folder, it also leaves a picture there under the name; `whole` takes what is below the fold too.
 */
export async function lookAt(page: Page, name: string, whole = false): Promise<void> {
  const shots = process.env["YIWANG_TEST_SHOTS"];
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: whole });
  // A colour on its way from one to another is neither.
  await page.evaluate(STILL);
  expect(await seriousByAxe(page)).toEqual([]);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  expect(overflow).toBeLessThanOrEqual(0);
}
