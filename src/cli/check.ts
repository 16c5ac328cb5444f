import { parseArgs } from "node:util";
import { readPackFolder } from "#app";
import { checkPack, type Fault, type ToVerify } from "#district";
import { checkIndicators } from "./check-indicators.ts";
import type { CliIo, Command } from "./command.ts";

const USAGE = "用法 / usage: yiwang check [DIR] [--to-verify] [--json]\n";
const DEFAULT_FOLDER = "districts/qianshan";

/** Checks a district pack and rehearses every matter's examples. */
export const checkCommand: Command = {
  run: runCheck,
};

/** What `--json` prints (design §5). */
type Answer = {
  readonly faults: readonly Fault[];
  readonly toVerify: readonly ToVerify[];
  readonly matters: number;
  readonly organs: number;
  readonly registers: number;
  readonly indicators: number;
  readonly examples: { readonly run: number; readonly passed: number };
};

async function runCheck(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  if (typeof options === "string") {
    io.err(`${options}\n${USAGE}`);
    return 2;
  }
  const files = await readPackFolder(options.folder);
  if (!files.ok) {
    const { code, message, next } = files.error;
    io.err(`${code}: ${message.zh}。${next.zh}\n${message.en}. ${next.en}\n`);
    if (options.json) io.out(`${JSON.stringify({ error: { code, message } })}\n`);
    return 1;
  }
  const { pack, faults, ...counts } = await checkPack(files.value);
  const all = [...faults, ...(pack === undefined ? [] : checkIndicators(pack))];
  const answer: Answer = { faults: all, ...counts };
  if (options.json) io.out(`${JSON.stringify(answer, null, 2)}\n`);
  else tell(answer, options.toVerify, io);
  return all.length === 0 && counts.examples.passed === counts.examples.run ? 0 : 1;
}

type Options = { readonly folder: string; readonly toVerify: boolean; readonly json: boolean };

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        json: { type: "boolean", default: false },
        "to-verify": { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    if (positionals.length > 1) return `只能检查一个文件夹 / one folder at a time: ${positionals.join(" ")}`;
    const folder = positionals[0] ?? DEFAULT_FOLDER;
    return { folder, toVerify: values["to-verify"], json: values.json };
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/**
 * One fault a line as `file place: sentence [CODE]`, so that editors can follow it; what is still to be verified is
 * counted, and told line by line where that is asked.
 */
function tell(answer: Answer, everyToVerify: boolean, io: CliIo): void {
  for (const { file, place, message, code } of answer.faults)
    io.err(`${file}${place === "" ? "" : ` ${place}`}: ${message.zh} · ${message.en} [${code}]\n`);
  for (const { file, place, text } of everyToVerify ? answer.toVerify : [])
    io.err(`${file} ${place}: 待核 / to be verified: ${text}\n`);
  const { matters, organs, registers, indicators, examples, faults, toVerify } = answer;
  io.out(
    `事项 ${matters} · 部门 ${organs} · 台账 ${registers} · 指标 ${indicators} · ` +
      `演练通过 ${examples.passed}/${examples.run} · 待核 ${toVerify.length} · 错误 ${faults.length}\n`,
  );
}
