import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { CaseAnswer, RecordAnswer } from "#contract";
import { caseBegun } from "../harness/follow-ups.ts";
import { AT_TANGGANGZI, handleWhole } from "../harness/incidents.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { attach, KEPT, keep, openTask } from "../harness/on-the-phone.ts";
import { packWithAddress } from "../harness/pack-with-address.ts";
import { dueOn, stand, trackFiles, walkUntil } from "../harness/patrols.ts";
import { samplePhoto } from "../support/sample-photo.ts";

const SLOW = 240_000;
const localTime = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString();

describe("patrols and incidents on a phone and at the desk", () => {
  const front = inTheBrowser({
    pack: () => packWithAddress("nowhere", "http://127.0.0.1:9", dueOn(localTime(Date.now()).slice(0, 10))),
  });
  const out = (login: string): Promise<Page> => front.open(login, "/field", 390);

  it(
    "walks a patrol to its check point without a line, and closes what it found on phone and desk",
    async () => {
      const patrol = await caseBegun(await front.as("river-chief"), "patrol");
      const page = await out("river-chief");
      const context = page.context();
      await context.grantPermissions(["geolocation"]);
      await stand(context, 70);
      await openTask(page, patrol);
      await page.getByText("现在没有记录位置").waitFor();
      const folder = mkdtempSync(join(tmpdir(), "tracks-"));
      for (const [said, file] of Object.entries(trackFiles(folder, Date.now()))) {
        await page.locator('input[accept*="gpx"]').setInputFiles(file);
        await page.getByText(said).waitFor();
      }
      await page.getByRole("button", { name: "清除轨迹" }).click();
      await page.getByText("清除后无法找回").waitFor();
      await page.getByRole("button", { name: "清除轨迹" }).click();
      await page.getByText("够了").waitFor({ state: "detached" });
      await lookAt(page, "field-patrol-390", true);

      await page.getByRole("button", { name: "开始巡查" }).click();
      await page.getByText("正在巡查，正在记录位置").waitFor();
      await walkUntil(page, 1, 70);
      await context.setOffline(true);
      await page.getByRole("link", { name: "今天" }).click();
      await page.getByRole("link", { name: "回到巡查" }).waitFor();
      await lookAt(page, "field-walking-390");
      await page.reload();
      await page.getByRole("link", { name: "回到巡查" }).click();
      await walkUntil(page, 2, 60);
      await stand(context, 0);
      await page.getByRole("button", { name: "打卡", exact: true }).click();
      await page.getByText("已打卡：第1个打卡点").waitFor();
      await page.getByRole("button", { name: "看地图" }).click();
      await page.locator('.map-canvas[data-drawn="true"]').waitFor();
      await lookAt(page, "field-walk-map-390", true);
      await page.getByRole("button", { name: "结束巡查" }).click();
      await page.getByText("现在没有记录位置").waitFor();
      await page.getByRole("button", { name: "再加一项" }).click();
      await page.getByRole("radio", { name: "乱堆" }).check();
      await page.getByLabel("问题", { exact: true }).fill("桥下堆着建筑垃圾");
      await page.getByRole("button", { name: "用手机当前位置" }).click();
      await page.getByText(/东经123/).waitFor();
      await attach(page, await samplePhoto({ scene: 70 }));
      await page.getByAltText("照片1").waitFor();
      await lookAt(page, "field-finding-390", true);
      await keep(page);
      await page.getByText("1条待上传").waitFor();
      await context.setOffline(false);
      await page.getByText(KEPT, { exact: true }).waitFor();
      await context.close();

      const agriculture = await front.as("urban-reviewer");
      const walked = await (
        await front.as("town-reviewer")
      ).get<RecordAnswer>(`/api/records/patrols/${patrol}`);
      expect(walked.status).toBe("valid");
      expect(JSON.stringify(walked)).toContain("刘玉梅");
      const finding = await caseBegun(agriculture, "line-finding");
      const desk = (login: string): Promise<Page> => front.open(login, `/desk/cases/${finding}`, 1440);

      const assigning = await desk("urban-reviewer");
      await assigning.getByText("示意一号河英城子村段").first().waitFor();
      await assigning.getByText("整改前照片").first().waitFor();
      await assigning
        .getByText(/东经123/)
        .first()
        .waitFor();
      await assigning
        .getByLabel("责任单位", { exact: true })
        .selectOption({ label: "鞍山市千山区甘泉镇人民政府" });
      await assigning
        .getByLabel("整改期限", { exact: true })
        .fill(localTime(Date.now() + 864_000_000).slice(0, 10));
      await lookAt(assigning, "finding-assign-1440", true);
      await assigning.getByRole("button", { name: "交办责任单位" }).click();
      await assigning.getByText("整改中").first().waitFor();
      await assigning.context().close();

      const town = await desk("town-reviewer");
      await town.getByLabel("整改情况", { exact: true }).fill("建筑垃圾已清运，河岸已平整");
      await attach(town, await samplePhoto({ scene: 71 }));
      await town.getByText("已上传").first().waitFor();
      await town.getByRole("button", { name: "整改问题" }).click();
      await town.getByText("整改问题").first().waitFor();
      await town.context().close();

      const recheck = await out("visitor");
      await openTask(recheck, finding);
      await recheck.getByRole("radio", { name: "是" }).check();
      await recheck.getByLabel("复核情况", { exact: true }).fill("现场已清理干净");
      const pair = recheck.getByRole("region", { name: "处置前后的照片" });
      await expect.poll(() => pair.getByRole("img").count(), { timeout: 30_000 }).toBe(2);
      await lookAt(recheck, "finding-recheck-390", true);
      await keep(recheck);
      await recheck.getByText(KEPT, { exact: true }).waitFor();
      await recheck.context().close();

      const closing = await desk("urban-approver");
      await closing.getByLabel("意见", { exact: true }).fill("同意销号");
      await closing.getByRole("button", { name: "批准销号" }).click();
      await closing.getByText("已销号").first().waitFor();
      await lookAt(closing, "finding-closed-1440", true);
      await closing.context().close();
      expect((await agriculture.get<RecordAnswer>(`/api/records/line-findings/${finding}`)).status).toBe(
        "closed",
      );
    },
    SLOW,
  );

  it(
    "reports by a class found in pinyin, handles and verifies on phones with the photos side by side",
    async () => {
      const page = await out("grid-worker");
      const context = page.context();
      await context.grantPermissions(["geolocation"]);
      await context.setGeolocation({
        longitude: AT_TANGGANGZI.lon,
        latitude: AT_TANGGANGZI.lat,
        accuracy: 9,
      });
      await page.getByRole("link", { name: "上报" }).click();
      await attach(page, await samplePhoto({ scene: 81 }));
      await page.getByAltText("照片1").waitFor();
      await page.getByRole("button", { name: "用手机当前位置" }).click();
      await page.getByText(/东经122/).waitFor();
      await page.getByRole("button", { name: /暴露垃圾/ }).waitFor();
      await page.getByRole("searchbox", { name: /类别/ }).fill("jzlj");
      await page
        .getByText("没有找到")
        .or(page.getByText(/找到\d+个/))
        .first()
        .waitFor();
      await page.getByRole("searchbox", { name: /类别/ }).fill("bllj");
      await lookAt(page, "field-report-390", true);
      await page.getByRole("button", { name: /暴露垃圾/ }).click();
      expect(await page.getByRole("radio", { name: /事件/ }).isChecked()).toBe(true);
      await page.getByLabel("问题描述").fill("小区南门外堆着一大堆生活垃圾");
      await keep(page);
      await page.getByText(KEPT, { exact: true }).waitFor();
      const told = (await page.getByText(/编号 \d{22}/).textContent()) ?? "";
      const caseNo = /\d{22}/.exec(told)?.[0] ?? "";
      await context.close();
      await handleWhole(front.as, caseNo, "", ["register", "dispatch"]);

      const handler = await out("handler-town");
      await handler.context().grantPermissions(["geolocation"]);
      await handler.getByRole("link", { name: "地图" }).click();
      await handler.locator('.map-canvas[data-drawn="true"]').waitFor();
      await handler.context().setGeolocation({ longitude: 122.9097, latitude: 41.0739, accuracy: 9 });
      await handler.getByRole("button", { name: "我在哪里" }).click();
      await handler.getByText(/东经122/).waitFor();
      await lookAt(handler, "field-map-390", true);
      await handler.context().setOffline(true);
      await handler.reload();
      await handler.locator('.map-canvas[data-drawn="true"]').waitFor();
      await handler.getByRole("link", { name: /处置/ }).first().click();
      await handler.getByRole("radio", { name: "已处置完毕，反馈" }).check();
      // What was reported is seen without a line; who reported is not.
      await handler.getByAltText("现场照片").waitFor();
      expect(await handler.getByText("崔晓光").count()).toBe(0);
      await handler.getByLabel("处置说明").fill("垃圾已清运，地面已清扫");
      await attach(handler, await samplePhoto({ scene: 82 }));
      await handler.getByAltText("处置后照片").waitFor();
      await lookAt(handler, "field-handle-390", true);
      await keep(handler);
      await handler.context().setOffline(false);
      await handler.getByText(KEPT, { exact: true }).waitFor();
      await handler.context().close();

      const verifier = await out("verifier");
      await openTask(verifier, caseNo);
      await verifier.getByAltText("现场照片").first().waitFor();
      await verifier.getByAltText("处置后照片").first().waitFor();
      await verifier.getByRole("radio", { name: "处置到位", exact: true }).check();
      await verifier.getByLabel("核查情况").fill("已清理干净");
      await attach(verifier, await samplePhoto({ scene: 83 }));
      await verifier.getByAltText("照片1").waitFor();
      await lookAt(verifier, "field-verify-390", true);
      await keep(verifier);
      await verifier.getByText(KEPT, { exact: true }).waitFor();
      const { summary } = await (await front.as("registrar")).get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect(summary.state).toBe("settling");
      await verifier.context().close();
    },
    SLOW,
  );

  it(
    "lets an organ begin a river's cleaning from the desk",
    async () => {
      const desk = await front.open("urban-reviewer", "/desk", 1440);
      await desk.getByRole("link", { name: "发起事项" }).click();
      await desk.getByRole("link", { name: "清河作业" }).waitFor();
      await lookAt(desk, "desk-begin-1440", true);
      await desk.getByRole("link", { name: "清河作业" }).click();
      await desk.getByRole("link", { name: "发起", exact: true }).first().click();
      await desk.getByRole("searchbox", { name: /河段/ }).fill("ycz");
      await desk.getByRole("button", { name: /示意一号河英城子村段/ }).click();
      await desk.getByRole("textbox", { name: /起止位置/ }).fill("英城子桥至下游闸口");
      await desk.getByLabel("所在社区（村）").selectOption({ label: "甘泉镇 英城子村委会" });
      await desk.getByLabel("计划清理长度").fill("2.5");
      await desk.getByLabel("完成期限").fill(localTime(Date.now() + 864_000_000).slice(0, 10));
      await lookAt(desk, "desk-begin-form-1440", true);
      const next = desk.getByRole("button", { name: "保存并继续" });
      await next.click();
      await desk.getByRole("heading", { name: "上传材料" }).waitFor();
      await next.click();
      await desk.getByRole("button", { name: "提交申请" }).click();
      await desk.getByText(/收件/).first().waitFor();
      const cleaning = await caseBegun(await front.as("town-reviewer"), "river-cleaning");
      const ordered = await (
        await front.as("leader")
      ).get<RecordAnswer>(`/api/records/river-cleanings/${cleaning}`);
      expect(ordered.title.zh).toBe("示意一号河英城子村段 英城子桥至下游闸口");
      expect(ordered.fields.find(({ label }) => label.zh === "河段")?.code).toBe("HD01-3-1");
      const { tasks } = await (await front.as("town-reviewer")).get<CaseAnswer>(`/api/cases/${cleaning}`);
      expect(tasks.map(({ element, refused }) => [element, refused])).toEqual([["Task_Clean", null]]);
      await desk.context().close();
    },
    SLOW,
  );
});
