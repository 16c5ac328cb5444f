import type { JobEnd } from "#cases";
import { inputsInPath, parseHttpCall, type HttpCall } from "#district";
import {
  err,
  instantFromMillis,
  millisOf,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { addDuration } from "#process";
import type { TakenJob } from "#store";
import type { JobWorker } from "./work-jobs.ts";

/** One request outwards. `address` is the name that the district gave to where it goes. */
type OutboundRequest = {
  readonly address: string;
  readonly url: string;
  readonly method: HttpCall["method"];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
};

/** What came of it: an answer; nothing in time, with why; or this process is about to end. */
type OutboundAnswer =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly type: string;
      /** Seconds after which it asks to be tried again. */
      readonly retryAfter: number | null;
      /** Null where it is longer than is read. */
      readonly body: string | null;
    }
  | { readonly kind: "away"; readonly reason: string }
  | { readonly kind: "stopping" };

/** The way out of the house (port); it follows no redirection. */
export type Outbound = (request: OutboundRequest) => Promise<OutboundAnswer>;

/** What calling outside stands on. `addresses` are those of the district's configuration, and no other is called. */
export type Calling = {
  readonly addresses: Readonly<Record<string, string>>;
  readonly send: Outbound;
  readonly now: () => Instant;
};

const MOST_RETRY_AFTER_SECONDS = 3600;

/**
 * Does jobs of the type `http`: calls an address of the configuration with the job's inputs under a key that is the
 * same for every try, and answers `{status, body}`. No answer, 408, 425, 429 and 5xx are tried again; any other status
 * but 2xx is a failure at once, as the same would be answered again.
 */
export function callOutside({ addresses, send, now }: Calling): JobWorker {
  return async (job) => {
    const call = parseHttpCall(job.headers, addresses);
    if (!call.ok) return given(call.error);
    const request = requestOf(call.value, job);
    if (!request.ok) return given(request.error);
    const answer = await send(request.value);
    const { address, pause } = call.value;
    if (answer.kind === "stopping") return null;
    if (answer.kind === "away") {
      const away = problem("OUTSIDE_AWAY", { address, reason: answer.reason });
      return again(job, away, pause === null ? undefined : addDuration(now(), pause));
    }
    const { status, retryAfter } = answer;
    if (status >= 200 && status < 300) return answered(answer, address);
    const refused = problem("OUTSIDE_ANSWERED", { address, status });
    if (status < 500 && ![408, 425, 429].includes(status)) return given(refused);
    const asked = retryAfter === null ? undefined : inSeconds(now(), retryAfter);
    return again(job, refused, asked ?? (pause === null ? undefined : addDuration(now(), pause)));
  };
}

const given = ({ message }: Problem): JobEnd => ({ how: "fail", retries: 0, message: message.zh });

function again(job: TakenJob, { message }: Problem, retryAt: Instant | undefined): JobEnd {
  const retries = job.retries - 1;
  return { how: "fail", retries, message: message.zh, ...(retryAt === undefined ? {} : { retryAt }) };
}

const inSeconds = (at: Instant, seconds: number): Instant =>
  instantFromMillis(millisOf(at) + Math.min(Math.max(seconds, 0), MOST_RETRY_AFTER_SECONDS) * 1000);

function requestOf(call: HttpCall, job: TakenJob): Result<OutboundRequest, Problem> {
  const { address, base, method, timeoutMs } = call;
  const path = filled(call, job.variables);
  if (!path.ok) return path;
  const inPath = new Set(inputsInPath(call.path));
  const others = Object.entries(job.variables).filter(([name]) => !inPath.has(name));
  const query = method === "GET" ? queryOf(address, others) : ok("");
  if (!query.ok) return query;
  const body = method === "GET" ? null : JSON.stringify(Object.fromEntries(others));
  const headers = {
    accept: "application/json",
    "idempotency-key": `${job.caseNo}/${job.id}`,
    ...(body === null ? {} : { "content-type": "application/json" }),
  };
  return ok({ address, url: `${base}${path.value}${query.value}`, method, headers, body, timeoutMs });
}

/** A value never leaves its place in the path: what separates is encoded, and what climbs is refused. */
function filled({ address, path }: HttpCall, variables: JsonObject): Result<string, Problem> {
  const put = new Map<string, string>();
  for (const name of inputsInPath(path)) {
    const text = textOf(variables[name]);
    if (text === undefined || text === "" || /^\.+$/.test(text))
      return err(problem("OUTSIDE_INPUT_WRONG", { address, name }));
    put.set(name, encodeURIComponent(text));
  }
  return ok(path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => put.get(name) ?? ""));
}

function queryOf(address: string, inputs: readonly (readonly [string, Json])[]): Result<string, Problem> {
  const query = new URLSearchParams();
  for (const [name, value] of inputs) {
    if (value === null) continue;
    const text = textOf(value);
    if (text === undefined) return err(problem("OUTSIDE_INPUT_WRONG", { address, name }));
    query.append(name, text);
  }
  return ok(query.size === 0 ? "" : `?${query}`);
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}

function answered(answer: Extract<OutboundAnswer, { kind: "answered" }>, address: string): JobEnd {
  const { status, type, body } = answer;
  const unreadable = problem("OUTSIDE_UNREADABLE", { address });
  if (body === null) return given(unreadable);
  if (body === "") return { how: "complete", variables: { status, body: null } };
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type))
    return { how: "complete", variables: { status, body } };
  try {
    return { how: "complete", variables: { status, body: JSON.parse(body) as Json } };
  } catch {
    return given(unreadable);
  }
}
