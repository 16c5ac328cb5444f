import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPartFolder, PartConflict, type PartFolder } from "./part-folder.ts";

async function* pieces(...texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

async function* broken(text: string): AsyncIterable<Uint8Array> {
  yield* pieces(text);
  throw new Error("the line broke");
}

async function textOf(parts: PartFolder, id: string): Promise<string> {
  const read: Uint8Array[] = [];
  for await (const chunk of parts.read(id)) read.push(chunk);
  return Buffer.concat(read).toString();
}

describe("contents that come in parts", () => {
  let folder: string;
  let parts: PartFolder;
  let id: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "yiwang-parts-"));
    parts = await openPartFolder(folder);
    id = randomUUID();
    await parts.begin(id);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("go on at their offset, also from another process on the same folder", async () => {
    expect(await parts.append(id, 0, pieces("一", "网"))).toBe(6);
    const elsewhere = await openPartFolder(folder);
    expect(await elsewhere.offset(id)).toBe(6);
    expect(await elsewhere.append(id, 6, pieces("通办"))).toBe(12);
    expect(await textOf(parts, id)).toBe("一网通办");
  });

  it("keep what came before the line broke", async () => {
    await expect(parts.append(id, 0, broken("half"))).rejects.toThrow("the line broke");
    expect(await parts.offset(id)).toBe(4);
  });

  it("let one of two processes go on that write at one offset, and tell the other", async () => {
    const elsewhere = await openPartFolder(folder);
    const both = await Promise.allSettled([
      parts.append(id, 0, pieces("aaaa", "a")),
      elsewhere.append(id, 0, pieces("bb", "b")),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const lost = both.find(({ status }) => status === "rejected");
    expect(lost).toMatchObject({ reason: expect.any(PartConflict) });
    expect(["aaaaa", "bbb"]).toContain(await textOf(parts, id));
    expect(await parts.offset(id)).toBe((await textOf(parts, id)).length);
    expect(await readdir(join(folder, id))).toHaveLength(1);
  });

  it("count nothing that a killed process had not finished", async () => {
    await parts.append(id, 0, pieces("whole"));
    await writeFile(join(folder, id, randomUUID()), "half a part");
    expect(await parts.offset(id)).toBe(5);
    expect(await textOf(parts, id)).toBe("whole");
  });

  it("take nothing more once they are discarded", async () => {
    await parts.discard(id);
    expect(await parts.offset(id)).toBeUndefined();
    await expect(parts.append(id, 0, pieces("late"))).rejects.toThrow(PartConflict);
  });

  it("are never looked for outside their folder", async () => {
    await expect(async () => parts.append("../../etc", 0, pieces("x"))).rejects.toThrow("not the name");
  });
});
