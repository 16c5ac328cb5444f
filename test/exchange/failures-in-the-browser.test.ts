import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { JobsAnswer } from "#contract";
import { lookAt } from "../harness/looked-at.ts";
import { element, end, flows, gateway, user } from "../support/bpmn.ts";
import { eventsXml, start, startless } from "../support/events.ts";
import { mapped, packFolder } from "./exchange-house.ts";
import { inTheBrowser, MONDAY } from "../harness/in-the-browser.ts";

const SLOW = 180_000;
const LOOKUP = startless(
  eventsXml(
    [
      start("m", "message report", mapped("of of")),
      element("serviceTask", "j", {
        extensions: `<zeebe:taskDefinition type="lookup"/>${mapped("credit credit")}`,
      }),
      user("handle", '<zeebe:assignmentDefinition candidateGroups="clerk"/>'),
      end(),
    ],
    flows("m j", "j handle", "handle e"),
    ["message report"],
    "trade",
  ),
).replace('name="j"', 'name="查询信用信息"');

const ROUTE = startless(
  eventsXml(
    [
      start("m", "message credit", mapped("credit credit", "owner owner")),
      gateway("exclusive", "g"),
      user("good", '<zeebe:assignmentDefinition candidateGroups="clerk"/>'),
      end(),
    ],
    flows("m g", 'g good credit.score >= 600 and applicant.name != "" and owner.phone != ""', "good e"),
    ["message credit"],
    "route",
  ),
).replace('name="g"', 'name="按信用分流"');

describe("failures in a real browser", () => {
  const front = inTheBrowser({
    pack: () =>
      packFolder(
        { trade: { xml: LOOKUP, begins: {} }, route: { xml: ROUTE, begins: {} } },
        { messages: { report: ["connector"], credit: ["connector"] }, jobs: { lookup: ["connector"] } },
      ),
    at: MONDAY,
  });

  const open = (width: number) => front.open("configurer", "/admin/failures", width);

  /** The list is asked again until the line stands in it. */
  const untilListed = (page: Page, line: Locator) =>
    expect
      .poll(
        async () => {
          await page.reload();
          return line.count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);

  const look = lookAt;

  /** A case whose job was given up. */
  async function failOnce(of: string): Promise<void> {
    const bank = await front.as("bank");
    await bank.try("POST", "/api/messages", { id: randomUUID(), name: "report", key: "", variables: { of } });
    await expect
      .poll(
        async () => {
          const taken = await bank.try("POST", "/api/jobs/activate", {
            type: "lookup",
            most: 1,
            seconds: 30,
          });
          const [job] = (taken.body as JobsAnswer).jobs;
          if (job === undefined) return 0;
          const given = { type: "lookup", lease: job.lease, retries: 0, message: "征信系统没有应答" };
          return (await bank.try("POST", `/api/jobs/${job.caseNo}/${job.id}/fail`, given)).status;
        },
        { timeout: 20_000 },
      )
      .toBe(200);
  }

  it(
    "says that there are none, then what failed, and skips one with a reason, by keyboard alone",
    async () => {
      const empty = await open(1440);
      await empty.getByText("所有办件都在正常运行").waitFor();
      await look(empty, "failures-empty-1440");
      await failOnce("bill-1");
      const desk = await open(1440);
      await desk.getByText("征信系统没有应答").waitFor();
      await look(desk, "failures-1440");
      const phone = await open(390);
      await phone.getByText("征信系统没有应答").waitFor();
      await look(phone, "failures-390");

      await desk.getByRole("button", { name: "跳过" }).focus();
      await desk.keyboard.press("Enter");
      const dialog = desk.getByRole("dialog");
      await dialog.getByRole("button", { name: "跳过" }).click();
      await dialog.getByText("请写明理由").waitFor();
      await look(desk, "failures-skip-1440");
      await dialog.getByLabel("跳过的理由").fill("征信系统本月停用，改为人工核对");
      await dialog.getByRole("button", { name: "跳过" }).click();
      await desk.getByText("已跳过“查询信用信息”，办件继续办理").waitFor();
      await desk.getByText("没有运行故障").waitFor();
      await look(desk, "failures-skipped-1440");

      // Somebody else was first: the page that still shows it says so.
      await phone.getByRole("button", { name: "重试", exact: true }).click();
      await phone.getByText("该运行故障已处理").waitFor();
      await look(phone, "failures-late-390");
    },
    SLOW,
  );

  it(
    "corrects what a failed gateway reads, by keyboard alone, and tries it again",
    async () => {
      const bank = await front.as("bank");
      const variables = { credit: { score: "六百五" }, owner: { phone: "13812345678" } };
      await bank.try("POST", "/api/messages", { id: randomUUID(), name: "credit", key: "", variables });
      const desk = await open(1440);
      const line = desk.getByRole("row", { name: /按信用分流/u });
      await untilListed(desk, line);
      await line.getByRole("button", { name: "更正后重试" }).focus();
      await desk.keyboard.press("Enter");
      const dialog = desk.getByRole("dialog");
      await dialog.getByText("现在的值：六百五").waitFor();
      await dialog.getByText("138****5678").waitFor();
      await dialog.getByRole("button", { name: "更正后重试" }).click();
      await dialog.getByText("请至少更正一项数据").waitFor();
      await look(desk, "failures-correct-1440");
      const phone = await open(390);
      await phone.getByRole("button", { name: "更正后重试" }).click();
      await phone.getByText("现在的值：六百五").waitFor();
      await look(phone, "failures-correct-390");

      const score = dialog.getByRole("textbox", { name: "credit.score" });
      await score.fill("6 5 0");
      await dialog.getByLabel("“credit.score”的类型").selectOption("value");
      await dialog.getByLabel("更正的理由").fill("分数误写成文字");
      await dialog.getByRole("button", { name: "更正后重试" }).click();
      await dialog.getByText("“credit.score”的新值读不出来").waitFor();
      await score.fill("650");
      await dialog.getByRole("button", { name: "更正后重试" }).click();
      await desk.getByText("已更正并重试“按信用分流”").waitFor();
      await desk.getByText("没有运行故障").waitFor();
    },
    SLOW,
  );

  it(
    "shows a delivery that was given up, has it tried again, and drops it with a reason",
    async () => {
      const { store } = front.site;
      // A seal order for a document that is not there, one failure before it is given up.
      const orderOne = () =>
        store.database.asOwner((sql) =>
          sql.query(
            `insert into outbox (district, id, kind, payload, next_at, failures)
             values ('210311', 'lost/1/seal0', 'sealDocument', '{"document": "none"}', $1, 7)`,
            [front.site.now()],
          ),
        );
      await orderOne();
      const page = await open(1440);
      const line = page.getByRole("row", { name: /文书制作和签章/u });
      await untilListed(page, line);
      expect(await line.textContent()).toContain("DELIVERY_GIVEN_UP");
      await look(page, "failures-delivery-1440");
      await line.getByRole("button", { name: "重试", exact: true }).click();
      await page.getByText("已重试“文书制作和签章”").waitFor();
      await page.getByText("没有运行故障").waitFor();

      await store.database.asOwner((sql) =>
        sql.query("update outbox set failures = 7, next_at = $1 where id = 'lost/1/seal0'", [
          front.site.now(),
        ]),
      );
      await untilListed(page, line);
      await line.getByRole("button", { name: "跳过" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("此项不再处理").waitFor();
      await look(page, "failures-drop-1440");
      await dialog.getByLabel("跳过的理由").fill("文书已作废");
      await dialog.getByRole("button", { name: "跳过" }).click();
      await page.getByText("已跳过“文书制作和签章”，不再处理").waitFor();
      await page.getByText("没有运行故障").waitFor();
      const [kept] = await store.database.asOwner((sql) =>
        sql.query("select status, dropped from outbox where id = 'lost/1/seal0'"),
      );
      expect(kept).toMatchObject({ status: "dropped", dropped: { reason: "文书已作废" } });
    },
    SLOW,
  );
});
