import { beforeAll, describe, expect, it } from "vitest";
import type { MyCertificates } from "#contract";
import { certificatePack } from "../harness/certificate-pack.ts";
import { untilSealed } from "../harness/food-licence.ts";
import { lookAt } from "../harness/looked-at.ts";
import { mustAct, type CaseAnswer, type Person, type ReceiptAnswer } from "../harness/person.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 240_000;
const SHOP = "92210311MA1Q00010P";

describe("a certificate in its holder's hands", () => {
  const front = inTheBrowser({ pack: certificatePack, at: "2026-03-02T09:00:00+08:00" });
  let owner: Person;
  let certificate: string;

  beforeAll(async () => {
    owner = await front.as("shop-owner");
    const approver = await front.as("approver");
    const application = {
      matter: "stall-licence",
      values: { creditCode: SHOP, place: "东1" },
      materials: {},
    };
    const sent = await owner.try("POST", "/api/cases", application);
    const { caseNo } = sent.body as ReceiptAnswer;
    await mustAct(approver, caseNo, "Task_Decide", { decision: "grant" });
    const page = await untilSealed(() => owner.get<CaseAnswer>(`/api/cases/${caseNo}`));
    certificate = page.records.find(({ register }) => register === "certificate")?.id ?? "";
  }, SLOW);

  it(
    "is shared for a purpose and a time, looked at, seen to be looked at, and withdrawn",
    async () => {
      const page = await front.open("shop-owner", "/my/certificates", 1440);
      await lookAt(page, "my-certificates-1440", true);
      await page.getByRole("button", { name: "分享" }).first().click();
      await page.getByRole("button", { name: "生成分享链接" }).click();
      await page.getByText("请写明给谁看").waitFor();
      await page.getByLabel("给谁看").fill("某银行");
      await page.getByLabel("用途").fill("办理贷款");
      await lookAt(page, "share-dialog-1440");
      await page.getByRole("button", { name: "生成分享链接" }).click();
      const url = await page.locator("dialog a").getAttribute("href");
      await lookAt(page, "share-made-1440");
      await page.getByRole("button", { name: "关闭" }).click();

      // Who has the link needs no account.
      const context = await front.browser.newContext({
        viewport: { width: 390, height: 844 },
        locale: "zh-CN",
      });
      const other = await context.newPage();
      await other.goto(url ?? "");
      await other.getByText("由持证者分享给某银行", { exact: false }).waitFor();
      await lookAt(other, "shared-390", true);
      const file = await fetch(`${url?.replace("/shared/", "/api/public/shares/") ?? ""}/file`);
      expect(file.headers.get("content-type")).toBe("application/pdf");

      const { items } = await owner.get<MyCertificates>("/api/my/certificates");
      const [share] = items.find(({ identifier }) => identifier === certificate)?.shares ?? [];
      expect(share?.uses.map(({ what }) => what.zh)).toEqual(["下载文件", "查看"]);
      await page.reload();
      await page.getByText("查看2次", { exact: false }).waitFor();
      await page.getByRole("button", { name: "收回 某银行" }).click();
      await page.getByText("已收回，链接不能再打开").waitFor();
      await other.reload();
      await other.getByRole("heading", { level: 2, name: /这个分享已经到期/ }).waitFor();
      await context.close();
      const phone = await front.open("shop-owner", "/my/certificates", 390);
      await lookAt(phone, "my-certificates-390", true);
    },
    SLOW,
  );

  it(
    "is printed as a copy, and proposed to be annulled from its page by the organ that issued it",
    async () => {
      const copy = await owner.try("GET", `/api/my/certificates/certificate/${certificate}/copy`);
      expect(String(copy.body).slice(0, 5)).toBe("%PDF-");
      const page = await front.open("clerk", `/records/certificate/${certificate}`, 1440);
      await page.getByRole("button", { name: "提出撤销" }).click();
      await page.getByLabel(/以欺骗、贿赂/).check();
      await page.getByLabel("查明的事实").fill("申请时提交的证明系伪造。");
      await lookAt(page, "measure-dialog-1440");
      await page.getByRole("button", { name: "提出", exact: true }).click();
      await page.getByText("已提出，办件编号", { exact: false }).waitFor();
      await lookAt(page, "record-measures-1440", true);
    },
    SLOW,
  );
});
