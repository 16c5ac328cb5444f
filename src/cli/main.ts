import { stdin } from "node:process";
import type { CliIo, Command } from "./command.ts";

/** Commands are loaded when asked for, so that `yiwang clock` does not pay for the web server. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  audit: async () => (await import("./audit.ts")).auditCommand,
  backup: async () => (await import("./backup.ts")).backupCommand,
  restore: async () => (await import("./restore.ts")).restoreCommand,
  check: async () => (await import("./check.ts")).checkCommand,
  export: async () => (await import("./catalogue-sheet.ts")).exportCommand,
  import: async () => (await import("./catalogue-sheet.ts")).importCommand,
  serve: async () => (await import("./serve.ts")).serveCommand,
  decide: async () => (await import("./decide.ts")).decideCommand,
  indicators: async () => (await import("./indicators.ts")).indicatorsCommand,
  clock: async () => (await import("./clock.ts")).clockCommand,
  rehearse: async () => (await import("./rehearse.ts")).rehearseCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  typeset: async () => (await import("./typeset.ts")).typesetCommand,
};

const io: CliIo = {
  stdin,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  env: process.env,
};

const [verb, ...rest] = process.argv.slice(2);
const load = verb === undefined ? undefined : COMMANDS[verb];
if (load === undefined) {
  const asked = verb === undefined || verb === "help" || verb === "--help";
  if (!asked) io.err(`没有“${verb}”这个命令 / there is no command “${verb}”\n`);
  const listed = await Promise.all(Object.values(COMMANDS).map((each) => each()));
  const lines = listed.map(
    ({ name, summary }) => `  yiwang ${name.padEnd(12)} ${summary.zh} · ${summary.en}`,
  );
  (asked ? io.out : io.err)(["用法 / usage:", ...lines, ""].join("\n"));
  process.exitCode = asked ? 0 : 2;
} else {
  process.exitCode = await (await load()).run(rest, io);
}
