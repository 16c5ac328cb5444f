import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseAnswer } from "#contract";
import { AT_TANGGANGZI, handleWhole, reported } from "../harness/incidents.ts";
import { mustAct } from "../harness/person.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { samplePhoto } from "../support/sample-photo.ts";

const SLOW = 400_000;

describe("a resident's report without signing in, in the browser", () => {
  const front = inTheBrowser();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "report-"));
    await writeFile(join(folder, "现场.jpg"), await samplePhoto({ scene: 5 }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const phone = async (width: number): Promise<{ page: Page; context: BrowserContext }> => {
    const context = await front.browser.newContext({
      viewport: { width, height: width > 500 ? 900 : 844 },
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      permissions: ["geolocation"],
      geolocation: { longitude: AT_TANGGANGZI.lon, latitude: AT_TANGGANGZI.lat, accuracy: 12 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    return { page, context };
  };

  it(
    "goes from a phone to its answer, is reopened by its code, and closed again",
    async () => {
      const { page } = await phone(390);
      await page.goto(`${front.site.url}/report`);
      await page.getByLabel("是什么问题").waitFor();
      await lookAt(page, "report-empty-390", true);
      await page.getByRole("button", { name: "提交" }).click();
      await page.getByText("请写几个字说说情况").waitFor();
      await page
        .getByLabel("拍照或选择照片", { exact: true })
        .first()
        .setInputFiles(join(folder, "现场.jpg"));
      await page.getByAltText("第1张照片").waitFor();
      await page.getByLabel("是什么问题").selectOption({ label: "暴露垃圾" });
      await page.getByLabel("说说情况").fill("小区南门外堆着一大堆生活垃圾");
      await page.getByRole("button", { name: "用手机定位" }).click();
      await page.getByText(/已定位/).waitFor();
      await page.getByLabel("手机号码").fill("13841200001");
      await page.getByLabel("我要求保密（举报）").check();
      await lookAt(page, "report-filled-390", true);
      await page.getByRole("button", { name: "提交" }).click();
      await page.getByRole("heading", { name: "已收到您的上报" }).waitFor();
      await lookAt(page, "report-done-390", true);
      const caseNo = (await page.locator("dd.number").first().textContent()) ?? "";
      expect(caseNo).toMatch(/^\d{22}$/);
      await page.getByRole("link", { name: "查看进度" }).click();
      await page.getByText("待立案").waitFor();
      const track = page.url();

      await handleWhole(front.as, caseNo, "垃圾已清运，地面已清扫");
      const wide = await phone(1440);
      await wide.page.goto(track);
      await wide.page.getByRole("heading", { name: "答复" }).waitFor();
      await lookAt(wide.page, "report-answered-1440", true);
      await page.goto("about:blank");
      await page.goto(track);
      await page.getByText("垃圾已清运，地面已清扫").waitFor();
      await page.getByLabel("哪里没有处置好").fill("墙角还有一堆没有清");
      await lookAt(page, "report-answered-390", true);
      await page.getByRole("button", { name: "要求重新处置" }).click();
      await page.getByText("已立案，待派遣").waitFor();
      await lookAt(page, "report-reopened-390", true);
      await handleWhole(front.as, caseNo, "已全部清完", ["dispatch", "handle", "verify", "close"]);
      await page.goto("about:blank");
      await page.goto(track);
      await page.getByText("已全部清完").waitFor();

      const desk = await phone(1440);
      await desk.page.goto(`${front.site.url}/report`);
      await desk.page.getByLabel("是什么问题").waitFor();
      await lookAt(desk.page, "report-empty-1440", true);
      for (const { context } of [wide, desk]) await context.close();
    },
    SLOW,
  );

  it(
    "is helped with by a party without an account, from the phone that scanned its link",
    async () => {
      const { caseNo } = await reported(front.site, { address: "供热站西墙外" });
      await handleWhole(front.as, caseNo, "", ["register", "dispatch"]);
      await mustAct(await front.as("handler-town"), caseNo, "Task_Handle", {
        handleResult: "outside",
        outsideParty: "汤岗子供热站",
        outsideTask: "请关闭阀门后清理积水",
      });
      const desk = await front.open("handler-town", `/desk/cases/${caseNo}`, 1440);
      await desk.getByRole("heading", { name: "上报内容" }).waitFor();
      await desk.getByRole("button", { name: "生成链接" }).click();
      await desk.getByText("对方看得到：问题描述、位置、现场照片").waitFor();
      await lookAt(desk, "link-give-1440");
      await desk.getByRole("dialog").getByRole("button", { name: "生成链接" }).click();
      const message = await desk.getByText(/请你单位协助办理/).textContent();
      await lookAt(desk, "link-given-1440", true);
      const url = /http\S+/.exec(message ?? "")?.[0] ?? "";
      const { page, context } = await phone(390);
      await page.goto(`${front.site.url}/link`);
      await page.getByRole("heading", { name: "链接不完整" }).waitFor();
      await page.goto(`${front.site.url}/link${new URL(url).hash}`);
      await page.getByText("请关闭阀门后清理积水").waitFor();
      await lookAt(page, "link-asked-390", true);
      await page.getByRole("button", { name: "提交" }).click();
      await page.getByText(/请/).first().waitFor();
      await page.getByLabel("已办理").check();
      await page.getByLabel("说明").fill("阀门已关闭，积水已清");
      await page.getByLabel("拍照或选择照片").setInputFiles(join(folder, "现场.jpg"));
      await page.getByAltText("第1张照片").waitFor();
      await lookAt(page, "link-filled-390", true);
      await page.getByRole("button", { name: "提交" }).click();
      await page.getByText("已提交，交办单位已收到").waitFor();
      await lookAt(page, "link-done-390");
      await page.reload();
      await page.getByText("这个链接已经提交过").waitFor();
      await lookAt(page, "link-used-390");
      await desk.reload();
      await desk.getByText("阀门已关闭，积水已清").first().waitFor();
      await lookAt(desk, "link-answered-1440", true);
      await desk.goto(`${front.site.url}/desk`);
      await desk.getByRole("link", { name: "谁负责这里" }).waitFor();
      await context.close();
    },
    SLOW,
  );

  it(
    "is proposed as the event of another, merged on the desk, taken out again, and closed with its main case",
    async () => {
      const resident = await front.as("resident");
      const tell = async (values: object, scene: number): Promise<string> => {
        const photo = await resident.upload("incident", "photos", "现场.jpg", await samplePhoto({ scene }));
        const { sha256 } = photo.body as { readonly sha256: string };
        const told = { source: "report", kind: "event", class: "0103", division: "210311006002", ...values };
        const sent = { matter: "incident", values: told, materials: { photos: [sha256] } };
        const { status, body } = await resident.try("POST", "/api/cases", sent);
        expect(status, JSON.stringify(body)).toBeLessThan(300);
        return (body as { readonly caseNo: string }).caseNo;
      };
      const { lon, lat } = AT_TANGGANGZI;
      const main = await tell({ place: { lon: lon + 0.004, lat }, description: "路边堆着装修渣土" }, 401);
      const near = { place: { lon: lon + 0.0042, lat: lat + 0.0001 } };
      const twin = await tell({ ...near, description: "路边堆着很多装修渣土没人清" }, 401);
      await tell({ ...near, description: "渣土堆在路边，下雨流了一地" }, 402);
      await handleWhole(front.as, main, "", ["register", "dispatch"]);

      const page = await front.open("registrar", `/desk/cases/${twin}`, 1440);
      await page.getByRole("heading", { name: "疑似同一事件" }).waitFor();
      await page.getByText("照片相同").waitFor();
      await lookAt(page, "fusion-proposals-1440", true);
      const small = await front.open("registrar", `/desk/cases/${twin}`, 390);
      await small.getByText("照片相同").waitFor();
      await lookAt(small, "fusion-proposals-390", true);
      await small.context().close();
      const proposal = page.locator(".fusion-proposal", { hasText: main });
      const others = page.locator(".fusion-proposal").filter({ hasNotText: main });
      await others.first().getByRole("button", { name: "不是同一件" }).click();
      await others.first().waitFor({ state: "detached" });
      await proposal.getByRole("button", { name: "并入该案卷" }).click();
      await page.getByRole("dialog").getByText("一次处置、一次计数").waitFor();
      await lookAt(page, "fusion-merge-1440");
      await page.getByRole("dialog").getByRole("button", { name: "并案" }).click();
      await page.getByText(`本案卷并入了${main}`).waitFor();
      await lookAt(page, "fusion-merged-1440", true);

      await page.getByRole("link", { name: /主案卷：/ }).click();
      await page.getByRole("heading", { name: "并入本案卷的上报" }).waitFor();
      await page.getByText("共1件，结案时各自答复").waitFor();
      await lookAt(page, "fusion-main-1440", true);

      await page.getByRole("link", { name: new RegExp(twin) }).click();
      await page.getByRole("button", { name: "拆分恢复" }).click();
      await page.getByLabel("为什么不是同一件").fill("隔一条路，是另一堆");
      await page.getByRole("dialog").getByRole("button", { name: "拆分恢复" }).click();
      await page.getByText("从原来的环节接着办").first().waitFor();
      await page.getByText("没有可能是同一事件的案卷").waitFor();
      await lookAt(page, "fusion-unmerged-1440", true);

      await page.getByRole("button", { name: "按编号并案" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "并案" }).click();
      await page.getByText("请填写22位案卷编号").waitFor();
      await page.getByLabel("主案卷编号").fill(main);
      await page.getByLabel("为什么是同一件").fill("现场核实就是同一堆");
      await page.getByRole("dialog").getByRole("button", { name: "并案" }).click();
      await page.getByText(`本案卷并入了${main}`).waitFor();
      await handleWhole(front.as, main, "渣土已清运，地面已清扫", ["handle", "verify", "close"]);
      await expect
        .poll(async () => (await resident.get<CaseAnswer>(`/api/cases/${twin}`)).summary.outcome, {
          timeout: 60_000,
        })
        .toBe("merged");
      await page.context().close();
    },
    SLOW,
  );
});
