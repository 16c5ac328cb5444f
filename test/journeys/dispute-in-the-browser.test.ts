import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { AT_TANGGANGZI, handleWhole } from "../harness/incidents.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";

const SLOW = 300_000;
const TOLD = {
  source: "report",
  kind: "event",
  class: "0102",
  description: "路边被人偷倒了一车建筑垃圾",
  division: "210311006002",
  place: { lon: AT_TANGGANGZI.lon, lat: AT_TANGGANGZI.lat, address: "温泉路中段" },
  reporter: { name: "王文娟", mobile: "13900000019", confidential: false },
};

describe("a dispute over whose an incident is, in the browser", () => {
  const front = inTheBrowser();

  const reported = async (): Promise<string> => {
    const resident = await front.as("resident");
    const sent = { matter: "incident", values: TOLD, materials: {} };
    const { status, body } = await resident.try("POST", "/api/cases", sent);
    expect(status, JSON.stringify(body)).toBe(200);
    return (body as { readonly caseNo: string }).caseNo;
  };
  const choose = async (page: Page, label: RegExp, words: string): Promise<void> => {
    const select = page.getByLabel(label);
    await select.selectOption(
      await select.locator("option", { hasText: words }).first().getAttribute("value"),
    );
  };
  const onCase = (login: string, caseNo: string, width = 1440): Promise<Page> =>
    front.open(login, `/desk/cases/${caseNo}`, width);

  it(
    "is sent back with a clause, ruled on, and the next case of its class and place is proposed to whom the ruling named",
    async () => {
      const caseNo = await reported();
      await handleWhole(front.as, caseNo, "", ["register", "dispatch"]);

      // The town says by which clause it is not theirs; without one nothing is sent.
      const town = await onCase("handler-town", caseNo);
      await town.getByRole("radio", { name: "不属于本部门职责，退单" }).check();
      await town.locator("form .button-main").click();
      await town.getByText("请选择“依据的职责清单条款”").first().waitFor();
      await lookAt(town, "dispute-without-clause-1440", true);
      await choose(town, /依据的职责清单条款/, "不承担行政处罚和市政管网的维修");
      await town.getByLabel(/退单理由/).fill("偷倒的建筑垃圾应由执法部门查处");
      await choose(town, /建议由谁处置/, "执法");
      await town.locator("form .button-main").click();
      await town.getByText("退单待裁定").first().waitFor();

      // Who is on duty rules from a phone.
      const phone = await onCase("commander", caseNo, 390);
      await phone.getByText("偷倒的建筑垃圾应由执法部门查处").first().waitFor();
      await phone.getByRole("radio", { name: "改派", exact: true }).check();
      await choose(phone, /改派给/, "执法");
      await phone.getByLabel(/裁定理由/).fill("偷倒垃圾由执法部门查处并清理");
      await lookAt(phone, "dispute-ruling-390", true);
      await phone.locator("form .button-main").click();
      await phone.getByText("处置中").first().waitFor();
      const law = await onCase("handler-law", caseNo);
      await law.getByRole("radio", { name: "已处置完毕，反馈" }).waitFor();

      // The next of its class and place.
      const next = await reported();
      await handleWhole(front.as, next, "", ["register"]);
      const dispatcher = await onCase("dispatcher", next);
      const proposed = dispatcher.getByLabel(/处置部门（主办）/);
      expect(await proposed.locator("option:checked").textContent()).toContain("执法");
      expect(await dispatcher.getByLabel(/派遣依据/).inputValue()).toContain(`依据先例：案卷${caseNo}裁定`);
      await lookAt(dispatcher, "dispute-precedent-1440", true);
    },
    SLOW,
  );
});
