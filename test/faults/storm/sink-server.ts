// The world outside, as a process of its own: it applies an effect once a key, and counts how often each key came.
// `node sink-server.ts FILE`: every delivery is a line of FILE, on disk before it is answered.
import { existsSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";

const [file = ""] = process.argv.slice(2);
const times = new Map<string, number>();
if (existsSync(file))
  for (const line of readFileSync(file, "utf8").split("\n"))
    if (line !== "") count((JSON.parse(line) as { key: string }).key);
const log = await open(file, "a");

type Waiting = { readonly line: string; readonly answer: () => void };
let waiting: Waiting[] = [];
let writing = false;

const server = createServer((request, response) => {
  take(request, response).catch((fault: unknown) => response.writeHead(500).end(String(fault)));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const effect = (await json(request)) as { key: string };
  waiting.push({
    line: `${JSON.stringify(effect)}\n`,
    answer: () => {
      const applied = count(effect.key) === 1;
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ applied }));
    },
  });
  if (!writing) await write();
}

/** Whatever waits goes to disk together; only then is it answered. */
async function write(): Promise<void> {
  writing = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    await log.appendFile(batch.map(({ line }) => line).join(""));
    await log.datasync();
    for (const { answer } of batch) answer();
  }
  writing = false;
}

function count(key: string): number {
  const now = (times.get(key) ?? 0) + 1;
  times.set(key, now);
  return now;
}
