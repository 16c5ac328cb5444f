import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as a system outside has it. */
export type Heard = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};

/** What it answers; null never. */
export type Said = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
} | null;

/** A system outside, over real HTTP on this machine: what it heard, and how it answers. */
export type OutsideSystem = {
  readonly url: string;
  readonly heard: Heard[];
  answer: (heard: Heard) => Said;
  readonly stop: () => Promise<void>;
};

export const json = (value: unknown, status = 200): Said => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

export async function startOutsideSystem(): Promise<OutsideSystem> {
  const system = { heard: [] as Heard[], answer: (_heard: Heard): Said => json({}) };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const heard = { method, path: url, headers, body: Buffer.concat(parts).toString() };
      system.heard.push(heard);
      const said = system.answer(heard);
      if (said !== null) response.writeHead(said.status, said.headers).end(said.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(system, { url, stop });
}
