import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LIMIT_MS = 240_000;

/** Runs `npm run bench` as it is run by hand; its figures of seconds are not kept. */
const bench = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, ["bench/run.ts", ...args], {
    cwd: ROOT,
    timeout: LIMIT_MS,
    env: { ...process.env, YIWANG_BENCH_DATABASE_URL: process.env["YIWANG_TEST_DATABASE_URL"] },
  });

const { stdout: listed } = await bench("--list");
const names = listed
  .trim()
  .split("\n")
  .map((line) => line.split(" ")[0] ?? "");

describe("a bench of seconds (PostgreSQL)", () => {
  it.each(names)(
    "%s measures all its parts and judges its goals",
    async (name) => {
      const { stdout, stderr } = await bench("--quick", "--repetitions", "1", name);
      const judged = stdout.split("\n").filter((line) => line.startsWith(`${name}: `));
      expect(judged.length, stderr).toBeGreaterThan(0);
      for (const line of judged) expect(line).toMatch(/ = [\d.e+-]+ \((met|missed)\)$/u);
    },
    LIMIT_MS,
  );
});

describe("the benches' command", () => {
  it("tells how it is used, and of wrong use what was wrong, without a stack", async () => {
    expect((await bench("--help")).stdout).toContain("npm run bench -- [--quick]");
    for (const wrong of [["--nonsense"], ["--repetitions", "many"], ["nosuch"]]) {
      const failed = await bench(...wrong).then(
        () => undefined,
        (error: { readonly code: number; readonly stderr: string }) => error,
      );
      expect(failed?.code).toBe(2);
      expect(failed?.stderr).not.toMatch(/^\s+at /mu);
    }
  });
});
