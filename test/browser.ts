import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "playwright-core";

// The same browser without its window comes first: a page opens in it for less than half of the processor's time.
const KNOWN_PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The browser on this machine: CHROMIUM_PATH, or one of the usual places. */
export function findChromium(): string | undefined {
  const named = process.env["CHROMIUM_PATH"];
  return [...(named === undefined ? [] : [named]), ...KNOWN_PLACES].find((path) => existsSync(path));
}

/** Opens a real browser that knows Chinese glyphs (from the project's own font packages). */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("no Chromium: run npm test, or apt-get install chromium");
  const flags = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({
    executablePath,
    args: flags,
    env: { ...definedEnvironment(), FONTCONFIG_FILE: fontconfigFile() },
  });
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

function fontconfigFile(): string {
  const folder = mkdtempSync(`${tmpdir()}/yiwang-fonts-`);
  const fonts = fileURLToPath(new URL("../node_modules/@expo-google-fonts/", import.meta.url));
  const weights = [
    "noto-sans-sc/400Regular",
    "noto-sans-sc/500Medium",
    "noto-sans-sc/700Bold",
    "noto-serif-sc/400Regular",
  ];
  writeFileSync(
    `${folder}/fonts.conf`,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${weights.map((weight) => `<dir>${fonts}${weight}</dir>`).join("\n")}
<cachedir>${tmpdir()}/yiwang-fonts-seen</cachedir>
</fontconfig>`,
  );
  return `${folder}/fonts.conf`;
}
