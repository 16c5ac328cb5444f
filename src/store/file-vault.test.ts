import { mkdtemp, readdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFileVault } from "./file-vault.ts";

describe("the file vault", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "yiwang-vault-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("keeps a file whole though another process opens the folder meanwhile", async () => {
    const vault = await openFileVault(folder);
    const kept = await vault.keep(
      (async function* () {
        yield new TextEncoder().encode("half ");
        await openFileVault(folder);
        yield new TextEncoder().encode("and half");
      })(),
    );
    expect(new TextDecoder().decode(await vault.read(kept.sha256))).toBe("half and half");
  });

  it("removes what a process left half written long ago", async () => {
    await openFileVault(folder);
    const [left, young] = ["left", "young"].map((name) => join(folder, "incoming", name));
    await writeFile(left ?? "", "x");
    await writeFile(young ?? "", "x");
    const yesterday = new Date(Date.now() - 86_400_000);
    await utimes(left ?? "", yesterday, yesterday);
    await openFileVault(folder);
    expect(await readdir(join(folder, "incoming"))).toEqual(["young"]);
  });

  it("keeps nothing of a content that breaks off", async () => {
    const vault = await openFileVault(folder);
    const broken = vault.keep(
      (async function* () {
        yield new TextEncoder().encode("half");
        throw new Error("the line broke");
      })(),
    );
    await expect(broken).rejects.toThrow("the line broke");
    expect(await readdir(join(folder, "incoming"))).toEqual([]);
    expect(await readdir(folder)).toEqual(["incoming"]);
  });

  const keep = async (text: string) => {
    const vault = await openFileVault(folder);
    const { sha256 } = await vault.keep(
      (async function* () {
        yield new TextEncoder().encode(text);
      })(),
    );
    const path = join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    return { vault, sha256, path };
  };

  it("removes a file for good, as often as it is asked, and never one that was written just now", async () => {
    const { vault, sha256, path } = await keep("an old paper");
    expect(await vault.destroy(sha256)).toBe(false);
    expect(await vault.has(sha256)).toBe(true);
    await utimes(path, 1, 1);
    expect(await vault.destroy(sha256)).toBe(true);
    expect(await vault.destroy(sha256)).toBe(true);
    expect(await vault.has(sha256)).toBe(false);
    expect(await readdir(join(folder, "incoming"))).toEqual([]);
  });

  it("ends after a restart what was broken off: what is old goes, what is young is back in its place", async () => {
    const old = await keep("an old paper");
    const young = await keep("sent again just now");
    for (const { sha256, path } of [old, young])
      await rename(path, join(folder, "incoming", `${sha256}.aside`));
    await utimes(join(folder, "incoming", `${old.sha256}.aside`), 1, 1);
    const vault = await openFileVault(folder);
    expect([await vault.has(old.sha256), await vault.has(young.sha256)]).toEqual([false, true]);
    expect(await readdir(join(folder, "incoming"))).toEqual([]);
  });
});
