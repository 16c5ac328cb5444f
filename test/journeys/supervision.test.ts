import { beforeAll, describe, expect, it } from "vitest";
import type { CardPage, DueTaskPage, IndicatorRecordsAnswer, SupervisionAnswer } from "#contract";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { lookAt } from "../harness/looked-at.ts";
import { mustAct } from "../harness/person.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 180_000;

describe("supervision of deadlines", () => {
  const front = inTheBrowser();
  let caseNo: string;

  beforeAll(async () => {
    caseNo = (await applyForFoodLicence(await front.as("shop-owner"))).caseNo;
  }, SLOW);

  const overview = async (login: string) =>
    (await front.as(login)).get<SupervisionAnswer>("/api/supervision");
  const ofMarket = async (login: string) =>
    (await overview(login)).organs.find(({ organ }) => organ === "market-regulation");
  const cards = async (login: string) =>
    (await (await front.as(login)).get<CardPage>("/api/supervision/cards")).items;
  const untilCard = async (kind: string) => {
    const end = performance.now() + 40_000;
    for (;;) {
      const found = (await cards("supervisor")).find((each) => each.kind === kind && each.caseNo === caseNo);
      if (found !== undefined) return found;
      if (performance.now() > end) throw new Error(`no ${kind} card`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  it(
    "shows a yellow card once where work nears its limit and nobody has it, to holder and head, and lets it be explained",
    async () => {
      expect(await ofMarket("supervisor")).toMatchObject({ near: 0, overdue: 0, yellow: 0, red: 0 });
      // The clerk's five working days end on the 23rd.
      front.site.moveTo("2026-11-20T10:00:00+08:00");
      const card = await untilCard("yellow");
      expect(card).toMatchObject({
        taskName: { zh: "收件审查" },
        dueOn: "2026-11-23",
        issuedOn: "2026-11-20",
      });
      const market = await ofMarket("supervisor");
      expect(market).toMatchObject({ near: 1, overdue: 0, yellow: 1, red: 0 });
      const list = await (
        await front.as("supervisor")
      ).get<DueTaskPage>("/api/supervision/tasks?when=near&organ=market-regulation");
      expect(list.items.map((each) => each.caseNo)).toEqual([caseNo]);
      // People are told by the outbox, a moment after the card is there.
      for (const login of ["clerk", "approver"]) {
        const person = await front.as(login);
        const told = async () =>
          (await person.get<{ items: { text: { zh: string } }[] }>("/api/notices")).items.filter(({ text }) =>
            text.zh.startsWith("黄牌"),
          );
        await expect.poll(told, { timeout: 20_000, message: login }).toHaveLength(1);
      }
      const path = `/api/supervision/cards/${encodeURIComponent(card.id)}`;
      const act = async (login: string, what: string) =>
        (await front.as(login)).try("POST", `${path}/${what}`, { text: "窗口人员请假，已安排顶岗" });
      expect((await act("supervisor", "answer")).status).toBe(403);
      expect((await act("approver", "cancel")).status).toBe(403);
      expect((await act("approver", "answer")).status).toBe(200);
      expect((await cards("clerk"))[0]).toMatchObject({
        status: "answered",
        answer: "窗口人员请假，已安排顶岗",
      });
    },
    SLOW,
  );

  it(
    "shows a red card for what is overdue, which a supervisor may cancel with a reason; the numbers open their records",
    async () => {
      await mustAct(await front.as("clerk"), caseNo, "Task_Intake", {
        intakeOutcome: "accept",
        materialVerdicts: verdicts(true),
      });
      front.site.moveTo("2026-12-10T10:00:00+08:00");
      const card = await untilCard("red");
      expect(await ofMarket("leader")).toMatchObject({ overdue: 1, red: 1, yellow: 1 });
      for (const [width, login] of [
        [1440, "supervisor"],
        [390, "supervisor"],
      ] as const) {
        const page = await front.open(login, "/desk/supervision", width);
        await page.getByRole("link", { name: /市场监督管理局 超期 1/ }).waitFor();
        await lookAt(page, `supervision-${width}`);
        await page.getByRole("link", { name: /市场监督管理局 超期 1/ }).click();
        await page.getByText(caseNo).waitFor();
        await lookAt(page, `supervision-tasks-${width}`);
        await page.goto(`${front.site.url}/desk/supervision?view=cards`);
        await page.getByText("红牌").nth(1).waitFor();
        await lookAt(page, `supervision-cards-${width}`);
        await page.context().close();
      }
      const page = await front.open("supervisor", "/desk/supervision?view=cards&kind=red", 1440);
      await page.getByRole("button", { name: "撤销" }).click();
      await page.getByLabel("撤销理由").fill("系统升级停机两天，责任不在经办人");
      await lookAt(page, "supervision-cancel-1440");
      await page.getByRole("dialog").getByRole("button", { name: "撤销" }).click();
      await page.getByText("已撤销：系统升级停机两天").waitFor();
      expect((await cards("approver")).find(({ id }) => id === card.id)?.status).toBe("cancelled");
      expect(await ofMarket("supervisor")).toMatchObject({ red: 0 });
      const again = await (
        await front.as("supervisor")
      ).try("POST", `/api/supervision/cards/${encodeURIComponent(card.id)}/cancel`, { text: "再次撤销" });
      expect(again.body).toMatchObject({ code: "CARD_ENDED" });

      const figure = (await ofMarket("supervisor"))?.figures.find(
        ({ indicator }) => indicator === "all-on-time-rate",
      );
      const records = await (
        await front.as("supervisor")
      ).get<IndicatorRecordsAnswer>("/api/indicators/all-on-time-rate/records?organ=market-regulation");
      expect(records.items).toHaveLength(figure?.records ?? -1);
      expect(records.figure.value).toBe(figure?.value ?? null);
    },
    SLOW,
  );
});
