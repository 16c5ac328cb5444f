import { rm } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../browser.ts";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { packWithLibraries } from "../harness/library-pack.ts";
import { startLibraryReceiver, type LibraryReceiver } from "../harness/library-receiver.ts";
import { lookAt, openPage } from "../harness/looked-at.ts";
import { json } from "../harness/outside-system.ts";
import { mustRegister } from "../harness/sole-trader.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 180_000;

describe("reconciliation, in a real browser", () => {
  let site: TestPlatform;
  let browser: Browser;
  let receiver: LibraryReceiver;
  let folder: string;

  beforeAll(async () => {
    receiver = await startLibraryReceiver();
    folder = await packWithLibraries(receiver.url);
    site = await startTestPlatform({ at: "2026-11-16T09:00:00+08:00", district: folder });
    browser = await openBrowser();
  }, SLOW);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
    await receiver?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it(
    "shows each day with numbers that open their reports, and lets a person tell and compare again",
    async () => {
      const owner = personOf(site, await enter(site, "demo-shop-owner"));
      await mustRegister(owner);
      for (let each = 0; each < 2; each += 1) await applyForFoodLicence(owner);
      const wrong = json({ errors: [{ field: "YWBLXBM", message: "事项编码未登记" }] }, 422);
      const told = () => receiver.of("/cases");
      await expect
        .poll(() => told().at(-1)?.event === "case.opened" && told().length > 5, { timeout: 60_000 })
        .toBe(true);
      const [lost, , altered] = told();
      receiver.lose(lost?.id ?? "");
      receiver.alter(altered?.id ?? "");
      receiver.invent("/cases", "2026-11-16");
      receiver.before = ({ event }) => (event === "case.opened" ? wrong : undefined);
      site.moveTo("2026-11-17T09:05:00+08:00");
      await applyForFoodLicence(personOf(site, await enter(site, "demo-shop-owner")));

      const page = await openPage(browser, site, "admin", "/admin/reconciliations", 1440);
      const row = page.getByRole("row", { name: /2026-11-16 办件库/ });
      for (let look = 0; look < 40 && (await row.getByText("待核对").count()) === 0; look += 1) {
        await page.waitForTimeout(500);
        await page.reload();
      }
      await row.getByText("待核对").waitFor();
      await page.getByRole("link", { name: "1", exact: true }).first().waitFor();
      await lookAt(page, "reconciliations-1440", true);
      const differing = row.getByRole("link").last();
      const count = Number(await differing.textContent());
      await differing.click();
      await page.getByRole("button", { name: "再对一次" }).waitFor();
      await page.getByRole("button", { name: "重新上报" }).first().waitFor();
      expect(await page.getByRole("button", { name: "重新上报" }).count()).toBe(count);
      await lookAt(page, "reconciliation-day-1440", true);
      await page.getByRole("button", { name: "重新上报" }).click();
      await page.getByText("已安排重新上报").waitFor();
      await page.getByLabel("核对").selectOption("all");
      await page.getByText("对方有、我方没有的上报").waitFor();
      await page.getByRole("button", { name: "再对一次" }).click();
      await page.getByText("已安排再对一次").waitFor();

      const phone = await openPage(browser, site, "admin", "/admin/reconciliations", 390);
      await phone.getByRole("heading", { name: "外部的库" }).waitFor();
      await phone.getByRole("row", { name: /2026-11-16 办件库/ }).waitFor();
      await lookAt(phone, "reconciliations-390", true);
      await phone.getByRole("link", { name: "办件库", exact: true }).click();
      await phone.getByText("事项编码未登记").first().waitFor();
      await lookAt(phone, "library-390", true);
      await phone.goto(`${site.url}/admin/reconciliations/case-library/2026-11-16`);
      await phone.getByText("对方有、我方没有的上报").waitFor();
      await lookAt(phone, "reconciliation-day-390", true);
    },
    SLOW,
  );

  it(
    "says why there is nothing yet",
    async () => {
      const empty = await startTestPlatform({ at: "2026-11-16T09:00:00+08:00" });
      try {
        const page = await openPage(browser, empty, "admin", "/admin/reconciliations", 1440);
        await page.getByText("还没有对账").waitFor();
        await page.getByText("未接入").first().waitFor();
        await lookAt(page, "reconciliations-empty-1440", true);
      } finally {
        await empty.dispose();
      }
    },
    SLOW,
  );
});
