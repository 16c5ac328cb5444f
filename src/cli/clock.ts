import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import {
  explain,
  findCalendar,
  findGround,
  kindOfGround,
  newClock,
  parseCalendar,
  parseLimit,
  type Clock,
  type Explanation,
  type Extension,
  type Pause,
  type WorkCalendar,
} from "#calendar";
import {
  err,
  instantFromMillis,
  instantOf,
  ok,
  parseInstant,
  parseLocalDate,
  problem,
  SHANGHAI,
  type Instant,
  type Problem,
  type Result,
} from "#kernel";
import { parse as parseYaml } from "yaml";
import type { CliIo, Command } from "./command.ts";

const USAGE = `用法 / usage: yiwang clock --start INSTANT --limit 5wd|15d|4wh|24h|0wd [--promised 3wd]
  [--pause FROM/TO,GROUND]… [--extend 10wd[,APPROVER[,REASON]]] [--stop INSTANT] [--at INSTANT] [--calendar cn|FILE.yaml]
  INSTANT: 2022-09-30T10:00:00+08:00; FROM, TO: 时间或日期 / an instant or a date; TO 可空 / may be empty
`;

type Asked = {
  readonly clock: Clock;
  /** Null: the machine's own time, which only the day counts and the light depend on. */
  readonly at: Instant | null;
  readonly calendar: WorkCalendar;
};

/** Explains one legal clock given on the command line. */
export const clockCommand: Command = {
  run: runClock,
};

async function runClock(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  if (typeof options === "string") return wrongUse(io, options);
  const calendar = await loadCalendar(options.calendar ?? "cn");
  if (!calendar.ok) return refuse(io, calendar.error);
  const asked = parseAsked(options, calendar.value);
  if (!asked.ok) return wrongUse(io, sentence(asked.error));
  const answer = explainAsked(asked.value, io);
  if (!answer.ok) return refuse(io, answer.error);
  io.out(`${JSON.stringify(answer.value, null, 2)}\n`);
  return 0;
}

type Options = {
  readonly start: string;
  readonly limit: string;
  readonly promised?: string | undefined;
  readonly pause?: readonly string[] | undefined;
  readonly extend?: string | undefined;
  readonly stop?: string | undefined;
  readonly at?: string | undefined;
  readonly calendar?: string | undefined;
};

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        start: { type: "string" },
        limit: { type: "string" },
        promised: { type: "string" },
        pause: { type: "string", multiple: true },
        extend: { type: "string" },
        stop: { type: "string" },
        at: { type: "string" },
        calendar: { type: "string" },
        json: { type: "boolean" },
      },
    });
    const { start, limit } = values;
    if (start === undefined || limit === undefined)
      return "缺少 --start 或 --limit / --start or --limit is missing";
    return { ...values, start, limit };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A built-in calendar by name, or a district pack's calendar file. */
async function loadCalendar(name: string): Promise<Result<WorkCalendar, Problem>> {
  const known = findCalendar(name);
  if (known !== undefined) return ok(known);
  const unknown = problem("CALENDAR_UNKNOWN", { name });
  if (!/\.(ya?ml|json)$/.test(name)) return err(unknown);
  try {
    const parsed = parseCalendar(parseYaml(await readFile(name, "utf8")));
    return parsed.ok ? parsed : err(parsed.error[0] ?? unknown);
  } catch {
    return err(unknown);
  }
}

function parseAsked(options: Options, calendar: WorkCalendar): Result<Asked, Problem> {
  const start = parseMoment(options.start);
  const stop = options.stop === undefined ? ok(null) : parseMoment(options.stop);
  const at = options.at === undefined ? stop : parseMoment(options.at);
  const clock = newClock(calendar.version, options.limit, options.promised ?? null);
  const extend = parseExtension(options.extend);
  const pauses = (options.pause ?? []).map(parsePause);
  for (const part of [start, stop, at, clock, extend, ...pauses]) if (!part.ok) return part;
  if (!start.ok || !stop.ok || !at.ok || !clock.ok || !extend.ok)
    throw new Error("every part was checked above");
  const extension = extend.value === null ? null : { ...extend.value, at: start.value };
  return ok({
    at: at.value,
    calendar,
    clock: {
      ...clock.value,
      startedAt: start.value,
      stoppedAt: stop.value,
      extension,
      pauses: pauses.flatMap((pause) => (pause.ok ? [pause.value] : [])),
    },
  });
}

/** `10wd`, `10wd,APPROVER` or `10wd,APPROVER,REASON`. */
function parseExtension(text: string | undefined): Result<Omit<Extension, "at"> | null, Problem> {
  if (text === undefined) return ok(null);
  const [by = "", approver = "", ...reason] = text.split(",");
  const limit = parseLimit(by);
  return limit.ok ? ok({ by: by.trim(), approver: approver.trim(), reason: reason.join(",").trim() }) : limit;
}

/** `FROM/TO,GROUND`; an empty TO is a pause that still lasts. */
function parsePause(text: string): Result<Pause, Problem> {
  const comma = text.indexOf(",");
  const span = comma < 0 ? text : text.slice(0, comma);
  const ground = comma < 0 ? "" : text.slice(comma + 1).trim();
  const [fromText = "", toText, ...more] = span.split("/");
  if (toText === undefined || more.length > 0 || ground === "")
    return err(problem("PAUSE_UNREADABLE", { text }));
  const from = parseMoment(fromText);
  if (!from.ok) return from;
  const to = toText === "" || toText === ".." ? ok(null) : parseMoment(toText);
  if (!to.ok) return to;
  const known = findGround(ground);
  return ok({ from: from.value, to: to.value, ground: known?.code ?? ground, kind: kindOfGround(ground) });
}

/** An instant with its offset, or a bare date for that day's first moment in Shanghai. */
function parseMoment(text: string): Result<Instant, Problem> {
  const date = parseLocalDate(text);
  if (!date.ok) return parseInstant(text);
  return ok(instantOf(Temporal.PlainDate.from(date.value).toZonedDateTime(SHANGHAI).toInstant()));
}

function explainAsked({ clock, at, calendar }: Asked, io: CliIo): Result<object, Problem> {
  const now = at ?? instantFromMillis(Date.now());
  const answer = explain(clock, now, calendar);
  if (answer.ok) return ok(answerOf(answer.value, now));
  if (at !== null || answer.error.code !== "CALENDAR_YEAR_NOT_COVERED") return answer;
  // The due date does not depend on today: count up to the last day the calendar knows.
  const last = Math.max(...calendar.coveredYears);
  const edge = parseInstant(`${last}-12-31T23:59:59.999+08:00`);
  const capped = edge.ok && edge.value < now ? explain(clock, edge.value, calendar) : answer;
  if (!edge.ok || !capped.ok) return answer;
  io.err(
    `工作日历只到${last}年，用时算至该年末 / the calendar ends with ${last}; days are counted to its end\n`,
  );
  return ok(answerOf(capped.value, edge.value));
}

function answerOf(seen: Explanation, at: Instant): object {
  const side = (limit: Explanation["statutory"] | null): object | null =>
    limit && { ...limit, due: shown(limit.due) };
  return {
    due: shown(seen.due),
    dueOn: seen.dueOn,
    ourDays: seen.ourDays,
    yourDays: seen.yourDays,
    excludedDays: seen.excludedDays,
    wholeDays: seen.wholeDays,
    unit: seen.unit,
    remaining: seen.remaining,
    light: seen.light,
    onTime: seen.onTime,
    at: shown(at),
    statutory: side(seen.statutory),
    promised: side(seen.promised),
    extension: seen.extension && {
      by: seen.extension.by,
      approver: seen.extension.approver,
      reason: seen.extension.reason,
    },
    pause: seen.pause && {
      since: shown(seen.pause.since),
      kind: seen.pause.kind,
      ground: seen.pause.ground.zh,
      groundEn: seen.pause.ground.en,
    },
    intervals: seen.intervals.map(({ from, to, counted, part, days, why }) => ({
      from: shown(from),
      to: shown(to),
      counted,
      part,
      days,
      why: why.zh,
      whyEn: why.en,
    })),
    provisional: seen.provisional,
    calendar: seen.calendar,
  };
}

/** People here read the clock of Shanghai. */
function shown(instant: Instant | null): string | null {
  if (instant === null) return null;
  return Temporal.Instant.from(instant).toString({ timeZone: SHANGHAI, smallestUnit: "millisecond" });
}

const sentence = ({ message, next }: Problem): string =>
  `${message.zh}。${next.zh}\n${message.en}. ${next.en}`;

function wrongUse(io: CliIo, message: string): number {
  io.err(`${message}\n${USAGE}`);
  return 2;
}

function refuse(io: CliIo, refused: Problem): number {
  const { code, message, next } = refused;
  io.out(`${JSON.stringify({ error: { code, message: `${message.zh} / ${message.en}`, next } }, null, 2)}\n`);
  io.err(`${sentence(refused)}\n`);
  return 1;
}
