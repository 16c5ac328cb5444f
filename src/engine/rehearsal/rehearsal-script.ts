import { err, isJsonObject, ok, parseInstant, problem } from "#kernel";
import type { Instant, Json, JsonObject, Problem, Result } from "#kernel";
import { addDuration } from "#process";

/** One thing that happens in a rehearsal. Where several instances of an element are open, the oldest. */
export type RehearsalStep =
  | {
      readonly do: "complete";
      readonly element: string;
      readonly variables: JsonObject;
      /** The account that acts, when the separation of duties matters. */
      readonly by: string | null;
    }
  | {
      readonly do: "fail";
      readonly element: string;
      readonly retries: number;
      readonly message: string;
    }
  | { readonly do: "throw"; readonly element: string; readonly code: string; readonly variables: JsonObject }
  | {
      readonly do: "message";
      readonly name: string;
      readonly key: string | null;
      readonly variables: JsonObject;
      /** How long it waits for someone to expect it, an ISO 8601 duration; null is the usual time. */
      readonly lifetime: string | null;
    }
  | { readonly do: "signal"; readonly name: string; readonly variables: JsonObject }
  | { readonly do: "advance"; readonly duration: string }
  | { readonly do: "cancel"; readonly reason: string }
  | { readonly do: "return" | "move"; readonly element: string; readonly to: string }
  | { readonly do: "transfer" | "activate"; readonly element: string; readonly to: readonly string[] }
  | { readonly do: "resolve" | "skip"; readonly element: string; readonly variables: JsonObject };

export type RehearsalScript = {
  /** The process to start; null only publishes the models. */
  readonly process: string | null;
  readonly variables: JsonObject;
  /** The virtual clock at the beginning; null leaves it to the caller. */
  readonly now: Instant | null;
  readonly startAt: readonly string[] | null;
  readonly steps: readonly RehearsalStep[];
  /** The elements that are to stand failed at the end, each as often as it does; null where the script says nothing. */
  readonly failures: readonly string[] | null;
};

/** Reads a rehearsal script (design §5). Errors: REHEARSAL_SCRIPT_UNREADABLE with the place. */
export function parseRehearsalScript(input: unknown): Result<RehearsalScript, Problem> {
  if (!isJsonObject(input)) return unreadable("script");
  const { process, variables = {}, now, startAt, steps = [], failures } = input;
  if (process !== undefined && process !== null && typeof process !== "string") return unreadable("process");
  if (!isJsonObject(variables)) return unreadable("variables");
  const moment = now === undefined || now === null ? ok(null) : parseInstant(String(now));
  if (!moment.ok) return unreadable("now");
  const starts = startAt === undefined || startAt === null ? null : textsOf(startAt);
  if (starts === undefined) return unreadable("startAt");
  if (!Array.isArray(steps)) return unreadable("steps");
  const read: RehearsalStep[] = [];
  for (const [index, step] of steps.entries()) {
    const parsed = isJsonObject(step) ? parseStep(step) : "do";
    if (typeof parsed === "string") return unreadable(`steps[${index}].${parsed}`);
    read.push(parsed);
  }
  const failing = failures === undefined || failures === null ? null : textsOf(failures);
  if (failing === undefined) return unreadable("failures");
  const expected = { steps: read, failures: failing };
  return ok({ process: process ?? null, variables, now: moment.value, startAt: starts, ...expected });
}

/** The step, or the name of the field that cannot be read. */
function parseStep(step: JsonObject): RehearsalStep | string {
  const variables = step["variables"] ?? {};
  if (!isJsonObject(variables)) return "variables";
  const { element, name, code, duration, retries = 0, by, message, to, reason } = step;
  const what = step["do"];
  switch (what) {
    case "complete":
      if (typeof element !== "string") return "element";
      return { do: what, element, variables, by: typeof by === "string" ? by : null };
    case "fail":
      if (typeof element !== "string") return "element";
      if (typeof retries !== "number" || !Number.isInteger(retries) || retries < 0) return "retries";
      return { do: what, element, retries, message: typeof message === "string" ? message : "" };
    case "throw":
      if (typeof element !== "string") return "element";
      return typeof code === "string" ? { do: what, element, code, variables } : "code";
    case "message":
      return parseMessage(step, variables);
    case "signal":
      return typeof name === "string" ? { do: what, name, variables } : "name";
    case "advance":
      if (typeof duration !== "string" || !isForward(duration)) return "duration";
      return { do: what, duration };
    case "cancel":
      return { do: what, reason: typeof reason === "string" ? reason : "" };
    case "return":
    case "move":
      if (typeof element !== "string") return "element";
      return typeof to === "string" ? { do: what, element, to } : "to";
    case "transfer":
    case "activate": {
      const names = to === undefined ? undefined : textsOf(to);
      if (typeof element !== "string") return "element";
      return names === undefined ? "to" : { do: what, element, to: names };
    }
    case "resolve":
    case "skip":
      return typeof element === "string" ? { do: what, element, variables } : "element";
    default:
      return "do";
  }
}

function parseMessage({ name, key, lifetime }: JsonObject, variables: JsonObject): RehearsalStep | string {
  if (typeof name !== "string") return "name";
  const keyText = key === undefined || key === null ? null : String(key);
  if (lifetime === undefined || lifetime === null)
    return { do: "message", name, key: keyText, variables, lifetime: null };
  if (typeof lifetime !== "string" || !isForward(lifetime)) return "lifetime";
  return { do: "message", name, key: keyText, variables, lifetime };
}

/** Time does not run backwards, not even in a rehearsal. */
function isForward(duration: string): boolean {
  const start = "2000-01-01T00:00:00.000Z" as Instant;
  const end = addDuration(start, duration);
  return end !== undefined && end >= start;
}

function textsOf(value: Json): readonly string[] | undefined {
  const all = typeof value === "string" ? [value] : value;
  return Array.isArray(all) && all.every((each) => typeof each === "string") ? all : undefined;
}

const unreadable = (place: string): Result<never, Problem> =>
  err(problem("REHEARSAL_SCRIPT_UNREADABLE", { place }, { place }));
