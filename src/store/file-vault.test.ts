import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
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
});
