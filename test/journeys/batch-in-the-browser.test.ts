import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { runBatches } from "#worker";
import { tellLiveBatches } from "../../src/app/chores/tell-live-batches.ts";
import { waitForDecision, type Staff } from "../harness/food-licence.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { lookAt } from "../harness/looked-at.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 240_000;

describe("batch sign-off in a real browser", () => {
  const front = inTheBrowser();
  let owner: Person;
  let staff: Staff;

  beforeAll(async () => {
    owner = await front.as("shop-owner");
    staff = {
      clerk: await front.as("clerk"),
      reviewer: await front.as("reviewer"),
      inspector: await front.as("inspector"),
      "inspector-second": await front.as("inspector-second"),
      approver: await front.as("approver"),
    };
  }, SLOW);

  const open = (width: number, path = "/desk") => front.open("approver", path, width);

  const look = (page: Page, name: string) => lookAt(page, name, true);

  it(
    "ticks by keyboard, fills in once, previews, confirms and shows what came of each",
    async () => {
      const cases = await waitForDecision(owner, staff, 3);
      const page = await open(1440);
      await page.getByRole("checkbox", { name: "选择列出的同类任务" }).waitFor();
      for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
      await page.getByText("已选2件").waitFor();
      await look(page, "batch-desk-1440");
      await page.keyboard.press("s");
      await page.getByText("已选3件").waitFor();
      await page.keyboard.press("b");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("填写一次，用于所选的3件").waitFor();
      const [elsewhere = ""] = cases;
      await mustAct(staff.approver, elsewhere, "Task_Decision", { decision: "grant" });
      expect(await dialog.getByRole("radio").count()).toBe(1);
      await dialog.getByLabel("意见").fill("符合法定条件，同意。");
      await look(page, "batch-form-1440");
      await dialog.getByRole("button", { name: "预览" }).click();
      await page.getByText("将为2件作出准予决定；1件不能办理，原因见下。").waitFor();
      await page.getByText(/这件办件已经办结（.+），这一步不能再办/).waitFor();
      await look(page, "batch-preview-1440");
      const phone = await open(390, new URL(page.url()).pathname);
      await phone.getByText("将为2件作出准予决定").waitFor();
      await look(phone, "batch-preview-390");
      await page.getByRole("button", { name: "确认办理2件" }).click();
      await page.getByRole("dialog").getByText("不能撤回").waitFor();
      await look(page, "batch-ask-1440");
      await page.getByRole("dialog").getByRole("button", { name: "确认办理2件" }).click();
      await page.getByText("已为2件作出准予决定；1件未能办理，原因见下。").waitFor();
      await look(page, "batch-done-1440");
      await page.getByRole("button", { name: "重新预览未办的1件" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "预览" }).click();
      await page.getByText("所选任务都已办完或不存在").waitFor();
      await page.getByRole("dialog").getByRole("button", { name: "返回" }).click();
      await page.locator("table a").first().click();
      await page
        .getByText(/批量办理，准予许可/)
        .first()
        .waitFor();
      await page.goto(`${front.site.url}/desk`);
      await page.getByRole("link", { name: "我的批量办理" }).click();
      const line = page.getByRole("row", { name: /作出准予决定/u });
      await line.getByText("已办完").waitFor();
      await line.getByText("已办2件，未能办理1件").waitFor();
      await look(page, "batches-1440");
      await line.getByRole("link").click();
      await page.getByText("已为2件作出准予决定；1件未能办理，原因见下。").waitFor();
      const list = await open(390, "/desk/batches");
      await list.getByText("已办2件，未能办理1件").waitFor();
      await look(list, "batches-390");
    },
    SLOW,
  );

  it(
    "shows how far it is and stops, on a phone",
    async () => {
      await waitForDecision(owner, staff, 2);
      await front.site.worker.stop();
      const page = await open(390);
      await page.getByRole("checkbox", { name: /^选择/ }).nth(1).check();
      await page.getByRole("button", { name: "全选2件" }).click();
      await look(page, "batch-desk-390");
      await page.getByRole("button", { name: "批量办理" }).click();
      await look(page, "batch-form-390");
      await page.getByRole("dialog").getByRole("button", { name: "预览" }).click();
      await page.getByRole("button", { name: "确认办理2件" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "确认办理2件" }).click();
      await page.getByText("正在办理：已办0件，共2件").waitFor();
      await look(page, "batch-running-390");
      const { platform, store } = front.site;
      const { work, signIn, now } = platform;
      const faults: unknown[] = [];
      let pressed = false;
      const running = {
        store,
        work,
        // While the first line is under way, the person presses the button.
        principalOf: async (account: string) => {
          if (!pressed) await page.getByRole("button", { name: "停止" }).click();
          if (!pressed) await page.getByText("正在停止").waitFor();
          pressed = true;
          return signIn.store.findPrincipal(account, now());
        },
        onFault: (_batch: string, fault: unknown) => void faults.push(fault),
        ended: tellLiveBatches(platform).ended,
      };
      while (await runBatches(running));
      expect(faults).toEqual([]);
      await page.getByText("已停止：1件已办理，1件没有办理。").waitFor({ timeout: 10_000 });
      await look(page, "batch-stopped-390");
    },
    SLOW,
  );
});
