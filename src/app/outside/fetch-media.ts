import { megabytes } from "#cases";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { SendingOutside } from "./send-outside.ts";

const TIMEOUT_MS = 10_000;

/**
 * Fetches a photo from a system outside, no longer than `most` bytes and following no redirection. Who asks has made
 * sure that the URL lies under the address of that name. Errors: MEDIA_AWAY, FILE_TOO_LARGE.
 */
export function fetchMedia({ authorizations, stopping }: SendingOutside) {
  return async (address: string, url: string, most: number): Promise<Result<Uint8Array, Problem>> => {
    const authorization = authorizations[address];
    try {
      const answer = await fetch(url, {
        headers: authorization === undefined ? {} : { authorization },
        redirect: "manual",
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), stopping]),
      });
      if (answer.status !== 200 || answer.body === null) return err(problem("MEDIA_AWAY", { url }));
      const parts: Uint8Array[] = [];
      let bytes = 0;
      for await (const part of answer.body) {
        bytes += part.byteLength;
        if (bytes > most) return err(problem("FILE_TOO_LARGE", { limit: megabytes(most) }));
        parts.push(part);
      }
      return ok(new Uint8Array(Buffer.concat(parts)));
    } catch {
      return err(problem("MEDIA_AWAY", { url }));
    }
  };
}
