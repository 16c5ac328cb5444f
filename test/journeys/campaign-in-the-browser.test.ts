import { describe, expect, it } from "vitest";
import type { CampaignAnswer, DeskPage } from "#contract";
import { createRecord } from "#registers";
import { systemContext } from "#store";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { mustAct } from "../harness/person.ts";

const SLOW = 240_000;
const CAMPAIGN = "BRGJ-2027";

const DAYS_LATER = "2027-07-01T09:00:00+08:00";

describe("a campaign, in the browser", () => {
  // Its first day.
  const front = inTheBrowser({ at: "2027-03-23T08:00:00+08:00" });

  it(
    "shows targets and daily progress as sums of reports, each figure with its records",
    async () => {
      const town = await front.as("town-reviewer");
      const due = async () =>
        (await town.get<DeskPage>("/api/desk/tasks?view=mine")).items.filter(({ case: { title } }) =>
          title.zh.includes("百日攻坚"),
        );
      await expect.poll(async () => (await due()).length, { timeout: 60_000 }).toBe(5);
      const [first, second] = (await due()).toSorted((one, other) =>
        one.case.organName.zh.localeCompare(other.case.organName.zh),
      );
      const report = (line: typeof first, number: number) =>
        mustAct(town, line?.case.caseNo ?? "", "Task_Report", { number, dayNote: `清理柴草垛${number}处` });
      await report(first, 12);
      await report(second, 30);
      const leader = await front.as("leader");
      const read = await leader.get<CampaignAnswer>(`/api/campaigns/${CAMPAIGN}`);
      expect(read.tasks).toHaveLength(5);
      expect(read.days.map(({ number }) => number).toSorted((one, other) => one - other)).toEqual([12, 30]);
      expect((await town.get<CampaignAnswer>(`/api/campaigns/${CAMPAIGN}`)).partial).toBe(false);
      const stranger = await front.as("reviewer");
      expect((await stranger.try("GET", `/api/campaigns/${CAMPAIGN}`)).status).toBe(404);

      const page = await front.open("leader", "/desk/campaigns", 1440);
      await page.getByRole("link", { name: "人居环境百日攻坚" }).waitFor();
      await lookAt(page, "campaigns-1440");
      await page.getByRole("link", { name: "人居环境百日攻坚" }).click();
      await page.getByText("总进度 42/1250处").waitFor();
      await lookAt(page, "campaign-1440", true);
      await page.getByRole("cell", { name: "42" }).getByRole("link").click();
      await page.getByRole("heading", { name: "2027-03-23：2条日报" }).waitFor();
      await lookAt(page, "campaign-records-1440", true);
      await page.getByRole("link", { name: "42/1250处" }).click();
      await page.getByRole("heading", { name: "清理柴草垛：2条日报" }).waitFor();
      const phone = await front.open(
        "town-reviewer",
        `/desk/campaigns/${CAMPAIGN}?open=day%3A2027-03-23`,
        390,
      );
      await phone.getByRole("heading", { name: "2027-03-23：2条日报" }).waitFor();
      await lookAt(phone, "campaign-390", true);
      await phone
        .getByRole("link", { name: /2027-03-23 · / })
        .first()
        .click();
      await phone.getByText("当天完成数").waitFor();
      const none = await front.open("reviewer", "/desk/campaigns", 390);
      await none.getByText("没有与本岗位有关的专项行动").waitFor();
      await lookAt(none, "campaigns-none-390");
    },
    SLOW,
  );

  it(
    "stands beside what is publicised, which anybody reads and objects to without signing in",
    async () => {
      const { site, browser } = front;
      const { work } = site.platform;
      const empty = await (
        await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" })
      ).newPage();
      await empty.goto(`${site.url}/publicity`);
      await empty.getByText("现在没有公示").waitFor();
      await lookAt(empty, "publicity-none-390");
      const planted = createRecord({
        register: "rectifications",
        id: "GQ-X-0017",
        organ: "ecology",
        division: "210311104208",
        holder: null,
        status: "publicised",
        data: {
          problemNo: "GQ-X-0017",
          problem: "石材加工点露天堆放石粉",
          requirement: "清运石粉，恢复河岸",
          division: "210311104208",
          ownerOrgan: "ganquan",
          progress: "石粉清运完毕，围挡和沉淀池建成",
          publicisedOn: "2027-03-22",
          caseNo: "210311202703221000019",
        },
        at: site.now(),
        actor: { kind: "system", name: "test" },
        origin: {},
      });
      await work.store.transact(systemContext(site.pack.code), (transaction) =>
        transaction.commit({ changes: [planted], documents: [], outbox: [], personal: [], files: [] }),
      );
      await empty.reload();
      await empty.getByRole("link", { name: /GQ-X-0017/ }).click();
      await empty.getByText("石粉清运完毕").waitFor();
      await empty.getByRole("button", { name: "提交异议" }).click();
      await empty.getByText("请填写11位手机号码").waitFor();
      await lookAt(empty, "publicity-390", true);
      // Its case has gone on meanwhile: that is said, and nothing is kept.
      await empty.getByLabel("异议内容").fill("沉淀池没有使用");
      await empty.getByLabel("姓名").fill("郑秋萍");
      await empty.getByLabel("手机号码").fill("13841200009");
      await empty.getByRole("button", { name: "提交异议" }).click();
      await empty.getByText("这项公示已经结束").waitFor();
      const wide = await (
        await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" })
      ).newPage();
      await wide.goto(`${site.url}/publicity/rectifications/GQ-X-0017`);
      await wide.getByText("石粉清运完毕").waitFor();
      await lookAt(wide, "publicity-1440", true);
    },
    SLOW,
  );

  it(
    "is summed up once it is over, and its sealed report opens from its page",
    async () => {
      front.site.moveTo(DAYS_LATER);
      const reviewer = await front.as("urban-reviewer");
      const summaries = async () =>
        (await reviewer.get<DeskPage>("/api/desk/tasks?view=mine")).items.filter(
          ({ case: { title } }) => title.zh === "总结 · 人居环境百日攻坚",
        );
      await expect.poll(async () => (await summaries()).length, { timeout: 60_000 }).toBe(1);
      const [{ case: of } = { case: undefined }] = await summaries();
      const caseNo = of?.caseNo ?? "";
      await mustAct(reviewer, caseNo, "Task_Summary", {
        summary: "五个镇街集中清理村庄内外的柴草垛，做到应清尽清",
        problems: "个别村有反弹",
      });
      await mustAct(await front.as("urban-approver"), caseNo, "Task_ApproveSummary", {
        summaryApproved: true,
      });
      const town = await front.as("town-reviewer");
      const read = () => town.get<CampaignAnswer>(`/api/campaigns/${CAMPAIGN}`);
      await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe("closed");
      const page = await front.open("town-reviewer", `/desk/campaigns/${CAMPAIGN}`, 1440);
      const link = page.getByRole("link", { name: (await read()).reportNo ?? "" });
      await link.waitFor();
      await lookAt(page, "campaign-closed-1440", true);
      const report = `/api/campaigns/${CAMPAIGN}/report`;
      expect(await link.getAttribute("href")).toBe(report);
      const opened = async () => (await town.try("GET", report)).status;
      await expect.poll(opened, { timeout: 60_000 }).toBe(200);
      expect((await (await front.as("reviewer")).try("GET", report)).status).toBe(404);
    },
    SLOW,
  );
});
