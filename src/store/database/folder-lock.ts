import { mkdir, readFile, rm, open } from "node:fs/promises";
import { join } from "node:path";
import { err, ok, problem, type Problem, type Result } from "#kernel";

export type FolderLock = { release(): Promise<void> };

const NAME = "yiwang.lock";

/**
 * Takes a data folder for this process: PGlite would be destroyed by two at once. The lock of a process
 * that no longer lives (kill -9, power loss) is taken over. Errors: STORE_LOCKED.
 */
export async function lockFolder(folder: string): Promise<Result<FolderLock, Problem>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, NAME);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await writeLock(path)) return ok({ release: () => rm(path, { force: true }) });
    const holder = await readHolder(path);
    if (holder !== undefined && (await isAlive(holder))) {
      return err(problem("STORE_LOCKED", { folder, holder: `pid ${holder.pid}` }, { pid: holder.pid }));
    }
    await rm(path, { force: true });
  }
  return err(problem("STORE_LOCKED", { folder, holder: "?" }));
}

type Holder = { readonly pid: number; readonly born: string | null };

/** Creates the lock file only if there is none: the file system decides between two at once. */
async function writeLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.writeFile(JSON.stringify({ pid: process.pid, born: await birthOf(process.pid) }));
    await file.close();
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "EEXIST") return false;
    throw thrown;
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, "utf8").catch(() => "");
  try {
    const { pid, born } = JSON.parse(text) as { pid?: unknown; born?: unknown };
    return typeof pid === "number" ? { pid, born: typeof born === "string" ? born : null } : undefined;
  } catch {
    return undefined;
  }
}

async function isAlive({ pid, born }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown && thrown.code === "EPERM";
  }
  const now = await birthOf(pid);
  return born === null || now === null || born === now;
}

/** When a process started, in the kernel's ticks: a number used again by another process is not the holder. */
async function birthOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}
