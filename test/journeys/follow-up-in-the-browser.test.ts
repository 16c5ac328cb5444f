import { describe, expect, it } from "vitest";
import type { PublicVerification } from "#contract";
import { annul, caseBegun, findFalse, followUpPack } from "../harness/follow-ups.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { openTask } from "../harness/on-the-phone.ts";
import { mustAct, type CaseAnswer, type ReceiptAnswer } from "../harness/person.ts";

const SLOW = 300_000;
const SHOP = "92210311MA1Q00010P";

describe("a licence that is checked after it was granted, in the browser", () => {
  const front = inTheBrowser({ pack: followUpPack, at: "2026-03-02T09:00:00+08:00" });

  it(
    "shows the applicant the check to come, the supervising organ its task, and the holder what became of it",
    async () => {
      const values = { creditCode: SHOP, place: "东1" };
      const application = { matter: "stall-licence", values, materials: {} };
      const sent = await (await front.as("shop-owner")).try("POST", "/api/cases", application);
      const { caseNo } = sent.body as ReceiptAnswer;
      await mustAct(await front.as("approver"), caseNo, "Task_Decide", { decision: "grant" });
      const { records } = await (await front.as("approver")).get<CaseAnswer>(`/api/cases/${caseNo}`);
      const certificate = records.find(({ register }) => register === "certificate")?.id ?? "";

      const own = await front.open("shop-owner", `/my/cases/${caseNo}`, 1440);
      await own.getByRole("heading", { name: "事后监管检查" }).waitFor();
      await own.getByText("待检查").waitFor();
      await lookAt(own, "follow-up-planned-1440", true);
      const phone = await front.open("shop-owner", `/my/cases/${caseNo}`, 390);
      await phone.getByRole("heading", { name: "事后监管检查" }).waitFor();
      await lookAt(phone, "follow-up-planned-390", true);

      front.site.moveTo("2026-03-09T09:00:00+08:00");
      const check = await caseBegun(await front.as("visitor"), "licence-follow-up");
      const desk = await front.open("visitor", `/desk/cases/${check}`, 1440);
      await desk.getByText("与许可的位置一致", { exact: false }).first().waitFor();
      await lookAt(desk, "follow-up-check-1440", true);
      const outside = await front.open("visitor", "/field", 390);
      await openTask(outside, check);
      await outside.getByText("案件情况和照片").click();
      await outside.getByText("与许可的位置一致", { exact: false }).first().waitFor();
      await lookAt(outside, "follow-up-check-390", true);
      await findFalse(front.site, front.as, check);

      const head = await front.open("urban-approver", `/desk/cases/${check}`, 1440);
      await head.getByLabel(/以欺骗、贿赂等不正当手段取得/).check();
      await head.getByLabel(/事实和理由/).fill("以伪造的租赁协议取得许可。");
      await lookAt(head, "follow-up-proposal-1440", true);
      await head.getByRole("button", { name: "研究处理建议" }).click();
      const asked = async () => {
        const { tasks } = await (await front.as("urban-approver")).get<CaseAnswer>(`/api/cases/${check}`);
        return tasks.map(({ element }) => element);
      };
      await expect.poll(asked, { timeout: 30_000 }).not.toContain("Task_Propose");
      const told = await front.open("reviewer", `/desk/cases/${check}`, 1440);
      await told.getByText("知悉监管结果").first().waitFor();
      await lookAt(told, "follow-up-told-1440", true);

      await annul(front.as, certificate);
      const verified = await (
        await front.as("clerk")
      ).get<PublicVerification>(`/api/public/verify/${certificate}`);
      expect(verified.status).toBe("annulled");
      const record = await front.open("reviewer", `/records/certificate/${certificate}`, 1440);
      await record.getByRole("heading", { name: "事后监管检查" }).waitFor();
      await record.getByText("检查不合格").first().waitFor();
      await lookAt(record, "follow-up-certificate-1440", true);
      const notices = await front.open("shop-owner", "/my/notices", 390);
      await notices.getByText("状态变为“撤销”", { exact: false }).waitFor();
      await lookAt(notices, "follow-up-notices-390", true);
      const screen = await front.open("leader", "/screen/indicators/follow-ups-needed", 1440);
      await screen.getByText("须开展监管检查的决定").first().waitFor();
      await screen
        .getByRole("link", { name: /stall-licence/ })
        .first()
        .waitFor();
      await lookAt(screen, "follow-up-indicator-1440", true);
    },
    SLOW,
  );
});
