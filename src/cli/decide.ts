import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import {
  err,
  instantFromMillis,
  isJsonObject,
  ok,
  parseInstant,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { decide, type DecisionAnswer } from "#rules";
import type { CliIo, Command } from "./command.ts";
import { dmnLoader, type DmnLoader } from "./dmn-files.ts";
import { linesOf } from "./lines.ts";

const USAGE = `用法 / usage: yiwang decide MODEL.dmn [MORE.dmn…] --decision ID|NAME [--input I.json] [--now INSTANT]
  yiwang decide --batch [--now INSTANT] < 每行 / lines {"model":PATH|[PATH…],"decision":…,"input":{…},"context":"{…}"}
`;

/** Evaluates a decision, decision service or business knowledge model of DMN files. */
export const decideCommand: Command = {
  run: runDecide,
};

async function runDecide(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  if (typeof options === "string") return wrongUse(io, options);
  const now = options.now === undefined ? ok(null) : parseInstant(options.now);
  if (!now.ok) return wrongUse(io, `${now.error.message.zh} / ${now.error.message.en}`);
  const load = dmnLoader();
  if (options.batch) return runBatch(load, now.value, io);
  const answer = await runOnce(load, options, now.value);
  if (!answer.ok) return refuse(io, answer.error);
  const { value, matched, facts, version, warnings } = answer.value;
  for (const warning of warnings) io.err(`${warning}\n`);
  io.out(`${JSON.stringify({ value, matched, facts, version }, null, 2)}\n`);
  return 0;
}

type Options = {
  readonly batch: boolean;
  readonly models: readonly string[];
  readonly decision: string;
  readonly input: string | undefined;
  readonly now: string | undefined;
};

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        batch: { type: "boolean" },
        decision: { type: "string" },
        input: { type: "string" },
        now: { type: "string" },
        json: { type: "boolean" },
      },
    });
    const batch = values.batch === true;
    if (!batch && positionals.length === 0) return "缺少模型文件 / the model file is missing";
    if (!batch && values.decision === undefined) return "缺少 --decision / --decision is missing";
    const { decision = "", input, now } = values;
    return { batch, models: positionals, decision, input, now };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Without `--now` the moment is the machine's, for this is the edge of the system. */
const momentOf = (now: Instant | null): Instant => now ?? instantFromMillis(Date.now());

async function runOnce(
  load: DmnLoader,
  options: Options,
  now: Instant | null,
): Promise<Result<DecisionAnswer, Problem>> {
  const models = await load(options.models);
  if (!models.ok) return models;
  const input = options.input === undefined ? ok({}) : await readInput(options.input);
  if (!input.ok) return input;
  return decide(models.value, options.decision, input.value, { now: momentOf(now) });
}

async function readInput(path: string): Promise<Result<JsonObject, Problem>> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return err(problem("DMN_FILE_MISSING", { path }));
  const value = parseJson(text);
  if (!value.ok) return value;
  return isJsonObject(value.value) ? ok(value.value) : notAnObject(path);
}

const notAnObject = (detail: string): Result<never, Problem> =>
  err(problem("DECISION_INPUT_UNREADABLE", { detail }));

function parseJson(text: string): Result<Json, Problem> {
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, "")) as Json);
  } catch (error) {
    return notAnObject(error instanceof Error ? error.message : String(error));
  }
}

/** A line each, in order; a bad line gives an error line and stops nothing. */
async function runBatch(load: DmnLoader, now: Instant | null, io: CliIo): Promise<number> {
  for await (const line of linesOf(io.stdin)) {
    if (line.trim() === "") continue;
    const answer = await answerLine(line, load, now);
    const shown = answer.ok ? { value: answer.value.value } : { error: errorOf(answer.error) };
    io.out(`${JSON.stringify(shown)}\n`);
  }
  return 0;
}

async function answerLine(
  line: string,
  load: DmnLoader,
  now: Instant | null,
): Promise<Result<DecisionAnswer, Problem>> {
  const asked = parseLine(line);
  if (!asked.ok) return asked;
  const models = await load(asked.value.models);
  if (!models.ok) return models;
  const { decision, input, context } = asked.value;
  return decide(models.value, decision, input, { now: momentOf(now), context });
}

type Asked = {
  readonly models: readonly string[];
  readonly decision: string;
  readonly input: JsonObject;
  readonly context: string;
};

function parseLine(line: string): Result<Asked, Problem> {
  const parsed = parseJson(line);
  if (!parsed.ok) return parsed;
  if (!isJsonObject(parsed.value)) return notAnObject(line.slice(0, 40));
  const { model, decision, input = {}, context = "" } = parsed.value;
  const models = (Array.isArray(model) ? model : [model]).filter((path) => typeof path === "string");
  if (models.length === 0) return notAnObject("model");
  if (typeof decision !== "string") return notAnObject("decision");
  if (input !== null && !isJsonObject(input)) return notAnObject("input");
  if (context !== null && typeof context !== "string") return notAnObject("context");
  return ok({ models, decision, input: input ?? {}, context: context ?? "" });
}

const errorOf = ({ code, message }: Problem): { readonly code: string; readonly message: string } => ({
  code,
  message: `${message.zh} / ${message.en}`,
});

function wrongUse(io: CliIo, message: string): number {
  io.err(`${message}\n${USAGE}`);
  return 2;
}

function refuse(io: CliIo, refused: Problem): number {
  const { next } = refused;
  io.out(`${JSON.stringify({ error: { ...errorOf(refused), next } }, null, 2)}\n`);
  io.err(`${refused.message.zh}。${refused.next.zh}\n${refused.message.en}. ${refused.next.en}\n`);
  return 1;
}
