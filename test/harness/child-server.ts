import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The real Node, not npm's wrapper: a signal must reach the process that serves. */
const NODE = `${ROOT}node_modules/node/bin/node`;
/** What `npm start` gives to Node. */
const STARTED_WITH = startScript().split(" ").slice(1);
const START_MS = 180_000;

function startScript(): string {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as {
    readonly scripts: { readonly start: string };
  };
  return scripts.start;
}

/** Where a server keeps what it keeps: a folder, or a PostgreSQL database and a folder of files. */
export type ChildServerOptions = {
  readonly port: number;
  readonly data: string;
  readonly databaseUrl?: string;
  /** Whether it serves the pages too; `npm test` has built them. */
  readonly faces?: boolean;
  /** Another district pack's folder than the demonstration district's. */
  readonly district?: string;
  /** More of its environment than what this process has. */
  readonly environment?: Readonly<Record<string, string>>;
};

/** The real `yiwang serve --demo` in a process of its own. */
export type ChildServer = {
  readonly url: string;
  /** The number of its process. */
  readonly pid: number;
  /** Ends as `kill -9` does: nothing is said, nothing is finished. Answers when the process is gone. */
  readonly kill: () => Promise<void>;
  /** Ends as Ctrl+C does; after `milliseconds` by force. Answers the exit code, null after force. */
  readonly stop: (milliseconds?: number) => Promise<number | null>;
  /** Settles when the process is gone, whoever ended it. */
  readonly gone: Promise<void>;
  /** What it has said, its log of warnings and faults included. */
  readonly said: () => string;
};

/** Starts the server and waits until it says that it is ready. */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  const { port, data, databaseUrl, district, environment = {}, faces = false } = options;
  const args = [...STARTED_WITH, "--port", String(port), "--data", data];
  if (!faces) args.push("--no-web");
  const child = spawn(
    NODE,
    [
      ...args,
      ...(databaseUrl === undefined ? [] : ["--database-url", databaseUrl]),
      ...(district === undefined ? [] : ["--district", district]),
    ],
    {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, DATABASE_URL: undefined, YIWANG_LOG: "warn", ...environment },
    },
  );
  const said: string[] = [];
  // Its log goes to stdout, what it says to people starting it to stderr.
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => said.push(text.toString()));
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await gone;
  };
  await untilReady(child, said, kill);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    kill,
    gone,
    stop: async (milliseconds = 20_000) => {
      child.kill("SIGINT");
      const force = setTimeout(() => child.kill("SIGKILL"), milliseconds);
      await gone;
      clearTimeout(force);
      return child.exitCode;
    },
    said: () => said.join(""),
  };
}

async function untilReady(
  child: ChildProcess,
  said: readonly string[],
  kill: () => Promise<void>,
): Promise<void> {
  let limit: ReturnType<typeof setTimeout> | undefined;
  const outcome = await new Promise<"ready" | "ended" | "late">((resolve) => {
    let out = "";
    child.stdout?.on("data", (text: Buffer) => {
      out += text.toString();
      if (out.includes("ready in")) resolve("ready");
    });
    child.once("exit", () => resolve("ended"));
    limit = setTimeout(() => resolve("late"), START_MS);
  });
  clearTimeout(limit);
  if (outcome === "ready") return;
  await kill();
  throw new Error(`the server ${outcome === "late" ? "was not ready in time" : "ended"}: ${said.join("")}`);
}
