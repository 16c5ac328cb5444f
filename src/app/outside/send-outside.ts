import type { Outbound } from "#worker";

/** An answer is read no further than this. */
const MOST_BYTES = 1024 * 1024;

/** What calls outside carry and how they are broken off. */
export type SendingOutside = {
  /** What an address asks for as `authorization`, by the address's name. */
  readonly authorizations: Readonly<Record<string, string>>;
  /** The process is about to end: calls under way are broken off, and their jobs come back with their lease. */
  readonly stopping: AbortSignal;
};

/**
 * Calls outside by HTTP. A redirection is an answer like another: following it would lead where no configuration says.
 */
export function sendOutside({ authorizations, stopping }: SendingOutside): Outbound {
  return async ({ address, url, method, headers, body, timeoutMs }) => {
    const authorization = authorizations[address];
    const late = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await fetch(url, {
        method,
        headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
        body,
        redirect: "manual",
        signal: AbortSignal.any([late, stopping]),
      });
      return {
        kind: "answered",
        status: answer.status,
        type: answer.headers.get("content-type") ?? "",
        retryAfter: secondsIn(answer.headers.get("retry-after")),
        body: await readUpTo(answer, MOST_BYTES),
      };
    } catch (fault) {
      if (stopping.aborted) return { kind: "stopping" };
      return { kind: "away", reason: late.aborted ? `${timeoutMs / 1000} s` : reasonOf(fault) };
    }
  };
}

/** Null where it is longer; the rest is not waited for. */
async function readUpTo(answer: Response, most: number): Promise<string | null> {
  if (answer.body === null) return "";
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const part of answer.body) {
    bytes += part.byteLength;
    if (bytes > most) return null;
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

const secondsIn = (header: string | null): number | null =>
  header !== null && /^\d{1,9}$/.test(header) ? Number(header) : null;

/** `fetch` says only that it failed; the cause says why, by its code. */
function reasonOf(fault: unknown): string {
  const cause = fault instanceof Error ? fault.cause : undefined;
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string") return cause.code;
  return fault instanceof Error ? fault.message : String(fault);
}
