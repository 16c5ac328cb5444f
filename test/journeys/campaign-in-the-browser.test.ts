import { describe, expect, it } from "vitest";
import type { CampaignAnswer, DeskPage } from "#contract";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { mustAct } from "../harness/person.ts";

const SLOW = 240_000;
const CAMPAIGN = "BRGJ-2027";

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
});
