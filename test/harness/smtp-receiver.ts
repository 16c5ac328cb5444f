import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A letter as a mail server has it. */
export type ReceivedMail = {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came, dots unstuffed (RFC 5321, 4.5.2). */
  readonly data: string;
};

/** A mail server on this machine, over real SMTP; `refuse` says what it answers instead of taking a letter. */
export type SmtpReceiver = {
  readonly url: string;
  readonly mails: ReceivedMail[];
  refuse: string | null;
  readonly stop: () => Promise<void>;
};

export async function startSmtpReceiver(): Promise<SmtpReceiver> {
  const receiver = { mails: [] as ReceivedMail[], refuse: null as string | null };
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    serve(socket, receiver);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(receiver, { url, stop });
}

function serve(socket: Socket, receiver: Pick<SmtpReceiver, "mails" | "refuse">): void {
  let [from, to, lines, buffer] = ["", [] as string[], undefined as string[] | undefined, ""];
  const say = (text: string): void => void socket.write(`${text}\r\n`);
  const hear = (line: string): void => {
    if (lines !== undefined) {
      if (line !== ".") {
        lines.push(line.startsWith("..") ? line.slice(1) : line);
        return;
      }
      receiver.mails.push({ from, to, data: lines.join("\r\n") });
      [from, to, lines] = ["", [], undefined];
      return say("250 taken");
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO" || verb === "HELO") return say("250 receiver");
    if (verb === "MAIL") {
      from = /<([^>]*)>/.exec(line)?.[1] ?? "";
      return say("250 ok");
    }
    if (verb === "RCPT") {
      if (receiver.refuse !== null) return say(receiver.refuse);
      to = [...to, /<([^>]*)>/.exec(line)?.[1] ?? ""];
      return say("250 ok");
    }
    if (verb === "DATA") {
      lines = [];
      return say("354 go on");
    }
    if (verb === "QUIT") {
      say("221 bye");
      socket.end();
      return;
    }
    say("250 ok");
  };
  socket.on("data", (part: Buffer) => {
    buffer += part.toString("utf8");
    for (let end = buffer.indexOf("\r\n"); end >= 0; end = buffer.indexOf("\r\n")) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      hear(line);
    }
  });
  say("220 receiver");
}

/** The text of a letter in UTF-8, whether it came as base64 or quoted-printable. */
export function textOf({ data }: ReceivedMail): string {
  const [head = "", ...rest] = data.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8");
  const bytes = body
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
