import { addDuration } from "#process";
import { err, millisOf, ok, problem, type Instant, type Problem, type Result } from "#kernel";

/** The type of a job that the platform does itself: it calls an address outside (docs/guides/exchange.md). */
export const HTTP_JOB = "http";

/** A call as a service task's headers order it. */
export type HttpCall = {
  /** The address by its name in `exchange.addresses`, and what stands there. */
  readonly address: string;
  readonly base: string;
  readonly method: (typeof METHODS)[number];
  /** Follows the address; `{name}` stands for an input. */
  readonly path: string;
  /** How long the answer is waited for, in milliseconds. */
  readonly timeoutMs: number;
  /** ISO 8601: the pause before it is tried again; null for one that doubles with every try. */
  readonly pause: string | null;
};

const METHODS = ["GET", "POST", "PUT"] as const;
const HEADERS = ["address", "method", "path", "timeout", "retryBackoff"];
/** Shorter than the lease of a job, so that nobody else takes it meanwhile. */
const MOST_MS = 30_000;
const USUAL_MS = 10_000;
const MOST_PAUSE_MS = 86_400_000;
/** Neither `%`, which could hide a separator, nor `?` and `#`; a segment is not all dots. */
const PATH = /^(?:\/(?!\.+(?:\/|$))(?:[\w.~!$&'()*+,;=:@-]|\{[A-Za-z_]\w*\})*)*$/;
const START = "2000-01-01T00:00:00.000Z" as Instant;

/**
 * Reads the headers of an `http` service task. Only an address that the district has listed is called, whatever a
 * process says. Errors: PACK_FIELD_MISSING, PACK_FIELD_UNKNOWN, PACK_FIELD_WRONG, PACK_REFERENCE_UNKNOWN.
 */
export function parseHttpCall(
  headers: Readonly<Record<string, string>>,
  addresses: Readonly<Record<string, string>>,
): Result<HttpCall, Problem> {
  const unknown = Object.keys(headers).find((key) => !HEADERS.includes(key));
  if (unknown !== undefined) return err(problem("PACK_FIELD_UNKNOWN", { field: unknown }));
  const { address, method: written = "POST", path = "", timeout, retryBackoff } = headers;
  if (address === undefined) return err(problem("PACK_FIELD_MISSING", { field: "address" }));
  const base = Object.hasOwn(addresses, address) ? addresses[address] : undefined;
  if (base === undefined) {
    const kind = { kind: "对外地址（district.yaml 的 exchange.addresses）" };
    const kindEn = { kindEn: "address in exchange.addresses of district.yaml" };
    return err(problem("PACK_REFERENCE_UNKNOWN", { id: address, ...kind, ...kindEn }));
  }
  const method = METHODS.find((each) => each === written);
  if (method === undefined)
    return wrong(written, `${METHODS.join("、")} 之一`, `one of ${METHODS.join(", ")}`);
  if (!PATH.test(path)) return wrong(path, "以 / 开头的路径", "a path that begins with /");
  const timeoutMs = timeout === undefined ? USUAL_MS : lengthOf(timeout);
  if (timeoutMs === undefined || timeoutMs < 1 || timeoutMs > MOST_MS)
    return wrong(timeout ?? "", "PT1S 到 PT30S 的时长", "a duration from PT1S to PT30S");
  const pauseMs = retryBackoff === undefined ? 0 : lengthOf(retryBackoff);
  if (pauseMs === undefined || pauseMs < 0 || pauseMs > MOST_PAUSE_MS)
    return wrong(retryBackoff ?? "", "PT0S 到 P1D 的时长", "a duration from PT0S to P1D");
  return ok({ address, base, method, path, timeoutMs, pause: retryBackoff ?? null });
}

/** The inputs that a path names. */
export const inputsInPath = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

const wrong = (found: string, expected: string, expectedEn: string): Result<never, Problem> =>
  err(problem("PACK_FIELD_WRONG", { found, expected, expectedEn }));

function lengthOf(duration: string): number | undefined {
  const end = addDuration(START, duration);
  return end === undefined ? undefined : millisOf(end) - millisOf(START);
}
