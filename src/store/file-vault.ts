import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { syncFolder } from "./sync-folder.ts";

/** What was kept: its content's SHA-256 (64 hex digits) is its only name. */
export type KeptFile = { readonly sha256: string; readonly bytes: number };

/** Files by content. What `keep` has answered is on the disk: fsync of file and folder came before. */
export type FileVault = {
  keep(content: AsyncIterable<Uint8Array>): Promise<KeptFile>;
  read(sha256: string): Promise<Uint8Array>;
  stream(sha256: string): Readable;
  has(sha256: string): Promise<boolean>;
};

/** A vault in a local folder, made if it is not there. Two folders deep, so that no folder grows without end. */
export async function openFileVault(folder: string): Promise<FileVault> {
  const incoming = join(folder, "incoming");
  await mkdir(incoming, { recursive: true });
  await sweep(incoming);
  return { keep: (content) => keep(folder, incoming, content), ...readFileVault(folder) };
}

/** Longer than any upload takes. */
const ABANDONED_MS = 3_600_000;

/**
 * Removes what a process that died left half written: it was never acknowledged. What is younger may be in the
 * hands of another process that shares the folder.
 */
async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const written = await stat(path).catch(() => undefined);
    if (written !== undefined && Date.now() - written.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
}

/** The same for reading alone: it touches nothing, so it may stand beside a running server. */
export function readFileVault(folder: string): Omit<FileVault, "keep"> {
  return {
    read: (sha256) => readFile(pathOf(folder, sha256)),
    stream: (sha256) => createReadStream(pathOf(folder, sha256)),
    has: (sha256) =>
      stat(pathOf(folder, sha256)).then(
        () => true,
        () => false,
      ),
  };
}

async function keep(folder: string, incoming: string, content: AsyncIterable<Uint8Array>): Promise<KeptFile> {
  const temporary = join(incoming, randomUUID());
  try {
    const { sha256, bytes } = await writeDurably(temporary, content);
    const target = pathOf(folder, sha256);
    await mkdir(join(target, ".."), { recursive: true });
    await rename(temporary, target);
    await syncFolder(join(target, ".."));
    return { sha256, bytes };
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
}

async function writeDurably(path: string, content: AsyncIterable<Uint8Array>): Promise<KeptFile> {
  const digest = createHash("sha256");
  const file = await open(path, "wx");
  let bytes = 0;
  try {
    for await (const chunk of content) {
      digest.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: digest.digest("hex"), bytes };
}

function pathOf(folder: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`not a content name: ${sha256}`);
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}
