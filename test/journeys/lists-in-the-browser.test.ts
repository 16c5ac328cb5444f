import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { faultsByAxe } from "../harness/axe.ts";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { putBeside } from "../harness/many-cases.ts";
import { mustAct } from "../harness/person.ts";
import { onEachDatabase } from "../harness/test-platform.ts";
import { inTheBrowser, MONDAY } from "../harness/in-the-browser.ts";

const SLOW = 180_000;
const [DESK, PHONE] = [1440, 390];
const SOON = { timeout: 20_000 };
const SHOTS = process.env["YIWANG_SHOTS"] ?? "";

onEachDatabase("lists in a real browser", (database) => {
  const front = inTheBrowser({ database, at: MONDAY });

  beforeAll(async () => {
    const owner = await front.as("shop-owner");
    const clerk = await front.as("clerk");
    const { caseNo } = await applyForFoodLicence(owner);
    await putBeside(front.site, caseNo, 120);
    const accepted = await applyForFoodLicence(owner);
    await mustAct(clerk, accepted.caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
  }, SLOW);

  const open = (login: string, path: string, width = DESK): Promise<Page> => front.open(login, path, width);

  const rows = (page: Page) => page.locator("table.tasks tbody tr");
  const said = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (SHOTS !== "") await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  };
  const noFault = async (page: Page): Promise<void> => {
    const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await faultsByAxe(page)).toEqual([]);
  };

  it(
    "keeps filters, order and page in the address: back, forward, reload and a colleague see the same",
    async () => {
      const page = await open("clerk", "/desk?view=organ");
      await rows(page).first().waitFor();
      await shoot(page, "desk-1440");
      expect(await rows(page).count()).toBe(50);
      const firstOf = () => rows(page).first().locator("a").innerText();
      const first = await firstOf();
      await page.getByRole("link", { name: "下一页" }).click();
      await page.getByText("第2页").waitFor();
      await expect.poll(firstOf, SOON).not.toBe(first);
      const second = await firstOf();
      expect(said(page)).toMatchObject({ view: "organ" });
      expect(said(page)["after"]).not.toBe("");
      await page.reload();
      await expect.poll(firstOf, SOON).toBe(second);
      await page.getByRole("button", { name: "上一页" }).click();
      await expect.poll(firstOf, SOON).toBe(first);
      await page.goForward();
      await expect.poll(firstOf, SOON).toBe(second);

      await page.getByText("筛选", { exact: true }).click();
      await page.getByLabel("状态").selectOption({ label: "审查中" });
      await expect.poll(() => rows(page).count(), SOON).toBe(1);
      expect(said(page)).toEqual({ view: "organ", state: "reviewing" });
      await shoot(page, "desk-filters-1440");
      await noFault(page);
      const colleague = await open("reviewer", new URL(page.url()).pathname + new URL(page.url()).search);
      await rows(colleague).first().waitFor();
      expect(await rows(colleague).count()).toBe(1);
      await page.goBack();
      await expect.poll(firstOf, SOON).toBe(second);
    },
    SLOW,
  );

  it(
    "says why a list is empty and clears what empties it",
    async () => {
      const page = await open("clerk", "/desk?view=organ&q=没有这样的办件&light=green&from=2026-01-01");
      await page.getByRole("heading", { name: "没有符合条件的内容" }).waitFor();
      await page.getByText("筛选（3）").waitFor();
      await shoot(page, "desk-empty-1440");
      await noFault(page);
      await page.locator(".empty").getByRole("link", { name: "清除筛选" }).click();
      await rows(page).first().waitFor();
      expect(said(page)).toEqual({ view: "organ" });
      expect(await page.getByRole("searchbox").inputValue()).toBe("");
    },
    SLOW,
  );

  it(
    "refuses days that end before they begin in plain words, and keeps the filters at hand",
    async () => {
      const page = await open("clerk", "/desk?view=cases&from=2026-02-01&to=2026-01-01");
      await page.getByRole("heading", { name: "结束日期早于开始日期" }).waitFor();
      await page.getByLabel("收件日期到").fill("2026-12-31");
      await rows(page).first().waitFor();
      expect(said(page)).toEqual({ view: "cases", from: "2026-02-01", to: "2026-12-31" });
      await shoot(page, "desk-cases-1440");
    },
    SLOW,
  );

  it(
    "keeps a case number of 22 digits in the address as it is",
    async () => {
      const page = await open("clerk", "/desk?view=cases");
      await rows(page).first().waitFor();
      const link = rows(page).first().locator(".row-more .number");
      const caseNo = await link.innerText();
      await page.keyboard.press("/");
      await page.keyboard.type(caseNo);
      await page.keyboard.press("Enter");
      await page.waitForURL(/q=/);
      await expect.poll(() => rows(page).count(), SOON).toBe(1);
      expect(said(page)["q"]).toBe(caseNo);
      await page.reload();
      await rows(page).first().waitFor();
      expect(await page.getByRole("searchbox").inputValue()).toBe(caseNo);
    },
    SLOW,
  );

  it(
    "narrows on a phone too: the desk, my cases, accounts and the records behind a figure",
    async () => {
      const desk = await open("clerk", "/desk?view=organ&state=received", PHONE);
      await rows(desk).first().waitFor();
      await shoot(desk, "desk-390");
      await noFault(desk);
      const mine = await open("shop-owner", "/my/cases", PHONE);
      await mine.locator(".row").first().waitFor();
      expect(await mine.locator(".row").count()).toBe(50);
      await mine.getByText("筛选", { exact: true }).click();
      await mine.getByLabel("状态").selectOption({ label: "已办结" });
      await mine.getByRole("heading", { name: "没有符合条件的内容" }).waitFor();
      expect(said(mine)).toEqual({ open: "false" });
      await shoot(mine, "mine-390");
      await noFault(mine);
      const accounts = await open("admin", "/admin?kind=staff", PHONE);
      await rows(accounts).first().waitFor();
      await shoot(accounts, "accounts-390");
      const figure = await open("leader", "/screen/indicators/food-licences-issued", PHONE);
      await figure.getByText("筛选", { exact: true }).click();
      await figure.getByLabel("所在区划").selectOption({ label: "甘泉镇" });
      await figure.getByRole("heading", { name: "没有符合条件的内容" }).waitFor();
      await shoot(figure, "figure-390");
      await noFault(figure);
    },
    SLOW,
  );

  it(
    "shows the columns that a person chose, keeps them under a name, and says what is wrong with a name",
    async () => {
      const page = await open("clerk", "/desk?view=organ");
      await rows(page).first().waitFor();
      const headings = () => page.locator("table.tasks thead th").allInnerTexts();
      const usual = await headings();
      expect(usual).toEqual(["办件", "要办的事", "领取人", "申请人", "状态", "任务期限", "办理时限"]);
      await page.getByRole("button", { name: "列", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "显示的列" });
      await dialog.getByRole("checkbox", { name: "要办的事" }).uncheck();
      await dialog.getByRole("checkbox", { name: "办理部门" }).check();
      await dialog.getByRole("button", { name: "上移“状态”" }).press("Enter");
      await shoot(page, "columns-1440");
      await dialog.getByRole("button", { name: "保存" }).click();
      await dialog.getByRole("heading", { name: "没有填写列方案的名称" }).waitFor();
      await dialog.getByLabel("存为新的列方案").fill("每周汇总");
      await dialog.getByLabel("打开清单时默认用这个方案").check();
      await dialog.getByLabel("存为新的列方案").press("Enter");
      await dialog.waitFor({ state: "detached" });
      const mine = ["办件", "领取人", "状态", "申请人", "任务期限", "办理时限", "办理部门"];
      await expect.poll(headings, SOON).toEqual(mine);
      await page.goto(`${front.site.url}/desk?view=organ`);
      await expect.poll(headings, SOON).toEqual(mine);
      await page.goto(`${front.site.url}/desk?view=organ&columns=case,clock`);
      await expect.poll(headings, SOON).toEqual(["办件", "办理时限"]);
    },
    SLOW,
  );
});
