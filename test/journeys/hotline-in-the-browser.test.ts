import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HotlineTicketAnswer } from "#contract";
import { AT_TANGGANGZI, handleWhole } from "../harness/incidents.ts";
import { inTheBrowser, MONDAY } from "../harness/in-the-browser.ts";
import { startLibraryReceiver, type LibraryReceiver } from "../harness/library-receiver.ts";
import { lookAt } from "../harness/looked-at.ts";
import { packWithAddress } from "../harness/pack-with-address.ts";
import { ask, NOBODY } from "../harness/visitor.ts";

const SLOW = 400_000;
const TICKET = {
  number: "AS2026-000071",
  kind: "whistle",
  urgent: false,
  receivedAt: "2026-11-16T08:40:00+08:00",
  dueAt: "2026-11-21T17:00:00+08:00",
  class: "E-0102",
  description: "夜里有车往路边倾倒建筑垃圾",
  address: "温泉路中段",
  point: { lon: AT_TANGGANGZI.lon, lat: AT_TANGGANGZI.lat },
  community: null,
  caller: { name: "高文博", mobile: "13841200003" },
};

describe("a whistle-blower's ticket of 12345, in the browser", () => {
  let city: LibraryReceiver;
  const pack = async (): Promise<string> => {
    city = await startLibraryReceiver();
    return packWithAddress("city-hotline", city.url, {
      "libraries/hotline-answers.yaml": (text) => text.replace("connected: false", "connected: true"),
    });
  };
  const front = inTheBrowser({ at: MONDAY, pack });
  let caseNo: string;
  afterAll(() => city?.stop());

  const send = (path: string, json: object) =>
    ask(front.site, NOBODY, "POST", `/api/channels/hotline/${path}`, {
      headers: {
        authorization: `Bearer ${front.site.platform.senderKeyOf({ id: "city-hotline", issue: 0 })}`,
      },
      json,
    });
  const onCase = async (login: string, width = 1440): Promise<Page> =>
    front.open(login, `/desk/cases/${caseNo}`, width);
  const wordsOf = async (page: Page): Promise<string> => (await page.locator("body").textContent()) ?? "";

  beforeAll(async () => {
    const { status, body } = await send("tickets", TICKET);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    caseNo = (body as HotlineTicketAnswer).caseNo;
  });

  it(
    "is handled by an organ that never learns who told, is answered upstream, and comes back on the revisit",
    async () => {
      // The registrar has the ticket and, masked until a reason is given, who told.
      const desk = await onCase("registrar");
      await desk.getByText(TICKET.description).first().waitFor();
      const seen = await wordsOf(desk);
      expect(seen).toContain(TICKET.number);
      expect(seen).not.toContain(TICKET.caller.mobile);
      await lookAt(desk, "whistle-registrar-1440", true);

      await handleWhole(front.as, caseNo, "已清运，责任人已由执法大队查处", ["register", "dispatch"]);
      for (const width of [1440, 390]) {
        const handling = await onCase("handler-town", width);
        await handling.getByText(TICKET.description).first().waitFor();
        const words = await wordsOf(handling);
        const { name, mobile } = TICKET.caller;
        // By which way it came is no secret; whose it is, and under which number the city keeps it, is.
        for (const hidden of [name, mobile, name.slice(0, 1), mobile.slice(0, 3), TICKET.number, "举报人"])
          expect(words).not.toContain(hidden);
        await lookAt(handling, `whistle-handler-${width}`, true);
        await handling.context().close();
      }

      await handleWhole(front.as, caseNo, "已清运，责任人已由执法大队查处", ["handle", "verify", "close"]);
      await expect
        .poll(
          () =>
            [...city.held.values()].find(({ subject, data }) => subject === caseNo && data["HJMC"] === "结案")
              ?.data,
          { timeout: 60_000 },
        )
        .toMatchObject({ GDBH: TICKET.number });

      const found = { responded: true, solved: false, satisfied: false, words: "第二天夜里又来倒了" };
      expect((await send(`tickets/${TICKET.number}/revisit`, found)).status).toBe(200);
      await desk.reload();
      await desk.getByText("已立案，待派遣").first().waitFor();
      await lookAt(desk, "whistle-reopened-1440", true);
    },
    SLOW,
  );
});
