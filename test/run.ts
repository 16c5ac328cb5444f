// npm test: brings what the tests need (browser, pdfsig, built faces), then runs vitest on everything.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findChromium } from "./browser.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

function run(command: string, args: readonly string[]): number {
  const ran = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  return ran.status ?? 1;
}

function onPath(program: string): boolean {
  return (process.env["PATH"] ?? "").split(":").some((folder) => existsSync(`${folder}/${program}`));
}

/** Installs a Debian package, the first that is to be had, where this process may; otherwise says what to run. */
function bring(what: string, packages: readonly string[]): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && onPath("apt-get")) {
    process.stderr.write(`测试需要 ${what}，正在安装… / installing ${what} for the tests…\n`);
    run("apt-get", ["update", "-qq"]);
    if (packages.some((each) => run("apt-get", ["install", "-y", "-qq", each]) === 0)) return;
  }
  process.stderr.write(
    `测试需要 ${what} / the tests need ${what}:\n  sudo apt-get install ${packages.at(-1)}\n`,
  );
  process.exit(1);
}

if (findChromium() === undefined) bring("Chromium", ["chromium-headless-shell", "chromium"]);
if (!onPath("pdfsig")) bring("pdfsig", ["poppler-utils"]);
if (run("npm", ["run", "--silent", "build"]) !== 0) process.exit(1);

const passedOn = process.argv.slice(2);
const wantsFile = passedOn.includes("--outputFile");
const reporters = wantsFile ? ["--reporter=default", "--reporter=json"] : [];
process.exit(
  run(process.execPath, [`${root}node_modules/vitest/vitest.mjs`, "run", ...reporters, ...passedOn]),
);
