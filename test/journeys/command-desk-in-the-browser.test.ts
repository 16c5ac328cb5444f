import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { AT_TANGGANGZI, reported } from "../harness/incidents.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { mustAct } from "../harness/person.ts";

const SLOW = 400_000;

/** Notes in the page, by its own clock, when a tone begins and when an urgent case is seen. */
const WATCH = `
  window.noted = { heard: 0, seen: 0 };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) {
    window.noted.heard ||= Date.now();
    return start.call(this, at);
  };
  new MutationObserver(() => {
    if (document.querySelector(".urgent-banner")) window.noted.seen ||= Date.now();
  }).observe(document, { childList: true, subtree: true });`;

describe("the dispatcher's desk", () => {
  const front = inTheBrowser();

  const register = async (caseNo: string, change: object = {}): Promise<void> => {
    const values = {
      registerOutcome: "register",
      classKey: "E-0102",
      urgentCase: false,
      registerNote: "现场属实",
    };
    await mustAct(await front.as("registrar"), caseNo, "Task_Register", { ...values, ...change });
  };
  const drawn = (page: Page) => page.locator(".map-canvas[data-drawn=true]").waitFor();

  it(
    "hears and sees an urgent case within a second, draws, filters, dispatches together, and shares the view by its address",
    async () => {
      const near = (east: number, north: number) => ({
        point: { ...AT_TANGGANGZI, lon: AT_TANGGANGZI.lon + east, lat: AT_TANGGANGZI.lat + north },
      });
      const heaps = [];
      for (const at of [near(0.001, 0), near(0, -0.003), near(0, -0.02)]) {
        const { caseNo } = await reported(front.site, at);
        await register(caseNo);
        heaps.push(caseNo);
      }
      const { caseNo: cover } = await reported(front.site, { class: "C-0101", ...near(0.0005, -0.002) });

      const page = await front.open("dispatcher", "/desk", 1440);
      await page.addInitScript(WATCH);
      await page.getByRole("link", { name: "指挥", exact: true }).click();
      await page.getByRole("heading", { name: "符合条件的3件" }).waitFor();
      await page.goto(`${front.site.url}/desk/map`);
      await drawn(page);
      await page.getByRole("heading", { name: "符合条件的3件" }).waitFor();
      // A browser sounds only after a press on the page.
      await page.getByRole("switch", { name: /声音提醒/ }).click();
      await page.getByRole("switch", { name: "声音提醒 关" }).click();
      await page.evaluate("window.noted.heard = 0");

      await register(cover, { classKey: "C-0101" });
      const accepted = Date.now();
      await page
        .getByRole("alert")
        .getByRole("link", { name: /上水井盖/ })
        .waitFor();
      const { heard, seen } = await page.evaluate<{ heard: number; seen: number }>("window.noted");
      expect([heard > 0, heard - accepted < 1000, seen - accepted < 1000]).toEqual([true, true, true]);
      await page.getByRole("heading", { name: "符合条件的4件" }).waitFor();
      await lookAt(page, "command-1440");
      await page.getByRole("button", { name: "热力" }).click();
      await page.waitForURL(/show=heat/);
      await lookAt(page, "command-heat-1440");
      await page.getByRole("button", { name: "聚合" }).click();

      // A box around three of the four, by two presses on the map.
      await page.goto(`${front.site.url}/desk/map?at=122.909,41.0725,13.2`);
      await drawn(page);
      await page.getByRole("button", { name: "画矩形" }).click();
      const canvas = await page.locator(".map-canvas").boundingBox();
      const middle = {
        x: (canvas?.x ?? 0) + (canvas?.width ?? 0) / 2,
        y: (canvas?.y ?? 0) + (canvas?.height ?? 0) / 2,
      };
      await page.mouse.click(middle.x - 150, middle.y - 110);
      await page.mouse.click(middle.x + 150, middle.y + 110);
      await page.waitForURL(/area=/);
      await page.getByRole("heading", { name: "所画范围内3件" }).waitFor();
      await page.locator("summary", { hasText: "筛选" }).click();
      await page.getByLabel("状态").selectOption({ label: "已立案，待派遣" });
      await page.waitForURL(/state=registered/);
      await page.getByRole("checkbox", { name: /^选择/ }).nth(2).waitFor();
      for (const box of await page.getByRole("checkbox", { name: /^选择/ }).all()) await box.check();
      await page.getByText("已选3件").waitFor();
      // With its filters open the map still stands whole above the fold.
      const whole = await page.locator(".map-canvas").boundingBox();
      expect((whole?.y ?? 900) + (whole?.height ?? 900)).toBeLessThanOrEqual(900);
      await lookAt(page, "command-area-1440");
      const address = page.url();

      await page.getByRole("button", { name: "批量办理" }).click();
      await page.getByText("将为3件派给建议的部门。").waitFor();
      await page.getByText("汤岗子街道").first().waitFor();
      await page.getByText("按类别的责任单位").first().waitFor();
      await lookAt(page, "command-preview-1440");
      // Somebody is faster with one of them: its line says so, the others are done.
      await mustAct(await front.as("dispatcher-second"), heaps[0] ?? "", "Task_Dispatch", {
        handlingOrgan: "law-enforcement",
        dispatchReason: "占道堆放",
        dispatchMode: "single",
      });
      await page.getByRole("button", { name: "确认办理3件" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "确认办理3件" }).click();
      await page.getByText("已为2件派给建议的部门；1件未能办理，原因见下。").waitFor();
      await lookAt(page, "command-done-1440");

      const colleague = await front.open(
        "commander",
        new URL(address).pathname + new URL(address).search,
        1440,
      );
      await drawn(colleague);
      await colleague.getByText("没有符合条件的内容").first().waitFor();
      await colleague.goto(address.replace("state=registered", "state=handling"));
      await colleague.getByRole("heading", { name: "所画范围内3件" }).waitFor();
      await lookAt(colleague, "command-shared-1440");
      await colleague.context().close();
      await page.context().close();
    },
    SLOW,
  );

  it(
    "works on a phone by its list, says what is wrong with an address, and keeps duty, hand-over and classes",
    async () => {
      const phone = await front.open("dispatcher", "/desk/map?class=E-01", 390);
      await drawn(phone);
      await phone.getByRole("heading", { name: "符合条件的3件" }).waitFor();
      await lookAt(phone, "command-390", true);
      await phone.goto(`${front.site.url}/desk/map?area=116.3,39.8,116.5,40.0`);
      await phone.getByText("画出的范围不在千山区内").waitFor();
      await lookAt(phone, "command-wrong-390");
      await phone.goto(`${front.site.url}/desk/map?due=overdue`);
      await phone.getByText("没有符合条件的内容").first().waitFor();
      await phone.goto(`${front.site.url}/desk/classes?q=井盖`);
      await phone.getByText("上水井盖").first().waitFor();
      await phone.locator("summary", { hasText: "上水井盖" }).click();
      await lookAt(phone, "command-classes-390");
      await phone.context().close();

      const page = await front.open("dispatcher", "/desk/duty", 1440);
      await page.getByRole("heading", { name: /今日值班/ }).waitFor();
      await page.getByText("未办结的紧急案卷（1件）").waitFor();
      await page.getByRole("button", { name: "交班" }).click();
      await page.getByText("请写交代事项，没有的写“无”").waitFor();
      await page.getByLabel("交代事项").fill("上水井盖已派住建局，请接班后盯紧回复");
      await page.getByRole("button", { name: "交班" }).click();
      await page.getByText("已交班，等接班人签字。").waitFor();
      await page.getByText("待接班").waitFor();
      await lookAt(page, "command-duty-1440", true);
      await page.context().close();
      const second = await front.open("dispatcher-second", "/desk/duty", 390);
      await second.getByRole("link", { name: "去签字" }).click();
      await second.getByRole("checkbox", { name: /康永利/ }).waitFor();
      await lookAt(second, "command-take-390", true);
      await second.getByRole("checkbox", { name: /康永利/ }).check();
      await second.getByRole("button", { name: "接班", exact: true }).click();
      await second.getByText("已交接").first().waitFor();
      await second.goto(`${front.site.url}/desk/duty`);
      await second.getByText("康永利").first().waitFor();
      await lookAt(second, "command-duty-390", true);
      await second.context().close();
      const wide = await front.open("commander", "/desk/classes?q=暴露垃圾", 1440);
      await wide.getByText("暴露垃圾").first().waitFor();
      await lookAt(wide, "command-classes-1440");
      await wide.context().close();
    },
    SLOW,
  );

  it(
    "lists exactly what lies in a ring that is drawn corner by corner, ended by Enter, by its first corner or by keys alone, and opens clusters",
    async () => {
      const page = await front.open("dispatcher", "/desk/map?at=122.909,41.0725,13.2", 1440);
      await drawn(page);
      await page.getByRole("heading", { name: "符合条件的4件" }).waitFor();
      const listed = async (): Promise<string[]> => {
        const links = await page.locator("a[href*='/desk/cases/']").all();
        const found = await Promise.all(links.map((link) => link.getAttribute("href")));
        return [...new Set(found.map((href) => /\d{22}/.exec(href ?? "")?.[0] ?? ""))].toSorted();
      };
      const all = await listed();
      expect(all.length).toBe(4);
      const canvas = await page.locator(".map-canvas").boundingBox();
      const [x, y] = [
        (canvas?.x ?? 0) + (canvas?.width ?? 0) / 2,
        (canvas?.y ?? 0) + (canvas?.height ?? 0) / 2,
      ];
      const corners = [
        [-160, -110],
        [150, -120],
        [170, 110],
        [-150, 120],
      ] as const;
      const click = ([east, south]: readonly [number, number]) => page.mouse.click(x + east, y + south);
      const draw = async (count: number): Promise<void> => {
        await page.getByRole("button", { name: "画多边形" }).click();
        for (const corner of corners.slice(0, count)) await click(corner);
        await page.getByRole("button", { name: `画完（${count}个角）` }).waitFor();
      };
      const areaOf = () => new URL(page.url()).searchParams.get("area") ?? "";
      const within = async (): Promise<string[]> => {
        await page.waitForURL(/area=/);
        await page.getByRole("heading", { name: "所画范围内3件" }).waitFor();
        return listed();
      };
      const clear = async (): Promise<void> => {
        await page.getByRole("button", { name: "清除范围" }).click();
        await page.getByRole("heading", { name: "符合条件的4件" }).waitFor();
      };

      await draw(4);
      await page.keyboard.press("Enter");
      const byEnter = await within();
      expect(areaOf().split(",").length).toBe(4);
      expect(byEnter.length).toBe(3);
      // Those of the list are those that lie within, and the one that is missing lies without.
      const [outside] = all.filter((caseNo) => !byEnter.includes(caseNo));
      expect(all.filter((caseNo) => caseNo !== outside)).toEqual(byEnter);
      await lookAt(page, "command-ring-1440");
      await clear();

      await draw(4);
      await click(corners[0]);
      expect(await within()).toEqual(byEnter);
      expect(areaOf().split(",").length).toBe(4);
      await clear();

      // A second click on one place adds no corner; a ring of two corners is not ended by Enter.
      await page.getByRole("button", { name: "画多边形" }).click();
      await click(corners[0]);
      await click(corners[0]);
      await click(corners[1]);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "画完（2个角）" }).waitFor();
      expect(areaOf()).toBe("");
      await page.getByRole("button", { name: "取消画范围" }).click();

      // By keys alone: the map is moved by its arrows, its middle is a corner.
      const press = async (name: RegExp | string): Promise<void> => {
        await page.getByRole("button", { name }).focus();
        await page.keyboard.press("Enter");
      };
      const move = async (key: string, times: number): Promise<void> => {
        await page.locator(".map-canvas canvas").focus();
        for (let time = 0; time < times; time += 1) {
          const before = new URL(page.url()).searchParams.get("at");
          await page.keyboard.press(key);
          await page.waitForURL(({ searchParams }) => searchParams.get("at") !== before);
        }
      };
      await press("画多边形");
      for (const [key, times] of [
        ["ArrowUp", 1],
        ["ArrowRight", 2],
        ["ArrowDown", 2],
        ["ArrowLeft", 3],
      ] as const) {
        await move(key, times);
        await press("在地图中心加一个角");
      }
      await press("画完（4个角）");
      await page.waitForURL(/area=/);
      await page.getByRole("heading", { name: /所画范围内\d件/ }).waitFor();

      // Far away they lie together; a press on their number comes nearer until they stand apart.
      await page.goto(`${front.site.url}/desk/map?at=122.909,41.07,9`);
      await drawn(page);
      const zoomOf = ({ searchParams }: URL): number => Number((searchParams.get("at") ?? "").split(",")[2]);
      const cluster = page.getByTitle(/\d件未结/).first();
      await cluster.waitFor();
      await cluster.click();
      await page.waitForURL((url) => zoomOf(url) > 9.4);
      await page.context().close();
    },
    SLOW,
  );

  it(
    "is told of an urgent case on any other page of the desk as well",
    async () => {
      const { caseNo: second } = await reported(front.site, { class: "C-0101", point: AT_TANGGANGZI });
      const page = await front.open("dispatcher", "/desk", 1440);
      await page.addInitScript(WATCH);
      await page.reload();
      await page.getByRole("link", { name: "我的待办" }).click();
      await page.evaluate("window.noted.heard = 0");
      await register(second, { classKey: "C-0101" });
      await page
        .getByRole("alert")
        .getByRole("link", { name: /上水井盖/ })
        .waitFor();
      await expect.poll(() => page.evaluate("window.noted.heard > 0"), { timeout: 10_000 }).toBe(true);
      await lookAt(page, "urgent-desk-1440");
      await page.setViewportSize({ width: 390, height: 844 });
      await lookAt(page, "urgent-desk-390");
      await page.setViewportSize({ width: 1440, height: 900 });
      await page
        .getByRole("alert")
        .getByRole("link", { name: /上水井盖/ })
        .click();
      await page.waitForURL(new RegExp(second));
      await page.locator(".urgent-banner").waitFor({ state: "detached" });
      await page.context().close();
    },
    SLOW,
  );
});
