import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { freePort } from "./test-platform.ts";

/** How PostgreSQL ends: as after a power cut (no checkpoint, recovery at the next start), or in good order. */
export type Ending = "immediate" | "fast";

/** A PostgreSQL cluster of our own in a temporary folder, with fsync on; the machine's own is never touched. */
export type OwnPostgres = {
  readonly url: string;
  readonly version: string;
  /** Ends every connection and the server; answers when its processes are gone. */
  readonly stop: (ending: Ending) => Promise<void>;
  /** Starts it again and answers when it takes connections. */
  readonly start: () => Promise<void>;
  /** Ends it for good and removes its folder. */
  readonly remove: () => Promise<void>;
};

const SIGNALS = { immediate: "SIGQUIT", fast: "SIGINT" } as const;
const DEBIAN = "/usr/lib/postgresql";
const START_MS = 60_000;
const MISSING = `没有找到 PostgreSQL 的程序（initdb、postgres）。请安装：sudo apt-get install postgresql，或用 PG_CONFIG 指明 pg_config。
The programs of PostgreSQL (initdb, postgres) were not found. Install them: sudo apt-get install postgresql, or name pg_config in PG_CONFIG.`;

/** Makes a new cluster and starts it. Throws with what to install where the machine has no PostgreSQL. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const bin = findPrograms();
  const who = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), "yiwang-postgres-"));
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid ?? who.uid);
  const data = join(folder, "data");
  const port = await freePort();
  const made = spawnSync(
    join(bin, "initdb"),
    ["--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-locale"],
    { ...who, cwd: folder, encoding: "utf8" },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb: ${made.stderr || String(made.error)}`);
  }
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let server: Running | undefined;
  const lastResort = (): void => void server?.process.kill("SIGQUIT");
  process.once("exit", lastResort);

  const start = async (): Promise<void> => {
    server = run(join(bin, "postgres"), settings(data, folder, port), { ...who, cwd: folder });
    await untilItAnswers(url, server);
  };
  const stop = async (ending: Ending): Promise<void> => {
    const ended = server;
    server = undefined;
    ended?.process.kill(SIGNALS[ending]);
    await ended?.gone;
  };
  const remove = async (): Promise<void> => {
    await stop("immediate");
    process.removeListener("exit", lastResort);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
    return { url, version: await versionAt(url), stop, start, remove };
  } catch (fault) {
    await remove();
    throw fault;
  }
}

type Running = {
  readonly process: ChildProcess;
  readonly gone: Promise<void>;
  readonly said: () => string;
};

/** Who runs it: PostgreSQL refuses root, so there it is the system's account for it, or nobody. */
function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string, name: string): number | undefined => {
    const asked = spawnSync("id", [flag, name], { encoding: "utf8" });
    return asked.status === 0 ? Number(asked.stdout) : undefined;
  };
  const name = idOf("-u", "postgres") === undefined ? "nobody" : "postgres";
  const [uid, gid] = [idOf("-u", name), idOf("-g", name)];
  return uid === undefined || gid === undefined ? {} : { uid, gid };
}

/** The folder of initdb and postgres: as pg_config says, else Debian's newest. */
function findPrograms(): string {
  const asked = spawnSync(process.env["PG_CONFIG"] ?? "pg_config", ["--bindir"], { encoding: "utf8" });
  const debian = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .toSorted((left, right) => Number(right) - Number(left))
        .map((version) => join(DEBIAN, version, "bin"))
    : [];
  const folders = [...(asked.status === 0 ? [asked.stdout.trim()] : []), ...debian];
  const found = folders.find((each) => ["initdb", "postgres"].every((name) => existsSync(join(each, name))));
  if (found === undefined) throw new Error(MISSING);
  return found;
}

function settings(data: string, folder: string, port: number): readonly string[] {
  const wanted = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    max_connections: 60,
    shared_buffers: "64MB",
    log_min_messages: "fatal",
  };
  return ["-D", data, ...Object.entries(wanted).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

function run(program: string, args: readonly string[], options: object): Running {
  const child = spawn(program, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr.on("data", (text: Buffer) => {
    said.push(text.toString());
    if (said.length > 200) said.shift();
  });
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return { process: child, gone, said: () => said.join("") };
}

/** A connection is taken only when recovery is done. */
async function untilItAnswers(url: string, { process: server, said }: Running): Promise<void> {
  const end = performance.now() + START_MS;
  for (;;) {
    try {
      await versionAt(url);
      return;
    } catch (fault) {
      if (server.exitCode !== null || performance.now() > end)
        throw new Error(`PostgreSQL did not start: ${said()}`, { cause: fault });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function versionAt(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    return rows[0]?.version ?? "?";
  } finally {
    await client.end();
  }
}
