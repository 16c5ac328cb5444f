import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { houseOn, packFolder, packWith, type House } from "../exchange/exchange-house.ts";
import { lookAt } from "../harness/looked-at.ts";
import { boundary, end, flows, processXml, user } from "../support/bpmn.ts";
import { inTheBrowser, MONDAY } from "../harness/in-the-browser.ts";

const SLOW = 180_000;
const CLERK = '<zeebe:assignmentDefinition candidateGroups="clerk"/>';
const named = (xml: string, id: string, name: string): string =>
  xml.replace(`name="${id}"`, `name="${name}"`);
const OLDER = named(
  named(
    processXml(
      [user("check", CLERK), boundary("late", "check", "P3D"), end()],
      flows("s check", "check e", "late e"),
      "checks",
    ),
    "check",
    "核对材料",
  ),
  "late",
  "三日内未核对",
);
const NEWER = named(
  processXml([user("verify", CLERK), end()], flows("s verify", "verify e"), "checks"),
  "verify",
  "核对申请材料",
);

describe("migrations in a real browser", () => {
  let house: House;
  const front = inTheBrowser({ pack: () => packFolder({ checks: { xml: NEWER } }), at: MONDAY });

  beforeAll(async () => {
    house = await houseOn(front.site.store, await packWith({ checks: { xml: OLDER } }), front.site.now());
  }, SLOW);

  const open = (width: number, path = "/admin/migrations") => front.open("configurer", path, width);

  const look = (page: Page, name: string) => lookAt(page, name, true);

  it(
    "asks what becomes of what is gone, says case by case what it would come to, and shows what it came to",
    async () => {
      const empty = await open(1440);
      await empty.getByText("没有可以迁移的办件").waitFor();
      await look(empty, "migrations-empty-1440");
      await house.begin("checks");
      await house.begin("checks");

      const page = await open(1440);
      await page.getByText("没有可以迁移的办件。").waitFor();
      await page.getByText("办件的“核对材料”在迁入的版本中没有对应的位置").first().waitFor();
      await look(page, "migrations-refused-1440");
      await page.getByLabel("“核对材料”在迁入版本中是").selectOption({ label: "核对申请材料" });
      await page.getByText("2件办件都可以迁移。").waitFor();
      await page.getByText("三日内未核对（2件）").waitFor();
      await look(page, "migrations-1440");
      const phone = await open(390);
      await phone.getByLabel("“核对材料”在迁入版本中是").selectOption({ label: "核对申请材料" });
      await phone.getByText("2件办件都可以迁移。").waitFor();
      await look(phone, "migrations-390");

      await page.getByRole("button", { name: "迁移2件" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "迁移2件" }).click();
      await dialog.getByText("请写明理由").waitFor();
      await dialog.getByLabel("迁移理由").fill("新版取消三日提醒");
      await look(page, "migrations-dialog-1440");
      await dialog.getByRole("button", { name: "迁移2件" }).click();
      await page.getByRole("heading", { name: "迁移“食品经营许可（新办）”的办件" }).waitFor();
      await page.getByText("已迁移2件。").waitFor();
      await look(page, "migration-done-1440");
      await page.getByRole("link", { name: "返回流程迁移" }).click();
      await page.getByRole("heading", { name: "最近的迁移" }).waitFor();
      await page.getByText("已迁移2件。").waitFor();
      // Back to the former version leads no default.
      await page.getByText("在办的办件都在现行版本上").waitFor();
      await look(page, "migrations-after-1440");
      await phone.goto(page.url());
      await phone.getByText("已迁移2件。").waitFor();
      await look(phone, "migrations-after-390");
    },
    SLOW,
  );
});
