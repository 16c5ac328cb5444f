import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FigureAnswer, IndicatorRecordsAnswer, ScreenAnswer, SupervisionAnswer } from "#contract";
import { openBrowser } from "../browser.ts";
import { lookAt, openPage } from "../harness/looked-at.ts";
import type { Person } from "../harness/person.ts";
import { mustRegister, SOLE_TRADER } from "../harness/sole-trader.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 180_000;
const YEAR = 2026;

describe("shares of organs and of matters", () => {
  let site: TestPlatform;
  let browser: Browser;
  let leader: Person;

  beforeAll(async () => {
    site = await startTestPlatform({ at: `${YEAR}-11-16T09:00:00+08:00` });
    browser = await openBrowser();
    leader = await as("leader");
  }, SLOW);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const figure = async (id: string): Promise<FigureAnswer> => {
    const { figures } = await leader.get<ScreenAnswer>("/api/screen");
    const found = figures.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no figure ${id}`);
    return found;
  };
  const open = (id: string, part: string) =>
    leader.get<IndicatorRecordsAnswer>(`/api/indicators/${id}/records?year=${YEAR}&part=${part}`);
  const sizes = ({ parts }: FigureAnswer) =>
    Object.fromEntries(parts.map(({ id, keys, records }) => [id, [keys, records]]));

  it(
    "tells how many of the organs that must have a seal have one, and opens the one whose seal was stopped",
    async () => {
      const organs = site.pack.organs.size;
      expect(await figure("seal-coverage")).toMatchObject({ value: "100.0", records: organs });
      const before = await open("seal-coverage", "missing");
      expect([before.part, before.items]).toEqual(["missing", []]);

      const { items: seals } = await open("seal-coverage", "numerator");
      const seal = seals.find(({ title }) => title.zh.startsWith("鞍山市千山区教育局"));
      const stop = { state: "stopped", reason: "换发新章", validTo: null };
      const stopped = await (await as("admin")).try("POST", `/api/seals/${seal?.id}/state`, stop);
      expect(stopped.status).toBe(200);

      const after = await figure("seal-coverage");
      expect(after.value).toBe((((organs - 1) / organs) * 100).toFixed(1));
      expect(sizes(after)).toEqual({
        denominator: [organs, organs],
        numerator: [organs - 1, organs - 1],
        missing: [1, 1],
      });
      const { items } = await open("seal-coverage", "missing");
      expect(items).toMatchObject([
        {
          register: "organs",
          id: "education",
          title: { zh: "鞍山市千山区教育局" },
          part: { zh: "计入分母，不计入分子" },
        },
      ]);
      expect((await open("seal-coverage", "")).part).toBe("denominator");
    },
    SLOW,
  );

  it(
    "counts a matter as handled online once a case handed in online was decided, and never what had no case",
    async () => {
      expect(await figure("online-item-rate")).toMatchObject({ value: null, records: 0 });
      const { caseNo } = await mustRegister(await as("shop-owner"));
      const after = await figure("online-item-rate");
      expect({ value: after.value, ...sizes(after) }).toEqual({
        value: "100.0",
        denominator: [1, 1],
        numerator: [1, 1],
        missing: [0, 0],
      });
      expect((await open("online-item-rate", "numerator")).items).toMatchObject([{ kind: "case", caseNo }]);
      expect((await open("online-item-rate", "denominator")).items).toMatchObject([
        { register: "matters", id: SOLE_TRADER, part: { zh: "计入分母，也计入分子" } },
      ]);
      const { organs } = await (
        await as("supervisor")
      ).get<SupervisionAnswer>(`/api/supervision?year=${YEAR}`);
      const market = organs.find(({ organ }) => organ === "market-regulation");
      expect(market?.figures).toContainEqual({ indicator: "online-item-rate", value: "100.0", records: 1 });
      const others = organs.filter(({ organ }) => organ !== "market-regulation");
      for (const { figures } of others)
        expect(figures).toContainEqual({ indicator: "online-item-rate", value: null, records: 0 });
    },
    SLOW,
  );

  it(
    "refuses a part of a figure that has none",
    async () => {
      const path = `/api/indicators/machine-decided/records?part=missing`;
      expect(await leader.try("GET", path)).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
    },
    SLOW,
  );

  it(
    "shows the screen and the parts of a share on a wall, at a desk and on a phone",
    async () => {
      for (const [width, height] of [
        [1920, 1080],
        [1440, 900],
        [390, 844],
      ] as const) {
        const screen = await openPage(browser, site, "leader", "/screen", width);
        await screen.setViewportSize({ width, height });
        await screen.locator(".figure").first().waitFor();
        await lookAt(screen, `screen-${width}`);
        // No card is lower than what stands in it, and what a figure is can be read whole.
        const cut = `[...document.querySelectorAll(".figure")].filter((card) => card.scrollHeight > card.clientHeight + 1).length`;
        expect(await screen.evaluate(cut)).toBe(0);
        const about = screen.locator(".figure").last().locator("details");
        await about.locator("summary").click();
        const told = await about.locator("p").boundingBox();
        expect(told !== null && told.y > 0 && (width < 1101 || told.y + told.height < height)).toBe(true);
        await lookAt(screen, `screen-about-${width}`);
        await screen.context().close();
        const page = await openPage(
          browser,
          site,
          "leader",
          "/screen/indicators/seal-coverage?part=missing",
          width,
        );
        await page.getByRole("navigation", { name: "分母、分子和尚缺" }).waitFor();
        expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(
          "电子印章覆盖率（还没有有效印章的机关）：1条记录",
        );
        await page.getByRole("link", { name: "鞍山市千山区教育局" }).waitFor();
        await lookAt(page, `coverage-${width}`, true);
        await page.context().close();
      }
    },
    SLOW,
  );
});
