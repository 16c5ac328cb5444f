import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
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
  /** A copy of a file that is shown in its place (`kind`: one word), made once and then kept beside it. */
  shown(
    sha256: string,
    kind: string,
    make: (content: Uint8Array) => Promise<Uint8Array>,
  ): Promise<Uint8Array>;
  /**
   * Removes a file for good, with every copy of it that is shown; what is not there is removed. False where it was written within the last hour: somebody
   * has just sent the same content, and it is theirs.
   */
  destroy(sha256: string): Promise<boolean>;
};

/** A vault in a local folder, made if it is not there. Two folders deep, so that no folder grows without end. */
export async function openFileVault(folder: string): Promise<FileVault> {
  const incoming = join(folder, "incoming");
  await mkdir(incoming, { recursive: true });
  await sweep(folder, incoming);
  return {
    keep: (content) => keep(folder, incoming, content),
    destroy: (sha256) => destroy(folder, incoming, sha256),
    shown: (sha256, kind, make) => shown(folder, incoming, { sha256, kind }, make),
    ...readFileVault(folder),
  };
}

/** Longer than any upload takes. */
const ABANDONED_MS = 3_600_000;

/**
 * Removes what a process that died left half written: it was never acknowledged. What is younger may be in the
 * hands of another process that shares the folder.
 */
async function sweep(folder: string, incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const written = await stat(path).catch(() => undefined);
    if (written === undefined) continue;
    if (!isYoung(written)) await rm(path, { force: true });
    else if (name.endsWith(ASIDE)) await rename(path, pathOf(folder, name.slice(0, -ASIDE.length)));
  }
}

/** The same for reading alone: it touches nothing, so it may stand beside a running server. */
export function readFileVault(folder: string): Omit<FileVault, "keep" | "destroy" | "shown"> {
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

/** A copy may be lost and is made again, so it is not forced to the disk. */
async function shown(
  folder: string,
  incoming: string,
  { sha256, kind }: { readonly sha256: string; readonly kind: string },
  make: (content: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const original = pathOf(folder, sha256);
  const target = `${original}.${kind}`;
  const standing = await readFile(target).catch(() => undefined);
  if (standing !== undefined) return standing;
  const made = await make(await readFile(original));
  const temporary = join(incoming, randomUUID());
  await writeFile(temporary, made);
  await rename(temporary, target);
  return made;
}

/** Copies go before their original, so that none is left where a process dies in between. */
async function destroyShown(path: string): Promise<void> {
  const beside = await readdir(join(path, "..")).catch(() => []);
  const own = beside.filter((name) => name.startsWith(`${basename(path)}.`));
  await Promise.all(own.map((name) => rm(join(path, "..", name), { force: true })));
}

/** Out of its place first, so that nobody writes there between the look and the removal. */
async function destroy(folder: string, incoming: string, sha256: string): Promise<boolean> {
  const path = pathOf(folder, sha256);
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && isYoung(found)) return false;
  await destroyShown(path);
  if (found === undefined) return true;
  const aside = join(incoming, `${sha256}${ASIDE}`);
  // Where another server is removing it at the same time, it is out of its place already.
  if (!(await isMoved(path, aside))) return true;
  const moved = await stat(aside).catch(() => undefined);
  if (moved !== undefined && isYoung(moved)) {
    await rename(aside, path);
    return false;
  }
  await rm(aside, { force: true });
  await syncFolder(join(path, ".."));
  await syncFolder(incoming);
  return true;
}

const isMoved = (from: string, to: string): Promise<boolean> =>
  rename(from, to).then(
    () => true,
    (fault: NodeJS.ErrnoException) => {
      if (fault.code === "ENOENT") return false;
      throw fault;
    },
  );

/** A file on its way out: one that is young was sent in that very moment, and goes back. */
const ASIDE = ".aside";

const isYoung = ({ mtimeMs }: { readonly mtimeMs: number }): boolean => Date.now() - mtimeMs <= ABANDONED_MS;

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
