import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { faultsByAxe } from "../harness/axe.ts";
import { sitDown } from "../harness/browser-person.ts";
import { applyForFoodLicence, siteCheck, verdicts } from "../harness/food-licence.ts";
import { mustAct, signInAs, type CaseAnswer } from "../harness/person.ts";
import { onEachDatabase } from "../harness/test-platform.ts";
import { inTheBrowser, MONDAY } from "../harness/in-the-browser.ts";

const SLOW = 180_000;

onEachDatabase("a form in a real browser", (database) => {
  const front = inTheBrowser({ database, at: MONDAY });
  let caseNo: string;
  let receivedAt: string;

  beforeAll(async () => {
    ({ caseNo, receivedAt } = await applyForFoodLicence(await signInAs(front.site.url, "shop-owner")));
    await does("clerk", "Task_Intake", { intakeOutcome: "accept", materialVerdicts: verdicts(true) });
    await does("reviewer", "Task_Review", { reviewOpinion: "材料齐全，符合法定形式。" });
    front.site.moveTo("2026-11-16T11:00:00+08:00");
  }, SLOW);

  const does = async (login: string, task: string, values: object) =>
    mustAct(await signInAs(front.site.url, login), caseNo, task, values);

  const open = async (login: string): Promise<Page> => {
    const { page } = await sitDown(front.browser, front.site.url, login);
    await page.goto(`${front.site.url}/desk/cases/${caseNo}`);
    await page.locator("form.form").first().waitFor();
    return page;
  };

  it(
    "leads from what is wrong to the first wrong field, and tells it there",
    async () => {
      const page = await open("inspector");
      const send = page.getByRole("button", { name: "现场核查（核查人员一）", exact: true });
      await send.click();
      const [begun, ended] = [page.getByLabel("核查开始时间"), page.getByLabel("核查结束时间")];
      expect(await isFocused(begun)).toBe(true);
      expect(await wrongBecause(begun)).toBe("请填写“核查开始时间”");
      const summary = page.getByRole("alert").filter({ hasText: "处需要改正" });
      const links = await summary.getByRole("link").allInnerTexts();
      expect(links).toEqual([
        "请填写“核查开始时间”",
        "请填写“核查结束时间”",
        // One for each thing that the matter has checked.
        ...Array.from({ length: 7 }, () => "请选择“结果”"),
        "请选择“核查结论”",
        "请勾选以签名确认",
      ]);
      await noFault(page);
      await summary.getByRole("link", { name: "请选择“核查结论”" }).click();
      expect(await isFocused(page.getByLabel("现场核查合格", { exact: true }))).toBe(true);
      await summary.getByRole("link", { name: "请填写“核查结束时间”" }).click();
      expect(await isFocused(ended)).toBe(true);
    },
    SLOW,
  );

  it(
    "asks times by pickers that the keyboard fills, bounded by each other and by now",
    async () => {
      const page = await open("inspector");
      const [begun, ended] = [page.getByLabel("核查开始时间"), page.getByLabel("核查结束时间")];
      expect(await begun.getAttribute("type")).toBe("datetime-local");
      expect(await begun.getAttribute("max")).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
      await begun.fill("2026-11-16T09:30");
      // The order of a picker's parts is the browser's own; each of them goes up and down by the keys.
      await begun.focus();
      await page.keyboard.press("ArrowUp");
      expect(await begun.inputValue()).not.toBe("2026-11-16T09:30");
      await page.keyboard.press("ArrowDown");
      expect(await begun.inputValue()).toBe("2026-11-16T09:30");
      expect(await ended.getAttribute("min")).toBe("2026-11-16T09:30");
      await ended.fill("2026-11-16T09:20");
      await page.getByRole("button", { name: "再加一项" }).click();
      await page.getByLabel(/^项目/).last().fill("生熟分开");
      for (const result of await page.getByRole("group", { name: /^结果/ }).all())
        await result.getByLabel("符合", { exact: true }).check();
      await page.getByLabel("现场核查合格", { exact: true }).check();
      await page.getByLabel("执法证号").fill("C21031100017");
      await page.getByLabel(/确认以上内容并签名/).check();
      const send = page.getByRole("button", { name: "现场核查（核查人员一）", exact: true });
      await send.click();
      await page.getByText("还有1处需要改正").waitFor();
      expect(await isFocused(ended)).toBe(true);
      expect(await wrongBecause(ended)).toBe("结束时间应晚于开始时间");
      await noFault(page);
    },
    SLOW,
  );

  it(
    "marks what a condition requires, and asks nothing of a group that is left out",
    async () => {
      const inspector = await open("inspector");
      const group = inspector.getByRole("group", { name: /现场陪同人员/ });
      expect(await group.locator(".field-label").allInnerTexts()).toEqual([
        "现场陪同人员（选填）",
        "姓名（选填）",
        "意见（选填）",
        "签名时间（选填）",
      ]);
      await group.getByLabel(/意见/).fill("无异议");
      expect(await group.getByText("姓名（必填）").count()).toBe(1);

      await does("inspector", "Task_SiteCheck", siteCheck(receivedAt));
      await does("inspector-second", "Task_SiteCheckSecond", {
        siteCheckAgreed: true,
        siteCheckSecondOfficer: { name: "王成霞", licence: "C21031100018" },
      });
      await does("reviewer", "Task_Conclusion", { recommendation: "grant", conclusionOpinion: "建议准予。" });
      const approver = await open("approver");
      const labels = () => approver.locator("form.form .field-label").allInnerTexts();
      await approver.getByLabel("不予许可", { exact: true }).check();
      expect(await labels()).toEqual(["决定", "不予许可的理由（必填）"]);
      // Sending it back is no decision: it is an act of its own, beside the form.
      expect(await approver.locator("form.form").getByText("退回").count()).toBe(0);
      await approver.getByRole("button", { name: "退回", exact: true }).waitFor();
      await approver.getByLabel("准予许可", { exact: true }).check();
      expect(await labels()).toEqual(["决定", "意见（选填）"]);
      await noFault(approver);
      const told = await (await signInAs(front.site.url, "reviewer")).get<CaseAnswer>(`/api/cases/${caseNo}`);
      const day = /核查开始时间：2026-11-16 09:0\d/;
      expect(told.history.map(({ sentence }) => sentence.zh).join()).toMatch(day);
    },
    SLOW,
  );
});

const isFocused = (field: Locator): Promise<boolean> =>
  field.evaluate((element) => element === element.ownerDocument.activeElement);

/** What a field that is marked wrong says of itself to whoever cannot see the page. */
async function wrongBecause(field: Locator): Promise<string> {
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  const ids = ((await field.getAttribute("aria-describedby")) ?? "").split(" ");
  const texts = await Promise.all(ids.map((id) => field.page().locator(`[id="${id}"]`).innerText()));
  return texts.at(-1) ?? "";
}

/** No fault at all by axe's rules (WCAG 2.2 AA and best practice). */
async function noFault(page: Page): Promise<void> {
  expect(await faultsByAxe(page)).toEqual([]);
}
