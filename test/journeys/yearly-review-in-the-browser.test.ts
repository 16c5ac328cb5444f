import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { DeskPage, RecordAnswer } from "#contract";
import { unreadable } from "../harness/chinese.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { mustAct, type CaseAnswer } from "../harness/person.ts";

const SLOW = 300_000;
const MATTER = "old-age-allowance";

function elder(): Record<string, unknown> {
  const text = readFileSync(`districts/qianshan/matters/${MATTER}/examples.yaml`, "utf8");
  const { base } = parse(text) as { readonly base: Record<string, unknown> };
  return { ...base, applicantRelation: "self" };
}

/** What a page shows, what stands in its fields too. */
const SHOWN = `document.body.innerText + [...document.querySelectorAll("textarea")].map(({ value }) => value).join()`;

describe("an old-age allowance and its yearly review, in a real browser", () => {
  const front = inTheBrowser({ at: "2025-11-17T09:00:00+08:00" });

  const apply = async (pictures: boolean): Promise<string> => {
    const owner = await front.as("shop-owner");
    const kept = await owner.try("PUT", `/api/drafts/${MATTER}`, { values: elder(), materials: {} });
    expect(kept.status).toBe(200);
    const page = await front.open("shop-owner", `/apply/${MATTER}?step=review`, 390);
    await page.getByRole("button", { name: "提交申请" }).waitFor();
    if (pictures) await lookAt(page, "allowance-review-390", true);
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.waitForURL(/\/receipts\//);
    const caseNo = decodeURIComponent(page.url().split("/").at(-1) ?? "");
    await page.context().close();
    return caseNo;
  };
  const grant = async (caseNo: string): Promise<void> => {
    await mustAct(await front.as("town-clerk"), caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: [],
    });
    await mustAct(await front.as("town-reviewer"), caseNo, "Task_TownReview", {
      townAgrees: true,
      townFinding: "年龄、户籍与登记一致",
    });
    await mustAct(await front.as("social-reviewer"), caseNo, "Task_Check", { checkFinding: "核定结果属实" });
    await mustAct(await front.as("social-approver"), caseNo, "Task_Decision", { decision: "grant" });
  };
  const reviewOf = async (benefitNo: string): Promise<string> => {
    const clerk = await front.as("town-clerk");
    const end = performance.now() + 60_000;
    for (;;) {
      const { items } = await clerk.get<DeskPage>("/api/desk/tasks?view=mine");
      for (const { case: each } of items) {
        if (each.matterName.zh !== "给付定期复核") continue;
        const { form } = await clerk.get<CaseAnswer>(`/api/cases/${each.caseNo}`);
        if (form.some(({ value }) => value.zh === benefitNo)) return each.caseNo;
      }
      if (performance.now() > end) throw new Error("no review has begun");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const benefitOf = async (id: string): Promise<RecordAnswer> =>
    (await front.as("social-approver")).get<RecordAnswer>(`/api/records/benefit/${id}`);
  const choose = (page: Page, group: RegExp, name: string): Promise<void> =>
    page.getByRole("group", { name: group }).getByRole("radio", { name, exact: true }).check();
  /** The town's clerk enters whether the person was seen to be alive. */
  const prove = async (review: string, alive: boolean, picture: string): Promise<void> => {
    const desk = await front.open("town-clerk", `/desk/cases/${review}`, 1440);
    const form = desk.getByRole("form", { name: "生存和资格认证" });
    await form.waitFor();
    await choose(desk, /认证方式/, "上门");
    await choose(desk, /已确认本人健在/, alive ? "是" : "否");
    await choose(desk, /仍符合领取条件/, alive ? "是" : "否");
    await form.getByLabel(/认证日期/).fill("2026-11-17");
    await lookAt(desk, picture, true);
    await form.getByRole("button", { name: "生存和资格认证" }).click();
    await form.waitFor({ state: "detached" });
    await desk.context().close();
  };

  let first = "";
  let second = "";

  it(
    "is applied for on a telephone and granted by town and district, sealed",
    async () => {
      first = await apply(true);
      await grant(first);
      second = await apply(false);
      await grant(second);
      const page = await front.open("shop-owner", `/my/cases/${first}`, 390);
      await page.getByText("高龄津贴发放核定书").first().waitFor();
      await expect
        .poll(
          async () =>
            (await (await front.as("shop-owner")).get<CaseAnswer>(`/api/cases/${first}`)).documents.every(
              ({ status }) => status === "ready",
            ),
          { timeout: 60_000 },
        )
        .toBe(true);
      await lookAt(page, "allowance-granted-390", true);
      await page.context().close();
    },
    SLOW,
  );

  it(
    "is looked at again after a year by itself, told to whom it concerns, and goes on",
    async () => {
      front.site.moveTo("2026-11-17T00:05:00+08:00");
      const review = await reviewOf(first);
      const mine = await front.open("shop-owner", `/my/cases/${review}`, 390);
      await mine.getByText("给付定期复核").first().waitFor();
      await lookAt(mine, "review-begun-390", true);
      const owner = await front.as("shop-owner");
      expect(unreadable(await owner.get<CaseAnswer>(`/api/cases/${review}`))).toEqual([]);
      await prove(review, true, "review-alive-1440");
      await mustAct(await front.as("town-approver"), review, "Task_Opinion", {
        reviewConclusion: "continue",
        reviewReason: "本人健在，户籍未变",
      });
      await mustAct(await front.as("social-approver"), review, "Task_Decision", {
        finalConclusion: "continue",
        finalReason: "继续符合条件",
      });
      expect((await benefitOf(first)).statusName.zh).toBe("发放中");
      await mine.reload();
      await mine.getByText("给付复核决定书").first().waitFor();
      await lookAt(mine, "review-continued-390", true);
      await mine.context().close();
    },
    SLOW,
  );

  it(
    "stops where the proof is missing: the reason is told first and answered on the telephone",
    async () => {
      const review = await reviewOf(second);
      await prove(review, false, "review-missing-1440");
      const reason = "三次上门和电话联系均未见到本人，没有完成生存认证";
      await mustAct(await front.as("town-approver"), review, "Task_Opinion", {
        reviewConclusion: "stop",
        reviewReason: reason,
      });
      const mine = await front.open("shop-owner", `/my/cases/${review}`, 390);
      await mine.getByRole("form", { name: "陈述意见" }).waitFor();
      // What is intended and why stands where one is asked to answer it.
      await expect.poll(() => mine.evaluate(SHOWN), { timeout: 40_000 }).toContain(reason);
      await lookAt(mine, "review-statement-390", true);
      await mine.getByLabel(/您对调整或者停发的意见/).fill("老人在外地住院，出院后补做认证。");
      await mine.getByRole("button", { name: "陈述意见" }).click();
      await mine.getByRole("form", { name: "陈述意见" }).waitFor({ state: "detached" });
      await mustAct(await front.as("social-approver"), review, "Task_Decision", {
        finalConclusion: "stop",
        finalReason: reason,
      });
      expect((await benefitOf(second)).statusName.zh).toBe("已停发");
      await mine.reload();
      await mine.getByText("给付复核决定书").first().waitFor();
      await lookAt(mine, "review-stopped-390", true);
      await mine.context().close();
    },
    SLOW,
  );
});
