import { spawn } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { err, ok, problem, type Problem, type Result } from "#kernel";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const BUILT = join(ROOT, "dist", "web");

/** Builds the faces where they are missing or older than their sources; answers their folder. Errors: FACES_NOT_BUILT. */
export async function buildFaces(told: (line: string) => void): Promise<Result<string, Problem>> {
  const built = await timeOf(join(BUILT, "index.html"));
  const newest = Math.max(
    await newestIn(join(ROOT, "src", "web")),
    await timeOf(join(ROOT, "package-lock.json")),
  );
  if (built >= newest) return ok(BUILT);
  told("正在构建页面（约10秒）… / building the pages…");
  const vite = join(ROOT, "node_modules", "vite", "bin", "vite.js");
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(
      process.execPath,
      [vite, "build", "--config", "src/web/vite.config.ts", "--logLevel", "warn"],
      {
        cwd: ROOT,
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
    child.on("exit", resolve);
    child.on("error", () => resolve(null));
  });
  return code === 0 ? ok(BUILT) : err(problem("FACES_NOT_BUILT"));
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const times = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => timeOf(join(entry.parentPath, entry.name))),
  );
  return Math.max(0, ...times);
}

async function timeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
