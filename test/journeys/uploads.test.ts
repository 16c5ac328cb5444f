import { request } from "node:http";
import { readdir } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FileAnswer } from "#contract";
import { clearUploads } from "#http";
import { MATTER } from "../harness/food-licence.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { announcement } from "../harness/upload.ts";
import { ask, enter, type Answer, type Visitor } from "../harness/visitor.ts";

const MEGABYTE = 1024 * 1024;
const TUS = { "tus-resumable": "1.0.0" };
const BYTES = { ...TUS, "content-type": "application/offset+octet-stream" };
const pdf = (size: number) => Buffer.concat([Buffer.from("%PDF-1.4\n"), randomBytes(size - 9)]);

onEachDatabase("an upload that goes on where it broke off", (database) => {
  let site: TestPlatform;
  let owner: Visitor;
  let other: Visitor;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    owner = await enter(site, "demo-shop-owner");
    other = await enter(site, "demo-company");
  }, 120_000);
  afterAll(() => site?.dispose());

  const announce = async (size: number, name = "平面图.pdf"): Promise<string> => {
    const told = { matter: MATTER, material: "floorPlan", name };
    const sent = await ask(site, owner, "POST", "/api/uploads", { headers: announcement(told, size) });
    expect(sent.status).toBe(201);
    return sent.headers.get("location") ?? "";
  };
  const patch = (path: string, offset: number, bytes: Buffer<ArrayBuffer>, who = owner): Promise<Answer> =>
    ask(site, who, "PATCH", path, { bytes, headers: { ...BYTES, "upload-offset": String(offset) } });
  const offsetOf = async (path: string, who = owner): Promise<number> => {
    const { status, headers } = await ask(site, who, "HEAD", path, { headers: TUS });
    expect(status).toBe(200);
    return Number(headers.get("upload-offset"));
  };
  const keep = (path: string, who = owner): Promise<Answer> =>
    ask(site, who, "POST", "/api/files", { json: { upload: path.split("/").at(-1) } });
  const partsLeft = async (): Promise<readonly string[]> => readdir(join(site.filesFolder, "uploads"));
  const kept = async ({ sha256 }: FileAnswer): Promise<Buffer> =>
    Buffer.from(await site.platform.vault.read(sha256));

  it("keeps what came before the line broke, and the whole is the file that was sent", async () => {
    const content = pdf(3 * MEGABYTE + 777);
    const path = await announce(content.length);
    const arrived = () =>
      expect.poll(() => offsetOf(path), { timeout: 20_000 }).toBeGreaterThan(2 * MEGABYTE);
    await breakOff(site, owner, path, content.subarray(0, 2.5 * MEGABYTE), arrived);
    // What came after the last whole part is kept when the server notices that the line is gone.
    const offset = await settledOffset(() => offsetOf(path));
    expect(offset).toBeGreaterThan(2 * MEGABYTE);
    const sent = await patch(path, offset, content.subarray(offset));
    expect([sent.status, sent.headers.get("upload-offset")]).toEqual([204, String(content.length)]);
    const answer = await keep(path);
    expect(answer).toMatchObject({ status: 200, body: { name: "平面图.pdf", type: "application/pdf" } });
    expect((await kept(answer.body as FileAnswer)).equals(content)).toBe(true);
    // The answer may be lost: it is given again, and HEAD says that nothing is missing.
    expect((await keep(path)).body).toEqual(answer.body);
    expect(await offsetOf(path)).toBe(content.length);
    expect(await partsLeft()).toEqual([]);
  });

  it("refuses bytes that do not follow what it has", async () => {
    const content = pdf(4_000);
    const path = await announce(content.length);
    expect((await patch(path, 0, content.subarray(0, 2_000))).status).toBe(204);
    for (const offset of [0, 1_999, 2_001, 4_000])
      expect(await patch(path, offset, content.subarray(0, 10))).toMatchObject({
        status: 409,
        body: { code: "UPLOAD_OFFSET_WRONG" },
      });
    expect(await offsetOf(path)).toBe(2_000);
    expect(await patch(path, 2_000, randomBytes(2_001))).toMatchObject({ status: 413 });
    expect((await patch(path, 2_000, content.subarray(2_000))).status).toBe(204);
    expect((await kept((await keep(path)).body as FileAnswer)).equals(content)).toBe(true);
  });

  it("is nobody else's: not to see, to go on with, to keep or to end", async () => {
    const path = await announce(100);
    const unknown = { status: 404, body: { code: "UPLOAD_UNKNOWN" } };
    expect((await ask(site, other, "HEAD", path, { headers: TUS })).status).toBe(404);
    expect(await patch(path, 0, pdf(2 * MEGABYTE), other)).toMatchObject(unknown);
    expect(await keep(path, other)).toMatchObject(unknown);
    expect(await ask(site, other, "DELETE", path, { headers: TUS })).toMatchObject(unknown);
    const forged = { ...owner, csrf: "x" };
    expect(await patch(path, 0, pdf(50), forged)).toMatchObject({
      status: 403,
      body: { code: "CSRF_TOKEN_WRONG" },
    });
    expect(await offsetOf(path)).toBe(0);
  });

  it("of several requests at one offset exactly one goes on", async () => {
    const contents = Array.from({ length: 8 }, () => pdf(1_500_000));
    const path = await announce(1_500_000);
    const answers = await Promise.all(contents.map((content) => patch(path, 0, content)));
    const won = answers.flatMap(({ status }, index) => (status === 204 ? [index] : []));
    expect(answers.map(({ status }) => status).filter((status) => status !== 204)).toEqual(
      Array.from({ length: 7 }, () => 409),
    );
    const both = await Promise.all([keep(path), keep(path)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0]?.body).toEqual(both[1]?.body);
    expect((await kept(both[0]?.body as FileAnswer)).equals(contents[won[0] ?? -1] ?? Buffer.of())).toBe(
      true,
    );
  });

  it("is discarded when its content turns out to be of a type that the material does not take", async () => {
    const path = await announce(5_000, "平面图.pdf");
    expect((await patch(path, 0, Buffer.concat([Buffer.from("MZ"), randomBytes(4_998)]))).status).toBe(204);
    expect(await keep(path)).toMatchObject({ status: 415, body: { code: "FILE_TYPE_FORBIDDEN" } });
    expect((await ask(site, owner, "HEAD", path, { headers: TUS })).status).toBe(404);
    const named = await announce(5_000, "平面图.png");
    await patch(named, 0, pdf(5_000));
    expect(await keep(named)).toMatchObject({ status: 415, body: { code: "FILE_MISLABELLED" } });
  });

  it("is refused before a byte is sent when it is larger than the material may be", async () => {
    const told = { matter: MATTER, material: "floorPlan", name: "大图.pdf" };
    const headers = announcement(told, 500 * MEGABYTE);
    expect(await ask(site, owner, "POST", "/api/uploads", { headers })).toMatchObject({
      status: 413,
      body: { code: "FILE_TOO_LARGE" },
    });
  });

  it("is ended by its owner, and nothing of it stays", async () => {
    const path = await announce(3_000);
    await patch(path, 0, pdf(1_000));
    expect((await ask(site, owner, "DELETE", path, { headers: TUS })).status).toBe(204);
    expect(await patch(path, 1_000, pdf(2_000))).toMatchObject({ status: 404 });
    expect(await partsLeft()).not.toContain(path.split("/").at(-1));
  });

  it("is cleared away when it has rested longer than uploads are kept", async () => {
    const path = await announce(3_000);
    await patch(path, 0, pdf(1_000));
    site.moveTo("2026-11-17T09:30:00+08:00");
    owner = await enter(site, "demo-shop-owner");
    expect(await patch(path, 1_000, pdf(2_000))).toMatchObject({
      status: 410,
      body: { code: "UPLOAD_EXPIRED" },
    });
    await clearUploads(site.platform);
    expect((await ask(site, owner, "HEAD", path, { headers: TUS })).status).toBe(404);
    expect(await partsLeft()).toEqual([]);
  });

  it("cannot be begun without end: one account has so many on its way", async () => {
    const { quota } = site.platform.uploads;
    const told = { matter: MATTER, material: "floorPlan", name: "a.pdf" };
    other = await enter(site, "demo-company");
    const begin = () => ask(site, other, "POST", "/api/uploads", { headers: announcement(told, 10) });
    const begun = await Promise.all(Array.from({ length: quota.files }, begin));
    expect(begun.map(({ status }) => status)).toEqual(begun.map(() => 201));
    expect(await begin()).toMatchObject({ status: 429, body: { code: "UPLOADS_UNFINISHED" } });
  });
});

/** The offset once it no longer moves: a broken line is noticed a moment later. */
async function settledOffset(read: () => Promise<number>): Promise<number> {
  for (let last = await read(); ;) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const now = await read();
    if (now === last) return now;
    last = now;
  }
}

/** Sends a part of a longer body and breaks the line when enough of it has arrived. */
async function breakOff(
  { url }: TestPlatform,
  { cookie, csrf }: Visitor,
  path: string,
  part: Buffer,
  arrived: () => Promise<unknown>,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const headers = { ...BYTES, cookie, "x-csrf-token": csrf, origin: url, "upload-offset": "0" };
    const sending = request(`${url}${path}`, {
      method: "PATCH",
      headers: { ...headers, "content-length": String(part.length + 1_000) },
    });
    sending.on("error", () => resolve());
    sending.write(part);
    arrived().then(() => sending.destroy(new Error("the line broke")), reject);
  });
}
