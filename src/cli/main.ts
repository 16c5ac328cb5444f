import { enableCompileCache } from "node:module";
import { stdin } from "node:process";
import { fileURLToPath } from "node:url";
import type { CliIo } from "./command.ts";
import { COMMANDS } from "./commands.ts";

// Node keeps the compiled code of every module here and takes it again while the module's text is the same. Where the
// folder cannot be written, Node goes on without it.
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/yiwang", import.meta.url)));

const io: CliIo = {
  stdin,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  env: process.env,
};

const [verb, ...rest] = process.argv.slice(2);
const asked = verb === undefined ? undefined : COMMANDS[verb];
if (asked === undefined) {
  const help = verb === undefined || verb === "help" || verb === "--help";
  if (!help) io.err(`没有“${verb}”这个命令 / there is no command “${verb}”\n`);
  const lines = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  yiwang ${name.padEnd(12)} ${summary.zh} · ${summary.en}`,
  );
  (help ? io.out : io.err)(["用法 / usage:", ...lines, ""].join("\n"));
  process.exitCode = help ? 0 : 2;
} else {
  process.exitCode = await (await asked.load()).run(rest, io);
}
