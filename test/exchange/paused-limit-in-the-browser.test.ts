import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { CaseAnswer, DeskPage } from "#contract";
import { faultsByAxe } from "../harness/axe.ts";
import { mustAct } from "../harness/person.ts";
import { enter } from "../harness/visitor.ts";
import { element, end, flows, gateway, user } from "../support/bpmn.ts";
import { eventsXml, start, startless } from "../support/events.ts";
import { packFolder } from "./exchange-house.ts";
import { inTheBrowser, MONDAY } from "../harness/in-the-browser.ts";

const SLOW = 180_000;
const group = (role: string): string => `<zeebe:assignmentDefinition candidateGroups="${role}"/>`;

/** A clerk has five working days; the reviewer's test beside it holds the case's clock. */
const CHECK = startless(
  eventsXml(
    [
      start("m", "message check"),
      element("task", "begin", {
        extensions: '<yiwang:clock action="start" clock="decision" statutory="20wd"/>',
      }),
      gateway("parallel", "fork"),
      user("check", `${group("clerk")}<yiwang:limit value="5wd"/>`),
      user(
        "testing",
        `${group("reviewer")}<yiwang:clock action="pause" clock="decision" ground="testing"/><yiwang:clock action="resume" clock="decision" when="leave"/>`,
      ),
      gateway("parallel", "meet"),
      end(),
    ],
    flows("m begin", "begin fork", "fork check", "fork testing", "check meet", "testing meet", "meet e"),
    ["message check"],
    "checking",
  ),
).replace('name="check"', 'name="核对材料"');

describe("a limit in a pause, in a real browser", () => {
  const front = inTheBrowser({
    pack: () => packFolder({ checking: { xml: CHECK, begins: {} } }, { messages: { check: ["connector"] } }),
    at: MONDAY,
  });
  let caseNo: string;

  const taskOf = async () =>
    (await (await front.as("clerk")).get<CaseAnswer>(`/api/cases/${caseNo}`)).tasks.find(
      ({ element: id }) => id === "check",
    );

  /** What stands beneath the task's name on the case's page. */
  async function shown(name: string): Promise<string> {
    const { cookie } = await enter(front.site, "demo-clerk");
    const [key = "", value = ""] = cookie.split("=");
    const context = await front.browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai" });
    await context.addCookies([{ name: key, value, url: front.site.url }]);
    const page = await context.newPage();
    await page.goto(`${front.site.url}/desk/cases/${caseNo}`);
    await page.getByRole("heading", { name: "核对材料" }).waitFor();
    const shots = process.env["YIWANG_TEST_SHOTS"];
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    expect(await faultsByAxe(page, ".task-pauses")).toEqual([]);
    const said = await page.locator(".task-due, .task-pauses").allInnerTexts();
    await context.close();
    return said.join("\n");
  }

  it(
    "says that it stands still and on what ground, and afterwards why its day is later",
    async () => {
      const bank = await front.as("bank");
      await bank.try("POST", "/api/messages", { id: randomUUID(), name: "check", key: "", variables: {} });
      const clerk = await front.as("clerk");
      const desk = async () => (await clerk.get<DeskPage>("/api/desk/tasks?view=mine")).items;
      await expect.poll(desk, { timeout: 20_000, interval: 200 }).toHaveLength(1);
      caseNo = (await desk())[0]?.case.caseNo ?? "";
      expect(await taskOf()).toMatchObject({ dueAt: null, period: { limit: "5wd", paused: true } });
      const paused = await shown("paused");
      expect(paused).toContain("期限暂停计算，恢复后顺延");
      expect(paused).toContain("期限5个工作日，自2026-11-16 周一起算");
      expect(paused).toContain("检测（行政许可法第四十五条）");

      front.site.moveTo("2026-11-30T09:00:00+08:00");
      await mustAct(await front.as("reviewer"), caseNo, "testing", {});
      // From the 17th to the 27th nothing counted: the 30th of November is the first of the five.
      expect(await taskOf()).toMatchObject({ dueAt: "2026-12-04T15:59:59.999Z", period: { paused: false } });
      const resumed = await shown("resumed");
      expect(resumed).toContain("最迟 2026-12-04");
      expect(resumed).toContain("计入特别程序用时9个工作日");
      expect(resumed).not.toContain("恢复后顺延");
    },
    SLOW,
  );
});
