import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

/**
 * A backup file: gzip of lines `KIND<tab>REST`, KIND a table or
 * `#header`, `#file`, `#bytes`. The last is `#end<tab>SHA-256` of every byte before it, so a
 * cut or a changed file is told from a whole one.
 */
export type LineWriter = {
  write(kind: string, rest: string): Promise<void>;
  /** Writes the last line and waits until the file is on the disk. */
  end(): Promise<void>;
  abandon(): void;
};

export function writeLines(path: string): LineWriter {
  const gzip = createGzip();
  const file = createWriteStream(path, { flush: true });
  const done = finished(gzip.pipe(file));
  // Told by whoever awaits `write` or `end`; here only so that it never goes unheard.
  done.catch(() => undefined);
  const digest = createHash("sha256");
  const put = async (line: string): Promise<void> => {
    if (file.errored !== null) throw file.errored;
    if (!gzip.write(line)) await Promise.race([once(gzip, "drain"), done]);
  };
  return {
    write: async (kind, rest) => {
      const line = `${kind}\t${rest}\n`;
      digest.update(line);
      await put(line);
    },
    end: async () => {
      await put(`#end\t${digest.digest("hex")}\n`);
      gzip.end();
      await done;
    },
    abandon: () => {
      gzip.destroy();
      file.destroy();
    },
  };
}

export type Line = { readonly kind: string; readonly rest: string };

/** A file that is not a whole backup. */
export class BrokenBackup extends Error {
  readonly zh: string;
  readonly en: string;
  constructor(zh: string, en: string) {
    super(en);
    this.zh = zh;
    this.en = en;
  }
}

/** The lines of a backup but its last, which is checked. Throws BrokenBackup. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const digest = createHash("sha256");
  const source = createReadStream(path);
  const gunzip = createGunzip();
  // pipe() does not carry the source's error on.
  source.on("error", (fault) => gunzip.destroy(fault));
  let ended: string | undefined;
  try {
    for await (const line of linesOf(source.pipe(gunzip))) {
      if (ended !== undefined) throw new BrokenBackup("结尾之后还有内容", "something follows its end");
      const tab = line.indexOf("\t");
      const [kind, rest] = [line.slice(0, tab), line.slice(tab + 1)];
      if (kind === "#end") {
        ended = rest;
        continue;
      }
      digest.update(`${line}\n`);
      yield { kind, rest };
    }
  } catch (thrown) {
    if (thrown instanceof BrokenBackup || !(thrown instanceof Error) || !isFileFault(thrown)) throw thrown;
    throw new BrokenBackup(`无法读取（${thrown.message}）`, thrown.message);
  }
  if (ended === undefined) throw new BrokenBackup("没有结尾", "its end is missing");
  if (ended !== digest.digest("hex")) throw new BrokenBackup("校验和不符", "its checksum does not fit");
}

/** Splits at line feeds only: node:readline also splits at U+2028, which may stand inside JSON. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let begun: string[] = [];
  for await (const chunk of chunks) {
    const [first = "", ...rest] = decoder.decode(chunk, { stream: true }).split("\n");
    begun.push(first);
    for (const part of rest) {
      yield begun.join("");
      begun = [part];
    }
  }
  if (begun.join("") !== "") throw new BrokenBackup("最后一行不完整", "its last line is cut");
}

/** A fault of the file or of its compression, not of whoever reads the lines. */
function isFileFault(fault: Error): boolean {
  const code = "code" in fault && typeof fault.code === "string" ? fault.code : "";
  return (
    code.startsWith("Z_") ||
    code === "ERR_ENCODING_INVALID_ENCODED_DATA" ||
    /^(ENOENT|EACCES|EISDIR|EIO)$/.test(code)
  );
}
