import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createTypesetter } from "#documents";
import { problem, type Json } from "#kernel";
import type { CliIo, Command } from "./command.ts";

const USAGE = `用法 / usage: yiwang typeset TEMPLATE.typ --data DATA.json --out FILE.pdf [--fonts FOLDER]…
`;

/** Prints a template with given data, unsealed: for whoever writes templates. Exit 0 written, 1 refused, 2 wrong use. */
export const typesetCommand: Command = {
  run: runTypeset,
};

async function runTypeset(args: readonly string[], io: CliIo): Promise<number> {
  const asked = readArguments(args);
  const texts = asked === undefined ? undefined : await readTexts(asked, io);
  if (asked === undefined || texts === undefined) {
    io.err(USAGE);
    return 2;
  }
  const answer = createTypesetter({ fontFolders: asked.fonts }).typeset({ main: texts.main }, texts.data);
  if (answer.ok) {
    await writeFile(asked.out, answer.value.pdf);
    io.out(`${JSON.stringify({ out: asked.out, bytes: answer.value.pdf.length })}\n`);
    return 0;
  }
  const { code, message, next } = answer.error;
  io.out(`${JSON.stringify({ error: { code, message } })}\n`);
  io.err(`${message.zh}。${next.zh}\n${message.en}. ${next.en}\n`);
  return 1;
}

type Asked = {
  readonly template: string;
  readonly data: string;
  readonly out: string;
  readonly fonts: readonly string[];
};

function readArguments(args: readonly string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: "string" },
        out: { type: "string" },
        fonts: { type: "string", multiple: true },
      },
    });
    const [template, ...more] = positionals;
    const { data, out, fonts = [] } = values;
    if (template === undefined || data === undefined || out === undefined || more.length > 0)
      return undefined;
    return { template, data, out, fonts };
  } catch {
    return undefined;
  }
}

async function readTexts(
  { template, data }: Asked,
  io: CliIo,
): Promise<{ readonly main: string; readonly data: Json } | undefined> {
  try {
    const [main, text] = await Promise.all([readFile(template, "utf8"), readFile(data, "utf8")]);
    return { main, data: JSON.parse(text) as Json };
  } catch (error) {
    const { message } = problem("FILE_UNREADABLE", {
      reason: error instanceof Error ? error.message : String(error),
    });
    io.err(`${message.zh}\n${message.en}\n`);
    return undefined;
  }
}
