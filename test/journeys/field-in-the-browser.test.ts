import type { BrowserContext, Page } from "playwright-core";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import type { CaseAnswer } from "#contract";
import type { JsonObject } from "#kernel";
import { changeAccount, systemContext } from "#store";
import { applyForFoodLicence, siteCheck, verdicts } from "../harness/food-licence.ts";
import { contextQuestion } from "../../src/store/ledger/context.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { packWithAddress } from "../harness/pack-with-address.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { attach, KEPT, keep, openTask } from "../harness/on-the-phone.ts";
import { samplePhoto } from "../support/sample-photo.ts";

const SLOW = 240_000;

/** A second officer's form that asks for a photo, and a third officer who may do the same. */
function fieldPack(): Promise<string> {
  return packWithAddress("nowhere", "http://127.0.0.1:9", {
    "forms/site-check-second.schema.json": (text) => {
      const form = JSON.parse(text) as { properties: JsonObject };
      const floorPlan = {
        title: "现场照片",
        "x-en": "Photos",
        type: "array",
        items: { type: "string", pattern: "^[0-9a-f]{64}$" },
        "x-widget": "files",
      };
      return JSON.stringify({ ...form, properties: { floorPlan, ...form.properties } });
    },
    "demo/accounts.yaml": (text) =>
      `${text}\n- username: inspector-third\n  password: demo-inspector-third\n  name: 王成霞\n  kind: staff\n  posts: [market-inspector-second]\n  note: { zh: 现场核查三, en: "Third inspector" }\n`,
  });
}

describe("the field face in a real browser", () => {
  const front = inTheBrowser({ pack: fieldPack });
  let owner: Person;
  let staff: Readonly<Record<"clerk" | "reviewer" | "inspector", Person>>;

  beforeAll(async () => {
    const [first, clerk, reviewer, inspector] = await Promise.all(
      ["shop-owner", "clerk", "reviewer", "inspector"].map(front.as),
    );
    if (first === undefined || clerk === undefined || reviewer === undefined || inspector === undefined)
      throw new Error("nobody came");
    owner = first;
    staff = { clerk, reviewer, inspector };
  }, SLOW);

  /** A case that waits for its second officer. */
  const waiting = async (premisesName: string): Promise<string> => {
    const { caseNo } = await applyForFoodLicence(owner, { premisesName });
    const accepted = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
    await mustAct(staff.clerk, caseNo, "Task_Intake", accepted);
    await mustAct(staff.reviewer, caseNo, "Task_Review", { reviewOpinion: "材料齐全，符合法定形式。" });
    const { summary } = await staff.inspector.get<CaseAnswer>(`/api/cases/${caseNo}`);
    await mustAct(staff.inspector, caseNo, "Task_SiteCheck", siteCheck(summary.receivedAt));
    return caseNo;
  };
  const out = (login = "inspector-second"): Promise<Page> => front.open(login, "/field", 390);
  const installed = (page: Page): Promise<unknown> =>
    page.evaluate("navigator.serviceWorker.ready.then(() => caches.keys()).then((names) => names.length)");
  const fill = async (page: Page, licence = "C21031100018"): Promise<void> => {
    await page.getByLabel("执法证号").fill(licence);
    for (const box of await page.getByRole("checkbox").all()) await box.check();
  };
  const again = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(40_000);
    await page.goto(`${front.site.url}/field/queue`);
    await page.locator("main h1").waitFor();
    return page;
  };

  it(
    "opens and works without a line, and gives a receipt with its hash once the server has what was done",
    async () => {
      const caseNo = await waiting("离线小店");
      const page = await out();
      await page
        .getByText(caseNo)
        .or(page.locator(`a[href*="${encodeURIComponent(caseNo)}"]`))
        .first()
        .waitFor();
      expect(await installed(page)).toBe(1);
      await lookAt(page, "field-today-390");
      await page.context().setOffline(true);
      await page.reload();
      await page.getByRole("heading", { name: "今天的任务" }).waitFor();
      await page.getByText("没有网络").waitFor();
      await openTask(page, caseNo);
      await fill(page);
      await attach(page, await samplePhoto({ at: "2025:11:10 10:00:00", offset: "+08:00", scene: 3 }));
      await page.getByAltText("照片1").waitFor();
      // What is half done survives a reload without a line.
      await page.reload();
      await page.getByAltText("照片1").waitFor();
      await lookAt(page, "field-task-390", true);
      await keep(page);
      await page.getByText("1条待上传").waitFor();
      await page.reload();
      await page.getByText("1条待上传").waitFor();
      await lookAt(page, "field-offline-390");
      await page.context().setOffline(false);
      await page.getByText(KEPT, { exact: true }).waitFor();
      await lookAt(page, "field-queue-390");
      const told = await page.getByText(/校验值 [0-9a-f]{64}/).textContent();
      const receipts = await front.site.store.database.transaction(
        (sql) =>
          sql.query<{ digest: string }>("select digest from field_receipt where case_no = $1", [caseNo]),
        { first: contextQuestion(systemContext("*")) },
      );
      expect(told).toContain(receipts[0]?.digest ?? "none");
      const { history } = await staff.reviewer.get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect(history.some(({ actor }) => actor.zh.includes("王成霞"))).toBe(true);
      await page.context().close();
    },
    SLOW,
  );

  it(
    "goes on with an upload in whose middle its page was killed",
    async () => {
      const caseNo = await waiting("大照片店");
      const page = await out();
      const context = page.context();
      await openTask(page, caseNo);
      await fill(page);
      const big = await noisyPhoto();
      expect(big.length).toBeGreaterThan(2_500_000);
      await attach(page, big);
      await page.getByAltText("照片1").waitFor();
      const line = await context.newCDPSession(page);
      await line.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: 400_000,
      });
      await keep(page);
      await expect.poll(() => uploads(front.site.store), { timeout: 60_000 }).toBe(1);
      await page.waitForTimeout(3_000);
      await page.close();
      const second = await again(context);
      await second.getByText(KEPT, { exact: true }).waitFor();
      // It was the same upload that went on.
      expect(await uploads(front.site.store, big.length)).toBe(1);
      await context.close();
    },
    SLOW,
  );

  it(
    "keeps both clocks of a phone that is three hours fast, and says so",
    async () => {
      const caseNo = await waiting("快钟店");
      const page = await out();
      await page.context().clock.setSystemTime(Date.now() + 3 * 3_600_000);
      await page.reload();
      await page.getByText(/手机时间比服务器快1(79|80|81)分钟/).waitFor();
      await openTask(page, caseNo);
      await fill(page);
      await keep(page);
      await page.getByText(KEPT, { exact: true }).first().waitFor();
      await page
        .getByText(/折算时间/)
        .first()
        .waitFor();
      const [receipt] = await front.site.store.database.transaction(
        (sql) =>
          sql.query<{ ahead: number }>(
            "select phone_ahead_seconds as ahead from field_receipt where case_no = $1",
            [caseNo],
          ),
        { first: contextQuestion(systemContext("*")) },
      );
      expect(Math.abs((receipt?.ahead ?? 0) - 10_800)).toBeLessThan(120);
      await page.context().close();
    },
    SLOW,
  );

  it(
    "tells plainly that the phone is full, loses nothing, and keeps it once there is room",
    async () => {
      const caseNo = await waiting("满了的手机");
      // Before the face opens its store for the first time: what room there is, is asked then.
      const page = await front.open("inspector-second", "/verify", 390);
      const line = await page.context().newCDPSession(page);
      const origin = front.site.url;
      await line.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1_200_000 });
      await page.goto(`${origin}/field`);
      await openTask(page, caseNo);
      await fill(page);
      const photo = await noisyPhoto();
      await attach(page, photo);
      await page.getByText("手机存储已满").waitFor();
      await lookAt(page, "field-full-390", true);
      expect(await page.getByLabel("执法证号").inputValue()).toBe("C21031100018");
      await line.send("Storage.overrideQuotaForOrigin", { origin });
      await attach(page, photo);
      await page.getByAltText("照片1").waitFor();
      await keep(page);
      await page.getByText(KEPT, { exact: true }).first().waitFor();
      await page.context().close();
    },
    SLOW,
  );

  it(
    "shows a conflict of two officers field by field and overwrites nothing",
    async () => {
      const caseNo = await waiting("两个人的店");
      const page = await out();
      await openTask(page, caseNo);
      await page.context().setOffline(true);
      await fill(page, "C21031100077");
      await keep(page);
      await page.getByText("1条待上传").waitFor();
      const third = await front.as("inspector-third");
      await mustAct(third, caseNo, "Task_SiteCheckSecond", {
        siteCheckAgreed: true,
        siteCheckSecondOfficer: { name: "王成霞", licence: "C21031100099" },
      });
      await page.context().setOffline(false);
      await page.getByText("有冲突，请您定").waitFor();
      await page.getByRole("button", { name: "查看服务器上的最新情况" }).click();
      await page.getByText("这一步已经办完").waitFor();
      await page.getByText("您带走之后发生的事").waitFor();
      await page.getByText(/C21031100077/).waitFor();
      await lookAt(page, "field-conflict-390", true);
      await page.getByRole("button", { name: "放弃我的，以服务器为准" }).click();
      await page.getByText("手机里没有待上传的内容").waitFor();
      await page.context().close();
    },
    SLOW,
  );

  it(
    "keeps what a dismissed officer did on the phone, says whom to ask, lets it be exported, and shows it to nobody else",
    async () => {
      const caseNo = await waiting("离岗前的店");
      const page = await out("inspector-third");
      const context = page.context();
      await openTask(page, caseNo);
      await context.setOffline(true);
      await fill(page);
      await keep(page);
      await page.getByText("1条待上传").waitFor();
      const { store, pack, now } = front.site;
      await changeAccount(store, systemContext(pack.code), "demo-inspector-third", {
        posts: [],
        at: now(),
      } as never);
      await context.setOffline(false);
      await page.getByText("未被接收").waitFor();
      await page.getByText("FIELD_POST_GONE").waitFor();
      await page.getByText(/请联系本单位的管理员/).waitFor();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "导出未上传的内容" }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^yiwang-field-\d+\.json$/);
      // Another officer signs in on the same phone.
      const other = await front.open("inspector", "/field", 390);
      await context.addCookies(await other.context().cookies());
      const theirs = await again(context);
      await theirs.getByText("手机里没有待上传的内容").waitFor();
      await theirs.reload();
      await theirs.getByText("何桂平").waitFor();
      expect(await theirs.getByText("未被接收").count()).toBe(0);
      await context.close();
      await other.context().close();
    },
    SLOW,
  );
});

/** A photo of some megabytes. */
async function noisyPhoto(): Promise<Buffer> {
  const noise = Buffer.from(
    Array.from({ length: 2100 * 1500 * 3 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 13) & 255),
  );
  return sharp(noise, { raw: { width: 2100, height: 1500, channels: 3 } })
    .jpeg({ quality: 96 })
    .toBuffer();
}

/** Uploads that were announced, of a size where one is given. */
async function uploads(store: Parameters<typeof changeAccount>[0], size?: number): Promise<number> {
  const [row] = await store.database.transaction(
    (sql) =>
      sql.query<{ n: number }>(
        "select count(*)::int as n from upload where material = 'floorPlan' and size > 2000000 and ($1::bigint is null or size = $1)",
        [size ?? null],
      ),
    { first: contextQuestion(systemContext("*")) },
  );
  return row?.n ?? 0;
}
