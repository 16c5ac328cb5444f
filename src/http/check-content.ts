import { problem, type Problem } from "#kernel";
import type { FastifyInstance } from "fastify";

/** Deeper than any form goes; hashing and typesetting walk values by recursion. */
const MOST_LEVELS = 32;

/**
 * Refuses, before any route sees it, what no route could keep: U+0000 and lone surrogates (PostgreSQL's text
 * and jsonb hold neither), numbers beyond a double, and values nested beyond any form.
 * Problems: TEXT_NOT_STORABLE, REQUEST_INVALID, JSON_TOO_DEEP.
 */
export function registerContentCheck(app: FastifyInstance): void {
  app.addHook("preValidation", async (request) => {
    const refusal = request.url.includes("%00") ? problem("TEXT_NOT_STORABLE") : findUnfit(request.body);
    if (refusal !== undefined) throw refusal;
  });
}

/** What of a value cannot be kept, if anything. Walks without recursion: depth is what it guards against. */
function findUnfit(value: unknown): Problem | undefined {
  const waiting: { readonly value: unknown; readonly level: number }[] = [{ value, level: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: found, level } = next;
    if (typeof found === "string" && !isStorable(found)) return problem("TEXT_NOT_STORABLE");
    if (typeof found === "number" && !Number.isFinite(found))
      return problem("REQUEST_INVALID", { where: "/" }, { reason: "number out of range" });
    if (typeof found !== "object" || found === null || ArrayBuffer.isView(found)) continue;
    if (level >= MOST_LEVELS) return problem("JSON_TOO_DEEP", { levels: MOST_LEVELS });
    for (const [key, inner] of Object.entries(found)) {
      if (!isStorable(key)) return problem("TEXT_NOT_STORABLE");
      waiting.push({ value: inner, level: level + 1 });
    }
  }
  return undefined;
}

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
