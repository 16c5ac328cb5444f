import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Something done outside: `key` is the platform's own (case and job), `of` and `what` are the errand's. */
export type Effect = { readonly key: string; readonly of: string; readonly what: string };

/** The world outside, which remembers everything that was ever brought to it. */
export type Sink = {
  /** Brings an effect; whether it was applied now, or had been before under its key. */
  readonly deliver: (effect: Effect) => Promise<{ readonly applied: boolean }>;
  /** Every delivery so far, as it stands on disk. */
  readonly deliveries: () => Promise<readonly Effect[]>;
  readonly stop: () => Promise<void>;
};

const PROGRAM = fileURLToPath(new URL("sink-server.ts", import.meta.url));

/** Starts the sink as a process that nobody kills. */
export async function startSink(file: string): Promise<Sink> {
  const child = spawn(process.execPath, [PROGRAM, file], { stdio: ["ignore", "pipe", "inherit"] });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (text: Buffer) => resolve(text.toString().trim()));
    child.once("exit", () => reject(new Error("the sink did not start")));
  });
  return {
    deliver: async (effect) => {
      const sent = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: JSON.stringify(effect) });
      if (sent.status !== 200) throw new Error(`the sink answered ${sent.status}: ${await sent.text()}`);
      return (await sent.json()) as { applied: boolean };
    },
    deliveries: async () =>
      (await readFile(file, "utf8"))
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Effect),
    stop: async () => {
      child.kill("SIGTERM");
      await gone;
    },
  };
}
