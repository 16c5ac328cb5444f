import { describe, expect, it } from "vitest";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { mustAct } from "../harness/person.ts";
import { lookAt } from "../harness/looked-at.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 180_000;

describe("moving a case by hand in a real browser", () => {
  const front = inTheBrowser();

  const open = (login: string, caseNo: string, width: number) =>
    front.open(login, `/desk/cases/${caseNo}`, width);

  const look = lookAt;

  it(
    "says what it would bring about before it is done, asks for a reason, and stands in the history",
    async () => {
      const { caseNo } = await applyForFoodLicence(await front.as("shop-owner"));
      await mustAct(await front.as("clerk"), caseNo, "Task_Intake", {
        intakeOutcome: "accept",
        materialVerdicts: verdicts(true),
      });
      await mustAct(await front.as("reviewer"), caseNo, "Task_Review", { reviewOpinion: "材料齐全。" });
      const reviewer = await open("reviewer", caseNo, 1440);
      expect(await reviewer.getByRole("button", { name: "移动环节" }).count()).toBe(0);

      const phone = await open("approver", caseNo, 390);
      await phone.getByRole("button", { name: "移动环节" }).click();
      await phone.getByLabel("移到").selectOption({ label: "提出审查意见" });
      await phone.getByText("提出审查意见 · 区市场监管局审查人").waitFor();
      await look(phone, "move-390");

      const page = await open("approver", caseNo, 1440);
      await page.getByRole("button", { name: "移动环节" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("移到").waitFor();
      await look(page, "move-1440");
      await dialog.getByText("不能移到的环节").click();
      await dialog
        .getByText(/“现场核查（核查人员一）”还没有办理|“提出审查意见”还没有办理/)
        .first()
        .waitFor();
      await look(page, "move-refused-1440");
      await dialog.getByText("不能移到的环节").click();
      await dialog.getByRole("button", { name: "移动", exact: true }).click();
      await dialog.getByText("请选择移到哪个环节").waitFor();
      await dialog.getByText("请写明理由").waitFor();
      await dialog.getByLabel("移到").selectOption({ label: "提出审查意见" });
      await dialog.getByText("提出审查意见 · 区市场监管局审查人").waitFor();
      await dialog.getByLabel("移动理由").fill("核查人员外派，改由审查人书面核对");
      await look(page, "move-preview-1440");
      await dialog.getByRole("button", { name: "移动", exact: true }).click();
      await page.getByText(/^已移动，理由已记入办理记录/).waitFor();
      await page
        .getByText(/人工移动：由“现场核查（核查人员一）”移到“提出审查意见”（核查人员外派/)
        .first()
        .waitFor();
      await look(page, "moved-1440");

      // Somebody else was first: the page that still shows the old step says so.
      await phone.getByLabel("移动理由").fill("核查人员外派");
      await phone.getByRole("dialog").getByRole("button", { name: "移动", exact: true }).click();
      await phone.getByText("您打开页面之后，办件已有新的进展").waitFor();
      await look(phone, "move-late-390");
    },
    SLOW,
  );
});
