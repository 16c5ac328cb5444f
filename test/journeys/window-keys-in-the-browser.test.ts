import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LookUpAnswer, QueryCodeAnswer, SkillsAnswer } from "#contract";
import { mustAct } from "../harness/person.ts";
import { smallPdf } from "../harness/food-licence.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { keyboardOn } from "../harness/keyboard.ts";
import { lookAt } from "../harness/looked-at.ts";
import { ask, NOBODY } from "../harness/visitor.ts";
import { AGENT, SHOP, takeInForShop } from "../harness/window.ts";

const SLOW = 240_000;
const RESIDENT = { name: "王文娟", idNo: "210311198209031336" };
/** A practised clerk presses some five keys a second; a minute has room for three hundred. */
const KEYS_OF_A_MINUTE = 300;

/** Whether the focus is on the plain chooser of files: no folder, no camera. */
const IS_CHOOSER = `document.activeElement?.matches("input[type=file]:not([webkitdirectory]):not([capture])") === true`;

describe("the window by the keyboard alone", () => {
  const front = inTheBrowser();
  let bridge: Server;
  let card: object = RESIDENT;

  beforeAll(async () => {
    bridge = createServer((_request, answer) => {
      answer.writeHead(200, {
        "content-type": "application/json",
        "access-control-allow-origin": front.site.url,
        "access-control-allow-private-network": "true",
      });
      answer.end(JSON.stringify(card));
    });
    await new Promise<void>((resolve, reject) => {
      bridge.once("error", reject);
      bridge.listen(21_311, "127.0.0.1", resolve);
    });
  }, SLOW);
  afterAll(() => void bridge?.close());

  const lookUp = async (caseNo: string, code: string) =>
    (await ask(front.site, NOBODY, "POST", "/api/public/case", { json: { caseNo, code } }))
      .body as LookUpAnswer;

  it(
    "takes an immediate matter in with far fewer keys than a minute has, and it is done while the person stands there",
    async () => {
      const page = await front.open("hall-clerk", "/desk/window", 1440);
      await page.getByRole("combobox", { name: "查找事项" }).waitFor();
      const board = keyboardOn(page);
      await board.type("sydj");
      // Births begin with the same letters: the second is gone down to.
      const found = page.locator('.matter-found [role=option][aria-selected="true"]');
      await page.locator(".matter-found [role=option]").filter({ hasText: "失业登记" }).waitFor();
      for (let down = 0; down < 8 && !(await found.innerText()).includes("失业登记"); down += 1)
        await board.press("ArrowDown");
      await board.press("Enter");
      await expect.poll(() => page.evaluate("document.activeElement?.id")).toBe("window-key");
      await board.press("Alt+r");
      await expect.poll(() => page.getByLabel("姓名", { exact: true }).inputValue()).toBe(RESIDENT.name);
      await board.pressUntil("Enter", page.getByText(/已与.+核对一致/));
      await expect
        .poll(() => page.evaluate("document.activeElement?.closest('#window-form') !== null"))
        .toBe(true);
      if (
        (await page
          .getByLabel(/手机号|联系电话/)
          .first()
          .inputValue()) === ""
      ) {
        await board.to(/手机号|联系电话/);
        await board.type("13900000019");
      }
      await board.to(/失业原因/);
      await board.press("Space");
      const place = page.locator("#window-form select").first();
      if ((await place.inputValue()) === "") {
        await board.to(/社区|村/);
        await board.press("ArrowDown");
      }
      await board.to(/阅读|承诺|真实/);
      await board.press("Space");
      await lookAt(page, "window-keys-form-1440", true);
      await board.press("Control+Enter");
      await page.getByRole("heading", { name: /当场办结/ }).waitFor();
      await page.getByText("当场出具的文书").or(page.locator(".taken .queue-list")).first().waitFor();
      expect(board.keys()).toBeLessThan(KEYS_OF_A_MINUTE / 2);
      await lookAt(page, "window-keys-done-1440", true);
      await page.setViewportSize({ width: 390, height: 844 });
      await lookAt(page, "window-keys-done-390", true);
      const text = await page.locator(".taken").innerText();
      const caseNo = /\d{22}/.exec(text)?.[0] ?? "";
      const code = await page.locator(".query-code-sign").innerText();
      expect(await lookUp(caseNo, code.trim())).toMatchObject({ caseNo, outcomeName: expect.anything() });
      const printed = page.waitForResponse((answer) => answer.url().endsWith(`/${caseNo}/receipt`));
      await board.press("Alt+p");
      expect((await printed).headers()["content-type"]).toContain("application/pdf");
      await board.press("Alt+n");
      await page.getByRole("combobox", { name: "查找事项" }).waitFor();
      // The code is nowhere on the page that the next person sees.
      expect(await page.locator("main").innerText()).not.toContain(code.trim());
      await page.context().close();
    },
    SLOW,
  );

  it(
    "uses what the firm handed in before, takes the agent's letter as a scan, and gives a lost code anew",
    async () => {
      const hall = await front.as("hall-clerk-second");
      const before = await takeInForShop(hall);
      await mustAct(await front.as("clerk"), before.caseNo, "Task_Withdraw", {
        withdrawalReason: "改日再办，申请人撤回。",
      });
      const folder = mkdtempSync(join(tmpdir(), "letter-"));
      writeFileSync(join(folder, "wts.pdf"), smallPdf());
      card = AGENT;
      await (await front.as("hall-clerk")).try("PUT", "/api/window/draft", { data: {} });
      const page = await front.open("hall-clerk", "/desk/window", 1440);
      await page.getByRole("combobox", { name: "查找事项" }).waitFor();
      const board = keyboardOn(page);
      await board.type("spjyxk");
      await page.locator(".matter-found [role=option]").first().waitFor();
      await board.press("Enter");
      await expect.poll(() => page.evaluate("document.activeElement?.id")).toBe("window-key");
      await board.type(SHOP.key);
      await board.press("Tab");
      await board.type(SHOP.name);
      await board.to(/经办人（代办人）来办/);
      await board.press("Space");
      await board.press("Alt+r");
      await expect.poll(() => page.getByLabel("来办人姓名").inputValue()).toBe(AGENT.name);
      await board.to(/有效期至/);
      await board.type("12312026");
      await board.to(/核对并预填/);
      await board.pressUntil("Enter", page.getByText("已与市场主体库核对一致"));
      await page.getByText(/沿用/).first().waitFor();
      await board.press("Alt+4");
      await board.to(/沿用/);
      await board.press("Enter");
      await lookAt(page, "window-papers-1440", true);
      await page.setViewportSize({ width: 390, height: 844 });
      await lookAt(page, "window-papers-390", true);
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.locator("#window-materials input").last().focus();
      await board.press("Alt+4");
      await board.to(/选择.*〔授权委托书〕$|授权委托书.*〔授权委托书〕$/);
      for (let tabs = 0; tabs < 6 && !(await page.evaluate<boolean>(IS_CHOOSER)); tabs += 1)
        await board.press("Tab");
      await board.file(join(folder, "wts.pdf"), "wts.pdf");
      await page.getByText("wts.pdf").first().waitFor();
      await page.locator(".new-code summary").focus();
      await board.press("Enter");
      await board.to(/办件编号/);
      await board.type(before.caseNo);
      await board.to(/身份证件号码/);
      await board.type(AGENT.idNo);
      await board.to(/身份证件姓名/);
      await board.type(AGENT.name);
      await board.to(/委托书/);
      await board.press("Space");
      await board.to(/核验无误，补发/);
      await board.press("Enter");
      await page.getByText("查询码已补发").waitFor();
      const code = (await page.locator(".new-code .query-code-sign").innerText()).trim();
      await lookAt(page, "window-new-code-1440", true);
      await page.setViewportSize({ width: 390, height: 844 });
      await lookAt(page, "window-new-code-390", true);
      expect(await lookUp(before.caseNo, code)).toMatchObject({ caseNo: before.caseNo });
      const own = await (
        await front.as("shop-owner")
      ).get<QueryCodeAnswer>(`/api/cases/${before.caseNo}/query-code`);
      expect(own.code).toBe(code);
      await page.context().close();
    },
    SLOW,
  );

  it(
    "shows who manages stations which clerk was trained for what, each figure opening what it counts",
    async () => {
      for (const login of ["clerk", "station-clerk", "approver"])
        expect([login, (await (await front.as(login)).try("GET", "/api/desk/skills")).status]).toEqual([
          login,
          403,
        ]);
      const supervisor = await front.as("supervisor");
      const all = await supervisor.get<SkillsAnswer>("/api/desk/skills");
      for (const { show, count } of all.figures) {
        const narrowed = await supervisor.get<SkillsAnswer>(`/api/desk/skills?show=${show}`);
        const listed = show === "uncovered" ? narrowed.uncovered : narrowed.clerks;
        expect([show, listed.length]).toEqual([show, count]);
      }
      const head = await (await front.as("town-approver")).get<SkillsAnswer>("/api/desk/skills");
      expect(new Set(head.clerks.map(({ organName }) => organName.zh)).size).toBe(1);
      expect(head.clerks.find(({ account }) => account === "demo-station-clerk")?.skills).toMatchObject([
        { kind: "matter", state: "inForce" },
        { kind: "allRound", state: "inForce", trainedOn: "2026-01-15", validTo: "2027-12-31" },
      ]);
      const page = await front.open("supervisor", "/desk/skills", 1440);
      await page.getByText("郭玉珍").first().waitFor();
      await lookAt(page, "skills-1440", true);
      await page.getByRole("link", { name: /全科人员/ }).click();
      const counted = all.figures.find(({ show }) => show === "allRound")?.count ?? -1;
      await page.getByRole("heading", { name: `全科人员 · ${counted}人` }).waitFor();
      expect(await page.locator(".skill-clerk").count()).toBe(counted);
      await page.setViewportSize({ width: 390, height: 844 });
      await lookAt(page, "skills-390", true);
      await page.context().close();
    },
    SLOW,
  );
});
