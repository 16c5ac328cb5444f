import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { parseArgs } from "node:util";
import { CN_CALENDAR } from "#calendar";
import { parseRehearsalScript, rehearse, type Rehearsal } from "#engine";
import { instantFromMillis, isJsonObject, problem, type Json, type Problem } from "#kernel";
import type { CliIo, Command } from "./command.ts";
import { modelLoader, type ModelLoader } from "./rehearsal-models.ts";

const USAGE = `用法 / usage: yiwang rehearse MODEL.bpmn|MODEL.dmn… --script S.json [--restart-every-step] [--pretty]
  yiwang rehearse --batch   每行 / a line each: {"models":["a.bpmn"],"script":{…},"restart":true}
`;

/** One thing to rehearse; `script` is the script itself or the path of its file. */
type Asked = { readonly models: readonly string[]; readonly script: Json; readonly restart: boolean };

type Answer =
  | { readonly kind: "done"; readonly rehearsal: Rehearsal; readonly expected: readonly string[] | null }
  | {
      readonly kind: "refused";
      readonly step: number;
      readonly problem: Problem;
      readonly until: Rehearsal;
    }
  | { readonly kind: "error"; readonly problem: Problem; readonly wrongUse: boolean };

/**
 * Runs a process in memory against a script (design §5). Answers `{status, open, variables, trace}`, with
 * `failures:[{element, code, message}]` where something failed; the same of what was before, with
 * `refused:{step, code, message}` and `step` the 0-based index of the step that could not apply; or
 * `{error:{code, message}}` when models or script are faulty. What stands failed at the end exits with 1, unless the
 * script's own `failures` name exactly those elements.
 */
export const rehearseCommand: Command = {
  run: runRehearse,
};

async function runRehearse(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  if (typeof options === "string") {
    io.err(`${options}\n${USAGE}`);
    return 2;
  }
  const load = modelLoader();
  if (options.batch) return runBatch(io, load);
  const asked = { models: options.models, script: options.script, restart: options.restart };
  const answer = await answerOne(asked, load);
  if (options.pretty && answer.kind === "done") io.out(prettyOf(answer.rehearsal));
  else if (options.pretty && answer.kind === "refused") io.out(prettyOf(answer.until));
  else io.out(`${JSON.stringify(shown(answer), null, 2)}\n`);
  if (answer.kind === "done") return asExpected(answer) ? 0 : 1;
  const { message, next } = answer.problem;
  const where = answer.kind === "refused" ? `steps[${answer.step}] ` : "";
  io.err(`${where}${message.zh}。${next.zh}\n${message.en}. ${next.en}\n`);
  return answer.kind === "error" && answer.wrongUse ? 2 : 1;
}

/** Whether exactly that failed which the script says; where it says nothing, nothing. */
function asExpected({ rehearsal, expected }: Extract<Answer, { readonly kind: "done" }>): boolean {
  const failed = rehearsal.failures.map(({ element }) => element);
  return failed.toSorted().join(" ") === [...(expected ?? [])].toSorted().join(" ");
}

type Options =
  | { readonly batch: true }
  | {
      readonly batch: false;
      readonly models: readonly string[];
      readonly script: string;
      readonly restart: boolean;
      readonly pretty: boolean;
    };

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        script: { type: "string" },
        "restart-every-step": { type: "boolean" },
        pretty: { type: "boolean" },
        batch: { type: "boolean" },
        json: { type: "boolean" },
      },
    });
    if (values.batch === true) return { batch: true };
    if (positionals.length === 0) return "缺少模型文件 / no model file is given";
    if (values.script === undefined) return "缺少 --script / --script is missing";
    return {
      batch: false,
      models: positionals,
      script: values.script,
      restart: values["restart-every-step"] === true,
      pretty: values.pretty === true,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** One answer a line, in the order asked; a bad line is answered with its error and the next one read. */
async function runBatch(io: CliIo, load: ModelLoader): Promise<number> {
  const lines = createInterface({ input: Readable.from(io.stdin), crlfDelay: Infinity });
  for await (const line of lines) {
    if (line.trim() === "") continue;
    const asked = parseLine(line);
    const answer: Answer = "code" in asked ? faulty(asked) : await answerOne(asked, load);
    io.out(`${JSON.stringify(shown(answer))}\n`);
  }
  return 0;
}

const unreadable = (place: string): Problem => problem("REHEARSAL_SCRIPT_UNREADABLE", { place }, { place });

function parseLine(line: string): Asked | Problem {
  try {
    const asked: unknown = JSON.parse(line);
    if (!isJsonObject(asked)) return unreadable("line");
    const { models, script, restart } = asked;
    const paths = typeof models === "string" ? [models] : models;
    if (!Array.isArray(paths) || !paths.every((each) => typeof each === "string"))
      return unreadable("models");
    if (script === undefined) return unreadable("script");
    return { models: paths, script, restart: restart === true };
  } catch {
    return unreadable("line");
  }
}

async function answerOne({ models, script, restart }: Asked, load: ModelLoader): Promise<Answer> {
  try {
    const text = typeof script === "string" ? await readScript(script) : script;
    const parsed = parseRehearsalScript(text);
    if (!parsed.ok) return faulty(parsed.error);
    const loaded = await load(models);
    if (!loaded.ok) return faulty(loaded.error, loaded.error.code === "REHEARSAL_MODEL_MISSING");
    const { plans, decisions } = loaded.value;
    const played = rehearse(plans, parsed.value, {
      decisions,
      calendar: CN_CALENDAR,
      restartEveryStep: restart,
      now: instantFromMillis(Date.now()),
    });
    if (played.ok) return { kind: "done", rehearsal: played.value, expected: parsed.value.failures };
    const { step, problem: refused, until } = played.error;
    return step === null ? faulty(refused, false) : { kind: "refused", step, problem: refused, until };
  } catch (fault) {
    // A broken invariant must not take the other lines of a batch with it.
    return faulty(problem("REHEARSAL_BROKEN", { reason: String(fault) }), false);
  }
}

async function readScript(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

const faulty = (found: Problem, wrongUse = true): Answer => ({ kind: "error", problem: found, wrongUse });

function shown(answer: Answer): object {
  if (answer.kind === "done") return told(answer.rehearsal);
  const { code, message, details } = answer.problem;
  const words = inBoth(message);
  if (answer.kind === "refused")
    return { refused: { step: answer.step, code, message: words }, ...told(answer.until) };
  return { error: { ...details, code, message: words } };
}

const inBoth = ({ zh, en }: Problem["message"]): string => `${zh} / ${en}`;

function told({ status, open, variables, trace, failures }: Rehearsal): object {
  const failed = failures.map(({ element, problem: { code, message } }) => ({
    element,
    code,
    message: inBoth(message),
  }));
  return {
    status,
    open,
    variables,
    ...(failed.length === 0 ? {} : { failures: failed }),
    trace: trace.map(({ element, event }) => ({ element, event })),
  };
}

const WORDS = {
  entered: "→ 进入 / entered",
  completed: "✓ 完成 / completed",
  cancelled: "✗ 取消 / cancelled",
  fired: "⏰ 到时 / fired",
  caught: "✉ 收到 / caught",
  failed: "! 故障 / failed",
  resolved: "↻ 重试 / resolved",
  skipped: "⤼ 跳过 / skipped",
} as const;

/** A trace for people, with the diagram's names. */
function prettyOf({ status, open, variables, trace, failures, state }: Rehearsal): string {
  const outcome = state?.outcome ?? null;
  return [
    ...trace.map(
      ({ element, name, event }) => `${WORDS[event]}  ${name === "" ? element : `${name} (${element})`}`,
    ),
    `状态 / status: ${status}${outcome === null ? "" : ` · 结果 / outcome: ${outcome}`}`,
    ...open.map(({ element, type }) => `等待 / open: ${element} (${type})`),
    ...failures.map(({ problem: { code, message } }) => `故障 / failure: ${inBoth(message)} [${code}]`),
    `变量 / variables: ${JSON.stringify(variables, null, 2)}`,
    "",
  ].join("\n");
}
