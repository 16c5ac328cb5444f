import { readFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildFaces, defaultFolders, startPlatform, type PlatformOptions, type RunningPlatform } from "#app";
import { firstAdministratorLink, outsideIssuerFrom, EXPORT_ROWS, UPLOAD_DEFAULTS } from "#http";
import { ok, type Problem } from "#kernel";
import { collectEarly } from "./collect-early.ts";
import type { CliIo, Command } from "./command.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** `yiwang serve`: the whole platform in one process, until it is told to stop. */
export const serveCommand: Command = {
  run: async (args, io) => {
    const read = readOptions(args, io);
    if (read === undefined) return 2;
    collectEarly();
    const { web, ...options } = read;
    const faces = web ? await buildFaces((line) => io.err(`${line}\n`)) : ok(null);
    if (!faces.ok) return refuse(io, [faces.error]);
    const begun = performance.now();
    const started = await start({ ...options, webFolder: faces.value, progress: progressOn(io) });
    if (!started.ok) return refuse(io, started.error);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    io.out(await greeting(started.value, options.demo, seconds));
    // What was compiled is kept now: whoever ends a server with `kill -9` leaves it no time for that.
    flushCompileCache();
    await untilStopped();
    io.err("正在停止… / stopping…\n");
    await started.value.stop();
    return 0;
  },
};

async function start(options: PlatformOptions): ReturnType<typeof startPlatform> {
  return startPlatform(options);
}

type Asked = Omit<PlatformOptions, "webFolder"> & { readonly web: boolean };

function readOptions(args: readonly string[], io: CliIo): Asked | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: "8080" },
        host: { type: "string", default: "127.0.0.1" },
        district: { type: "string", default: resolve(ROOT, "districts/qianshan") },
        data: { type: "string", default: resolve(ROOT, "data") },
        "database-url": { type: "string" },
        "public-url": { type: "string" },
        demo: { type: "boolean", default: false },
        "no-web": { type: "boolean", default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port ${values.port}`);
    const url = values["database-url"] ?? io.env["DATABASE_URL"];
    const folders = defaultFolders(resolve(values.data));
    const uploadHours = Number(io.env["YIWANG_UPLOAD_HOURS"] ?? UPLOAD_DEFAULTS.keepHours);
    if (!(uploadHours > 0)) throw new Error(`YIWANG_UPLOAD_HOURS=${io.env["YIWANG_UPLOAD_HOURS"]}`);
    const exportRows = Number(io.env["YIWANG_EXPORT_ROWS"] ?? EXPORT_ROWS);
    if (!Number.isInteger(exportRows) || exportRows < 1 || exportRows > 1_000_000)
      throw new Error(`YIWANG_EXPORT_ROWS=${io.env["YIWANG_EXPORT_ROWS"]}`);
    const outside = outsideIssuerFrom(io.env);
    if (!outside.ok) throw new Error(`${outside.error.message.zh} / ${outside.error.message.en}`);
    return {
      district: resolve(values.district),
      store: url === undefined ? folders.store : { kind: "server", url, files: folders.files },
      files: folders.files,
      host: values.host,
      port,
      demo: values.demo,
      uploadHours,
      exportRows,
      web: !values["no-web"],
      authorizations: authorizationsIn(io.env),
      ...smtpIn(io.env),
      logger: { level: io.env["YIWANG_LOG"] ?? "warn" },
      ...(values["public-url"] === undefined ? {} : { publicUrl: values["public-url"] }),
      ...(outside.value === undefined ? {} : { outside: outside.value }),
    };
  } catch (fault) {
    io.err(`用法不对 / wrong use: ${fault instanceof Error ? fault.message : String(fault)}\n`);
    io.err(
      "yiwang serve [--port 8080] [--host 127.0.0.1] [--district DIR] [--data DIR | --database-url URL] [--public-url https://…] [--demo] [--no-web]\n",
    );
    return undefined;
  }
}

/** The mail server from `YIWANG_SMTP_URL`, or from the file that `YIWANG_SMTP_URL_FILE` names. */
function smtpIn(env: CliIo["env"]): { readonly smtpUrl?: string } {
  const file = env["YIWANG_SMTP_URL_FILE"];
  const url = env["YIWANG_SMTP_URL"] ?? (file === undefined ? undefined : readFileSync(file, "utf8").trim());
  return url === undefined || url === "" ? {} : { smtpUrl: url };
}

const AUTHORIZATION = "YIWANG_AUTHORIZATION_";

/** `YIWANG_AUTHORIZATION_CREDIT_BUREAU` is for the address `credit-bureau`. */
function authorizationsIn(env: CliIo["env"]): Readonly<Record<string, string>> {
  const found = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith(AUTHORIZATION) && value !== undefined
      ? [[name.slice(AUTHORIZATION.length).toLowerCase().replaceAll("_", "-"), value] as const]
      : [],
  );
  return Object.fromEntries(found);
}

function progressOn(io: CliIo): NonNullable<PlatformOptions["progress"]> {
  let last = "";
  return (what, done, whole) => {
    if (what !== last) io.err(`首次启动，正在装入 / first start, loading: ${what} (${done}/${whole})\n`);
    last = what;
  };
}

/** How wide a column of the greeting is: its longest word, and two blanks after it. */
function widthOf(column: readonly string[]): number {
  return 2 + Math.max(0, ...column.map(({ length }) => length));
}

async function greeting(running: RunningPlatform, demo: boolean, seconds: string): Promise<string> {
  const { pack, url, platform } = running;
  const lines = [
    `一网 Yiwang · ${pack.name.zh} ${pack.name.en} (${pack.code})`,
    `就绪 / ready in ${seconds} s:  ${url}`,
    "",
  ];
  if (demo) {
    lines.push("演示账号（用户名 / 密码） · demo accounts:");
    const { accounts } = pack.demo;
    const [names, secrets] = [
      accounts.map(({ username }) => username),
      accounts.map((each) => each.password),
    ];
    for (const { username, password, name, note } of accounts)
      lines.push(
        `  ${username.padEnd(widthOf(names))}${password.padEnd(widthOf(secrets))}${name} · ${note.zh}`,
      );
  } else {
    const link = await firstAdministratorLink(platform.signIn);
    if (link !== undefined)
      lines.push(
        "首位管理员请用此一次性链接设置账号（24小时内有效） · the first administrator's one-time link:",
        `  ${link}`,
      );
  }
  lines.push("", "停止：按 Ctrl+C · stop with Ctrl+C", "");
  return `${lines.join("\n")}\n`;
}

async function untilStopped(): Promise<void> {
  await new Promise<void>((stop) => {
    process.once("SIGINT", () => stop());
    process.once("SIGTERM", () => stop());
  });
}

function refuse(io: CliIo, problems: readonly Problem[]): number {
  for (const { code, message, next } of problems)
    io.err(`[${code}] ${message.zh}\n  ${next.zh}\n  ${message.en} — ${next.en}\n`);
  return 1;
}
