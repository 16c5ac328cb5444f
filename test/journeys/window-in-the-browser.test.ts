import { createServer, type Server } from "node:http";
import { randomUUID } from "node:crypto";
import { writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseAnswer, VisitsAnswer } from "#contract";
import { reviewThrough, smallPdf, verdicts } from "../harness/food-licence.ts";
import { lookAt } from "../harness/looked-at.ts";
import { mustAct } from "../harness/person.ts";
import { AGENT, OWNER, SHOP } from "../harness/window.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 240_000;
/** A practised clerk's pace: a key every so many milliseconds. */
const KEY_MS = 60;

/** The bridge of a card reader, as it answers on a clerk's machine. */
async function cardBridge(origin: string, card: () => object | null): Promise<Server> {
  const bridge = createServer((_request, answer) => {
    const read = card();
    answer.writeHead(read === null ? 204 : 200, {
      "content-type": "application/json",
      "access-control-allow-origin": origin,
      "access-control-allow-private-network": "true",
    });
    answer.end(read === null ? "" : JSON.stringify(read));
  });
  await new Promise<void>((resolve) => bridge.listen(21_311, "127.0.0.1", resolve));
  return bridge;
}

describe("a window clerk's page in a real browser", () => {
  const front = inTheBrowser();
  let bridge: Server;
  let card: object | null = null;

  beforeAll(async () => {
    bridge = await cardBridge(front.site.url, () => card);
  }, SLOW);

  afterAll(() => void bridge?.close());

  const scan = (): string => {
    const file = join(mkdtempSync(join(tmpdir(), "scan-")), `${randomUUID().slice(0, 8)}.pdf`);
    writeFileSync(file, smallPdf());
    return file;
  };
  const type = (page: Page, text: string) => page.keyboard.type(text, { delay: KEY_MS });

  /** Fills what the register cannot know, as the owner tells it; each field by its own keys. */
  async function fillForm(page: Page): Promise<void> {
    const write = async (label: RegExp, text: string): Promise<void> => {
      await page.locator("#window-form").getByLabel(label).first().focus();
      await page.keyboard.press("ControlOrMeta+A");
      await type(page, text);
    };
    await write(/^联系人$/, "何志军");
    await write(/经营场所地址/, "汤岗子街道温泉路18号1层");
    await write(/经营面积/, "86");
    await write(/从业人员数/, "3");
    await write(/食品安全管理人员/, "何志军");
  }

  /** Accepted, looked at and granted by the deciding organ's own people. */
  async function decide(caseNo: string): Promise<void> {
    const staff = {
      clerk: await front.as("clerk"),
      reviewer: await front.as("reviewer"),
      inspector: await front.as("inspector"),
      "inspector-second": await front.as("inspector-second"),
      approver: await front.as("approver"),
    };
    await mustAct(staff.clerk, caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
    await reviewThrough(staff, caseNo);
    await mustAct(staff.approver, caseNo, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
  }

  async function handOverAtCounter(caseNo: string): Promise<void> {
    const page = await front.open("hall-clerk-second", "/desk/delivery", 1440);
    await page.getByLabel("查找结果").fill(caseNo);
    await page.getByRole("button", { name: "交付", exact: true }).click();
    await page.getByText("食品经营许可证").first().waitFor();
    // Nobody is taken for the receiver unless they were asked for.
    await page.getByRole("button", { name: "核验无误，已交付" }).click();
    await page
      .getByText(/请填写“领取人公民身份号码”/)
      .first()
      .waitFor();
    card = { name: OWNER.name, idNo: OWNER.idNo };
    await page.getByRole("button", { name: "读身份证" }).click();
    await expect.poll(() => page.getByLabel("领取人姓名").inputValue()).toBe(OWNER.name);
    await lookAt(page, "delivery-1440", true);
    await page.setViewportSize({ width: 390, height: 844 });
    await lookAt(page, "delivery-390", true);
    await page.getByRole("button", { name: "核验无误，已交付" }).click();
    await page.getByText(/^已交付。/).waitFor();
    await page.getByText("孙玉兰交付").waitFor();
  }

  it(
    "takes in on behalf of a firm by the keyboard, with the agent's card and letter",
    async () => {
      const page = await front.open("hall-clerk", "/desk/window", 1440);
      await page.getByRole("combobox", { name: "查找事项" }).waitFor();
      await lookAt(page, "window-empty-1440");
      await type(page, "spjyxk");
      await page.locator(".matter-found [role=option]").first().waitFor();
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate("document.activeElement?.id")).toBe("window-key");
      await type(page, SHOP.key);
      await page.keyboard.press("Tab");
      await type(page, "千山区别家小吃店");
      await page.keyboard.press("Enter");
      await page
        .getByText(/不一致/)
        .first()
        .waitFor();
      await lookAt(page, "window-name-differs-1440");
      await page.getByLabel("名称", { exact: true }).fill(SHOP.name);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      card = { name: AGENT.name, idNo: AGENT.idNo };
      await page.keyboard.press("Alt+r");
      await expect.poll(() => page.getByLabel("来办人姓名").inputValue()).toBe(AGENT.name);
      await page.getByLabel("授权委托书有效期至").fill("2026-12-31");
      await page.getByRole("button", { name: "核对并预填" }).click();
      await page.getByText("已与市场主体库核对一致").waitFor();
      await lookAt(page, "window-form-1440", true);
      await page.keyboard.press("Control+Enter");
      await page.locator(".window-form [role=alert]").first().waitFor();
      await lookAt(page, "window-errors-1440");
    },
    SLOW,
  );

  it(
    "is the same page on a telephone, with nothing pushed out",
    async () => {
      const page = await front.open("hall-clerk", "/desk/window", 390);
      await page.getByRole("button", { name: "收件", exact: true }).waitFor();
      await lookAt(page, "window-form-390", true);
    },
    SLOW,
  );

  it(
    "shows the queue, the display and one's visits on both sizes",
    async () => {
      const owner = await front.as("shop-owner");
      const sent = await owner.try("POST", "/api/halls/service-centre/tickets", {
        queue: "A",
        matter: null,
        appointment: null,
      });
      expect(sent.status).toBe(200);
      await owner.try("POST", "/api/appointments", {
        hall: "service-centre",
        matter: "food-business-licence",
        day: "2026-11-17",
        from: "09:00",
      });
      const display = await front.open("hall-clerk", "/halls/service-centre/board", 1440);
      await display.getByText("1人等候").first().waitFor();
      const desk = await front.open("hall-clerk", "/desk/queue", 1440);
      await desk.getByRole("button", { name: "呼叫下一位" }).click();
      await desk.getByRole("button", { name: "开始办理" }).waitFor();
      await desk.getByRole("button", { name: /综合受理/ }).click();
      await desk.getByText(/已取A002号/).waitFor();
      await lookAt(desk, "queue-1440", true);
      // Told by the live line, without a reload.
      await display.getByText("A001").first().waitFor();
      await display.getByText("综合窗口1").waitFor();
      await lookAt(display, "board-1440");
      await display.setViewportSize({ width: 1920, height: 1080 });
      await lookAt(display, "board-1920");
      for (const [path, name] of [
        ["/desk/queue", "queue"],
        ["/halls/service-centre/board", "board"],
      ] as const) {
        const small = await front.open("hall-clerk", path, 390);
        await small.getByText("A001").first().waitFor();
        await lookAt(small, `${name}-390`, true);
      }
      for (const width of [1440, 390]) {
        const visits = await front.open("shop-owner", "/visits", width);
        await visits.getByText("A001").first().waitFor();
        await lookAt(visits, `visits-${width}`, true);
      }
      const { tickets } = await owner.get<VisitsAnswer>("/api/my/visits");
      expect(tickets[0]?.status).toBe("called");
    },
    SLOW,
  );

  it(
    "takes a whole case in within a minute, typed at a clerk's pace, and prints a receipt",
    async () => {
      const clerk = await front.as("hall-clerk");
      await clerk.try("PUT", "/api/window/draft", { data: {} });
      const page = await front.open("hall-clerk", "/desk/window", 1440);
      await page.getByRole("combobox", { name: "查找事项" }).waitFor();
      const begun = Date.now();
      await type(page, "kfd");
      await page.locator(".matter-found [role=option]").first().waitFor();
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate("document.activeElement?.id")).toBe("window-key");
      await type(page, SHOP.key);
      await page.keyboard.press("Tab");
      await type(page, SHOP.name);
      card = { name: OWNER.name, idNo: OWNER.idNo };
      await page.keyboard.press("Alt+r");
      await expect.poll(() => page.getByLabel("来办人姓名").inputValue()).toBe(OWNER.name);
      await page.locator("#window-name").focus();
      await page.keyboard.press("Enter");
      await page.getByText("已与市场主体库核对一致").waitFor();
      await fillForm(page);
      const form = page.locator("#window-form");
      await form.getByRole("radio", { name: "餐饮服务经营者", exact: true }).check();
      await form.getByRole("checkbox", { name: /^热食类食品制售/ }).check();
      await form.getByRole("radio", { name: "窗口领取" }).check();
      await form.getByRole("checkbox", { name: "我已阅读并同意" }).check();
      for (const input of await page
        .locator('#window-materials input[type="file"]:not([webkitdirectory]):not([capture])')
        .all()) {
        const required = await input.evaluate(
          (node) => node.closest("section")?.querySelector(".tag-ask") !== null,
        );
        if (required) await input.setInputFiles(scan());
      }
      await expect.poll(() => page.locator("#window-materials .file-kept").count()).toBeGreaterThanOrEqual(4);
      await page.keyboard.press("Control+Enter");
      await page.getByRole("heading", { name: /已收件/ }).waitFor();
      const seconds = (Date.now() - begun) / 1000;
      expect(seconds).toBeLessThan(60);
      await lookAt(page, "window-taken-1440");
      const caseNo = /\d{22}/.exec(await page.locator(".taken").innerText())?.[0] ?? "";
      const seen = await (await front.as("shop-owner")).get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect(seen.summary.applicantName).toBe(SHOP.name);
      await decide(caseNo);
      await handOverAtCounter(caseNo);
    },
    SLOW,
  );
});
