import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { openBrowser } from "../browser.ts";
import { sitDown } from "../harness/browser-person.ts";
import { startChildServer } from "../harness/child-server.ts";
import { freePort } from "../harness/test-platform.ts";

const BYTES = 6 * 1024 * 1024;
const BYTES_A_SECOND = 1.5 * 1024 * 1024;
const STEP = "/apply/food-business-licence?step=materials";

describe("an upload in a real browser", () => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  });

  it("completes by itself after the server was killed in the middle, and after a reload when the file is chosen again", async () => {
    const data = await mkdtemp(join(tmpdir(), "yiwang-upload-"));
    undo.push(() => rm(data, { recursive: true, force: true }));
    const place = { port: await freePort(), data, faces: true };
    let server = await startChildServer(place);
    undo.push(() => server.kill());
    const browser: Browser = await openBrowser();
    undo.push(() => browser.close());
    const { page } = await sitDown(browser, server.url, "shop-owner");
    await slow(page);
    const sent = watchOffsets(page);

    await page.goto(`${server.url}${STEP}`);
    const path = join(data, "平面图.pdf");
    const first = await writePdf(path);
    await choose(page, path);
    await percentAbove(page, 30);
    await server.kill();
    await page.getByText("网络断开，恢复后自动接着传").waitFor();
    server = await startChildServer(place);
    await page.getByText("已上传").first().waitFor();
    expect(await keptFiles(data)).toContainEqual(first);
    expect(Math.max(...sent.begun)).toBe(1);
    expect(sent.offsets.filter((offset) => offset === 0)).toHaveLength(1);

    const second = await writePdf(path);
    await page.getByRole("button", { name: "替换 平面图.pdf" }).waitFor();
    await choose(page, path);
    await percentAbove(page, 30);
    await page.reload();
    await page.getByText("上次没有传完").waitFor();
    const before = sent.offsets.length;
    await choose(page, path);
    await expect.poll(() => keptFiles(data), { timeout: 30_000 }).toContainEqual(second);
    expect(Math.min(...sent.offsets.slice(before))).toBeGreaterThanOrEqual(1024 * 1024);
    await page.getByText("上次没有传完").waitFor({ state: "detached" });
    expect(await readdir(join(data, "files", "uploads"))).toEqual([]);
  }, 240_000);
});

async function writePdf(path: string): Promise<Buffer> {
  const content = Buffer.concat([Buffer.from("%PDF-1.4\n"), randomBytes(BYTES - 9)]);
  await writeFile(path, content);
  return content;
}

const choose = (page: Page, path: string): Promise<void> =>
  page.getByLabel(/选择文件：.*平面图/).setInputFiles(path);

/** A line slow enough to be broken in the middle. */
async function slow(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 5,
    downloadThroughput: -1,
    uploadThroughput: BYTES_A_SECOND,
  });
}

async function percentAbove(page: Page, least: number): Promise<void> {
  await expect
    .poll(
      async () => Number(/(\d+)%/.exec((await page.getByText("正在上传").allInnerTexts()).join())?.[1] ?? 0),
      { timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(least);
}

/** How many uploads were begun, and at which offsets their parts were sent. */
function watchOffsets(page: Page): { readonly begun: number[]; readonly offsets: number[] } {
  const begun: number[] = [];
  const offsets: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/uploads")) begun.push(begun.length + 1);
    const offset = request.headers()["upload-offset"];
    if (request.method() === "PATCH" && offset !== undefined) offsets.push(Number(offset));
  });
  return { begun, offsets };
}

async function keptFiles(data: string): Promise<readonly Buffer[]> {
  const found = await readdir(join(data, "files"), { recursive: true, withFileTypes: true });
  const whole = found.filter((each) => each.isFile() && /^[0-9a-f]{64}$/.test(each.name));
  return Promise.all(whole.map((each) => readFile(join(each.parentPath, each.name))));
}
