import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, it } from "vitest";
import { listDocuments, listFilesOf, systemContext } from "#store";
import { applyForFoodLicence, untilSealed } from "../harness/food-licence.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { mustAct, type CaseAnswer } from "../harness/person.ts";

const SLOW = 240_000;

describe("what is destroyed when its time is over, in a real browser", () => {
  const front = inTheBrowser();
  let caseNo = "";
  beforeAll(async () => {
    const { site } = front;
    const owner = await front.as("shop-owner");
    ({ caseNo } = await applyForFoodLicence(owner));
    await mustAct(owner, caseNo, "Task_Withdraw", { withdrawalReason: "不再办理。" });
    await untilSealed(() => owner.get<CaseAnswer>(`/api/cases/${caseNo}`));
    const system = systemContext(site.pack.code);
    const files = await listFilesOf(site.store, system, caseNo);
    const documents = await listDocuments(site.store, system, caseNo);
    const hashes = [
      ...files.map(({ sha256 }) => sha256),
      ...documents.flatMap((each) => each.fileHash ?? []),
    ];
    // As if they had been written years ago: what is young is never removed.
    for (const hash of hashes)
      await utimes(join(site.filesFolder, hash.slice(0, 2), hash.slice(2, 4), hash), 1, 1);
  }, SLOW);

  it(
    "is listed by one configurer, approved by another, and told on the case's page with the law",
    async () => {
      const before = await front.open("shop-owner", `/my/cases/${caseNo}`, 1440);
      await before
        .getByText(/保存到2036-11-16，期满按清册销毁/)
        .first()
        .waitFor();
      await lookAt(before, "kept-1440", true);
      front.site.moveTo("2036-11-18T10:00:00+08:00");
      const one = await front.open("configurer", "/admin/destructions", 1440);
      await one.getByText("还没有销毁清册").waitFor();
      await one.getByRole("button", { name: "编制销毁清册" }).click();
      await one.getByText(/已编制清册 XH-2036-0001/).waitFor();
      await lookAt(one, "lists-1440");
      await one.getByRole("link", { name: "XH-2036-0001" }).click();
      await one.getByText("由你编制的清册，要由另一人审批。").waitFor();

      const other = await front.open("configurer-second", "/admin/destructions/XH-2036-0001", 1440);
      await lookAt(other, "list-1440", true);
      await other.getByRole("button", { name: "批准销毁" }).click();
      const dialog = other.getByRole("dialog");
      await dialog.getByLabel("审批意见").fill("期限已满，核对无误");
      await lookAt(other, "approve-1440");
      await dialog.getByRole("button", { name: "批准销毁" }).click();
      await dialog.waitFor({ state: "detached" });

      for (const width of [1440, 390]) {
        const page = await front.open("shop-owner", `/my/cases/${caseNo}`, width);
        await page
          .getByText(/已按期销毁（2036-11-18，销毁清册XH-2036-0001，《/)
          .first()
          .waitFor();
        await lookAt(page, `destroyed-${width}`, true);
      }
      const phone = await front.open("configurer-second", "/admin/destructions/XH-2036-0001", 390);
      await phone.getByText("已销毁").first().waitFor();
      await lookAt(phone, "list-390", true);
      const lists = await front.open("auditor", "/admin/destructions", 390);
      await lists.getByText(/完成：销毁/).waitFor();
      await lookAt(lists, "lists-390", true);
    },
    SLOW,
  );
});
