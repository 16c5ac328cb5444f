#!/usr/bin/env node
// Runs the yiwang command on the Node the project brings, whatever Node the machine has.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
const own = fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url));
const current = Number(process.versions.node.split(".")[0]) >= 26;
// As npm start: what has just been made is looked through in pieces of 8 MB, for a server shares a small machine.
const flags = ["--max-semi-space-size=8"];
const child = spawn(current ? process.execPath : own, [...flags, main, ...process.argv.slice(2)], {
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  process.stderr.write(`yiwang: Node 26 cannot be started (${error.message}); run "npm install" first\n`);
  process.exit(2);
});
child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
