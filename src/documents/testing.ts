import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expectOk, parseInstant, type Instant } from "#kernel";
import type { KeyStore, StoredKey } from "./signer.ts";
import type { Templates } from "./render-document.ts";

const run = promisify(execFile);

export const SIGNED_AT: Instant = expectOk(parseInstant("2022-10-12T10:00:00+08:00"));

export const ORGAN = { name: "鞍山市千山区市场监督管理局", creditCode: "11210311MB0A12345L" } as const;

export const WORDS = {
  reason: "颁发《食品经营许可证》（JY22103110012345）",
  location: "辽宁省鞍山市千山区",
  at: SIGNED_AT,
  name: ORGAN.name,
} as const;

/** Keys in memory: what a store does, for tests of this room. */
export function memoryKeys(): KeyStore & { readonly kept: ReadonlyMap<string, StoredKey> } {
  const kept = new Map<string, StoredKey>();
  return {
    kept,
    get: (name) => Promise.resolve(kept.get(name)),
    put: (name, key) => {
      const winner = kept.get(name) ?? key;
      kept.set(name, winner);
      return Promise.resolve(winner);
    },
  };
}

/** The demonstration district's templates, by name. */
export async function districtTemplates(): Promise<Templates> {
  const folder = new URL("../../districts/qianshan/templates/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".typ"));
  const texts = await Promise.all(
    names.map(async (name) => [name.slice(0, -4), await readFile(new URL(name, folder), "utf8")] as const),
  );
  return Object.fromEntries(texts);
}

/** Runs an outside program on files of a folder that is removed afterwards; answers all it printed. */
export async function runOn(
  files: Readonly<Record<string, Uint8Array>>,
  program: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly text: string }> {
  const folder = await mkdtemp(join(tmpdir(), "yiwang-documents-"));
  try {
    await Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(join(folder, name), bytes)));
    const { stdout, stderr } = await run(program, [...args], { cwd: folder });
    return { code: 0, text: stdout + stderr };
  } catch (error) {
    return failureOf(error, program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function failureOf(error: unknown, program: string): { readonly code: number; readonly text: string } {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT")
    throw new Error(`${program} is missing: install poppler-utils and openssl`, { cause: error });
  const output = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
  return { code: typeof code === "number" ? code : 1, text: output + String(error) };
}
