import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { JobsAnswer } from "#contract";
import { mapped, packFolder } from "../exchange/exchange-house.ts";
import { faultsByAxe, seriousByAxe } from "../harness/axe.ts";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { mustAct } from "../harness/person.ts";
import { enter } from "../harness/visitor.ts";
import { element, end, flows, gateway, loop, processXml, user } from "../support/bpmn.ts";
import { drawn } from "../support/drawn.ts";
import { start, startless, withBeside } from "../support/events.ts";
import { inTheBrowser, MONDAY, type Front } from "../harness/in-the-browser.ts";

const SLOW = 180_000;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Opens a page and keeps what the browser complains of: errors, refused contents, and the scripts it asked for. */
async function open({ browser, site }: Front, login: string, path: string, viewport = DESK) {
  const { cookie } = await enter(site, `demo-${login}`);
  const [name = "", value = ""] = cookie.split("=");
  const touch = viewport === PHONE;
  const context = await browser.newContext({
    viewport,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    hasTouch: touch,
  });
  await context.addCookies([{ name, value, url: site.url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  const scripts: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || /content.security.policy/i.test(message.text()))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(request.url());
  });
  await page.goto(`${site.url}${path}`);
  await page.locator("main h1").first().waitFor();
  return { page, complaints, scripts };
}

async function toProcess(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "办理流程" }).scrollIntoViewIfNeeded();
  await page.locator('.process-canvas[data-drawn="true"]').waitFor();
  await page.waitForTimeout(300);
}

async function look(page: Page, name: string): Promise<void> {
  const shots = process.env["YIWANG_TEST_SHOTS"];
  if (shots !== undefined) await page.locator(".process").screenshot({ path: `${shots}/${name}.png` });
  expect(await seriousByAxe(page)).toEqual([]);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  expect(overflow).toBeLessThanOrEqual(0);
}

/** The mark of bpmn.io must stay fully visible with nothing over it (its licence). */
async function expectMark(page: Page): Promise<void> {
  const mark = page.locator(".bjs-powered-by");
  await mark.scrollIntoViewIfNeeded();
  const seen = await page.evaluate(`(() => {
    const mark = document.querySelector(".bjs-powered-by");
    const { left, top, right, bottom } = mark.getBoundingClientRect();
    const { opacity, visibility } = getComputedStyle(mark);
    const points = [
      [left + 1, top + 1], [right - 1, top + 1], [left + 1, bottom - 1], [right - 1, bottom - 1],
      [(left + right) / 2, (top + bottom) / 2],
    ];
    const ours = points.filter(([x, y]) => mark.contains(document.elementFromPoint(x, y))).length;
    return { ours, opacity, visibility };
  })()`);
  expect(seen).toEqual({ ours: 5, opacity: "1", visibility: "visible" });
}

describe("the process in a real browser", () => {
  const front = inTheBrowser();
  let caseNo: string;

  beforeAll(async () => {
    const owner = await front.as("shop-owner");
    caseNo = (await applyForFoodLicence(owner)).caseNo;
    const clerk = await front.as("clerk");
    await mustAct(clerk, caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
  }, SLOW);

  it(
    "draws the case on the desk with every step in words beside it, and breaks no content policy",
    async () => {
      const { page, complaints, scripts } = await open(front, "reviewer", `/desk/cases/${caseNo}`);
      expect(scripts.filter((url) => url.includes("/viewer-"))).toEqual([]);
      await toProcess(page);
      expect(scripts.filter((url) => url.includes("/viewer-"))).toHaveLength(1);
      const words = await page.locator(".process-words").innerText();
      expect(words).toMatch(/正在[\s\S]*审查申请材料\s*正在办理\s*区市场监管局审查人/);
      expect(words).toMatch(/已完成[\s\S]*收到申请[\s\S]*收件审查[\s\S]*出具受理通知书/);
      expect(await page.locator(".djs-element.is-current").count()).toBe(1);
      expect(await page.locator('.is-current[data-element-id="Task_Review"]').count()).toBe(1);
      await expectMark(page);
      await look(page, "process-1440");
      await page.getByRole("button", { name: "全图" }).click();
      await expectMark(page);
      await look(page, "process-whole-1440");
      expect(complaints).toEqual([]);
    },
    SLOW,
  );

  it(
    "says what waits and until when, and moves on a phone by buttons and keys",
    async () => {
      const owner = await front.as("shop-owner");
      const { caseNo: asked } = await applyForFoodLicence(owner);
      const clerk = await front.as("clerk");
      await mustAct(clerk, asked, "Task_Intake", {
        intakeOutcome: "correct",
        materialVerdicts: verdicts(false),
      });
      const { page, complaints } = await open(front, "clerk", `/desk/cases/${asked}`, PHONE);
      await toProcess(page);
      const words = await page.locator(".process-words").innerText();
      expect(words).toMatch(/补正材料\s*正在办理\s*申请人 · 2026-12-07 周一 到期/);
      expect(words).toMatch(/逾期未补正\s*等待中\s*2026-12-07 周一 到期/);
      expect(words).toMatch(/待办 \d+/);
      await expectMark(page);
      await look(page, "process-390");

      const scale = () =>
        page.evaluate<string>(`document.querySelector(".viewport").getAttribute("transform")`);
      const places = [await scale()];
      for (const name of ["放大", "全图", "当前环节"]) {
        await page.getByRole("button", { name }).click();
        places.push(await scale());
      }
      await page.locator(".process-canvas svg[role=img]").focus();
      await page.keyboard.press("+");
      places.push(await scale());
      await page.keyboard.press("ArrowRight");
      places.push(await scale());
      expect(places.every((place, index) => index === 0 || place !== places[index - 1])).toBe(true);
      await expectMark(page);
      await page.getByText("已完成", { exact: false }).first().waitFor();
      await page.locator("summary", { hasText: "待办" }).click();
      await page.getByText("以下环节视办理结果经过").waitFor();
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("heading", { name: "Process", exact: true }).waitFor();
      await page.locator('.process-canvas[data-drawn="true"]').waitFor();
      await look(page, "process-english-390");
      expect(complaints).toEqual([]);
    },
    SLOW,
  );

  it(
    "keeps the drawing of the process from the applicant",
    async () => {
      const owner = await front.as("shop-owner");
      const asked = await owner.try("GET", `/api/cases/${caseNo}/process`);
      expect([asked.status, (asked.body as { code: string }).code]).toEqual([403, "PROCESS_FOR_STAFF"]);
      const { page, scripts } = await open(front, "shop-owner", `/my/cases/${caseNo}`);
      expect(await page.getByRole("heading", { name: "办理流程" }).count()).toBe(0);
      expect(scripts.filter((url) => url.includes("/viewer-"))).toEqual([]);
    },
    SLOW,
  );
});

const CLERK = '<zeebe:assignmentDefinition candidateGroups="clerk"/>';
const CHILD = drawn(
  processXml([user("t", CLERK), end()], flows("s t", "t e"), "child").replace('name="t"', 'name="核对名称"'),
);
/** Calls a process, asks three at once, and looks something up, all at the same time. */
const joint = (id: string): string =>
  withBeside(
    startless(
      processXml(
        [
          start("m", `message ${id}`, mapped("of of")),
          gateway("parallel", "fork"),
          element("callActivity", "call", { extensions: '<zeebe:calledElement processId="child"/>' }),
          element("userTask", "review", {
            extensions: `<zeebe:userTask/>${CLERK}`,
            inside: loop('inputCollection="=[1, 2, 3]" inputElement="organ"'),
          }),
          element("serviceTask", "j", { extensions: '<zeebe:taskDefinition type="lookup"/>' }),
          gateway("parallel", "join"),
          end(),
        ],
        flows("m fork", "fork call", "fork review", "fork j", "call join", "review join", "j join", "join e"),
        id,
      ),
    ),
    [`message ${id}`],
  )
    .replace('name="call"', 'name="核对企业名称"')
    .replace('name="review"', 'name="三部门会签"')
    .replace('name="j"', 'name="查询信用信息"');

describe("a process that calls another, in a real browser", () => {
  const front = inTheBrowser({
    at: MONDAY,
    pack: () => {
      const trades = {
        drawn: { xml: drawn(joint("drawn")), begins: {} },
        plain: { xml: joint("plain"), begins: {} },
      };
      return packFolder(
        { ...trades, child: { xml: CHILD } },
        { messages: { drawn: ["connector"], plain: ["connector"] }, jobs: { lookup: ["connector"] } },
      );
    },
  });

  /** A case in which one of three has signed, and whose job was given up. */
  async function begin(name: string): Promise<string> {
    const bank = await front.as("bank");
    const clerk = await front.as("clerk");
    await bank.try("POST", "/api/messages", {
      id: randomUUID(),
      name,
      key: "",
      variables: { of: "1" },
    });
    let caseNo = "";
    const give = async (): Promise<number> => {
      const taken = await bank.try("POST", "/api/jobs/activate", { type: "lookup", most: 1, seconds: 30 });
      const [job] = (taken.body as JobsAnswer).jobs;
      if (job === undefined) return 0;
      caseNo = job.caseNo;
      const given = { type: "lookup", lease: job.lease, retries: 0, message: "征信系统没有应答" };
      return (await bank.try("POST", `/api/jobs/${job.caseNo}/${job.id}/fail`, given)).status;
    };
    await expect.poll(give, { timeout: 20_000 }).toBe(200);
    await mustAct(clerk, caseNo, "review", {});
    return caseNo;
  }

  it.each(["drawn", "plain"])(
    "tells runs, failures and called processes, with a layout and without: %s",
    async (how) => {
      const { page, complaints } = await open(front, "clerk", `/desk/cases/${await begin(how)}`);
      await page.getByRole("heading", { name: "办理流程" }).scrollIntoViewIfNeeded();
      await page.locator(".process-words").waitFor();
      const words = await page.locator(".process-words").innerText();
      expect(words).toMatch(/查询信用信息\s*故障[\s\S]*征信系统没有应答/);
      expect(words).toMatch(/三部门会签\s*正在办理[\s\S]*1\/3 已完成/);
      // Two of the three are still open: each says which it is.
      for (const place of [1, 2]) {
        const name = `三部门会签（第${place}项，共2项）`;
        await page.getByRole("form", { name, exact: true }).waitFor();
        await page.getByRole("heading", { name, exact: true }).waitFor();
      }
      const alike = (await faultsByAxe(page)).filter(({ id }) => id === "landmark-unique");
      expect(alike).toEqual([]);
      const isDrawn = how === "drawn";
      if (isDrawn) await toProcess(page);
      else await page.getByText("这一版流程没有保存图形布局").waitFor();
      expect(await page.locator(".status-badge-failed").count()).toBe(isDrawn ? 1 : 0);
      await look(page, `process-calling-${isDrawn ? "drawn" : "words"}-1440`);
      await page.getByRole("button", { name: "查看所调用的流程" }).click();
      await toProcess(page);
      expect(await page.locator('.is-current[data-element-id="t"]').count()).toBe(1);
      expect(await page.locator(".process-words").innerText()).toMatch(/核对名称\s*正在办理/);
      await expectMark(page);
      expect(complaints).toEqual([]);
    },
    SLOW,
  );
});
