import type { FastifyReply, FastifyRequest } from "fastify";
import { CONTENT_TYPES, formatOf, written, type Format, type GeoReportError } from "#intake";
import type { Sender } from "#district";
import { err, ok, type Problem, type Result } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { senderOf } from "../views/known-sender.ts";
import { problemOf, RETRY_AFTER } from "../problem-answer.ts";

/** Where the endpoint lies. */
export const AT = "/open311/v2";
export const FORMATS = ["xml", "json"] as const;

export type Refused = readonly GeoReportError[];

export const fault = (code: number, description: string): Refused => [{ code, description }];
export const NO_KEY = fault(403, "missing or invalid api_key");
export const NO_FORMAT = fault(404, "ask for .xml or .json");

/** A refusal of ours in the standard's form: what is wrong and what to do, in both languages. */
export const said = ({ status, message, next }: Problem): Refused =>
  fault(status, `${message.zh}。${next.zh} ${message.en}. ${next.en}`);

/** `0102.xml` → its name and its format. */
export function fileOf(file: string): { readonly name: string; readonly format: Format | undefined } {
  const dot = file.lastIndexOf(".");
  return { name: file.slice(0, Math.max(dot, 0)), format: formatOf(file.slice(dot + 1)) };
}

export const queryOf = (request: FastifyRequest): ReadonlyMap<string, string> =>
  new Map(new URL(request.url, "http://localhost").searchParams);

/** The standard's own: which jurisdiction, where it is told; an empty argument is one that is not given. */
export function wrongJurisdiction(
  { work }: Platform,
  fields: ReadonlyMap<string, string>,
): Refused | undefined {
  const own = work.pack.channels?.open311 ?? null;
  if (own === null) return fault(404, "no Open311 endpoint here");
  const told = fields.get("jurisdiction_id") || own.jurisdiction;
  return told === own.jurisdiction ? undefined : fault(404, "jurisdiction_id provided was not found");
}

/**
 * The system that asks, by its `api_key`; null where none is given, for what anybody may ask. Errors: 403 for a key that
 * is nobody's.
 */
export function askedBy(
  platform: Platform,
  fields: ReadonlyMap<string, string>,
): Result<Sender | null, Refused> {
  const key = fields.get("api_key") ?? "";
  if (key === "") return ok(null);
  const sender = senderOf(platform, "open311", key);
  return sender === undefined ? err(NO_KEY) : ok(sender);
}

export function say(reply: FastifyReply, format: Format, text: string): FastifyReply {
  return reply.type(CONTENT_TYPES[format]).send(text);
}

export function refuse(reply: FastifyReply, format: Format, errors: Refused): FastifyReply {
  const status = errors[0]?.code ?? 400;
  if (status === 503) reply.header("retry-after", RETRY_AFTER);
  return say(reply.code(status), format, written(format, "errors", "error", errors));
}

/** Whatever goes wrong at the door is told in the standard's form as well: a body too large, of another type. */
export function answerFaults(app: App): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = problemOf(error);
    if (refusal.status >= 500) request.log.error({ err: error }, "unexpected fault");
    void reply.header("x-trace", request.id);
    const { pathname } = new URL(request.url, "http://localhost");
    return refuse(reply, fileOf(pathname).format ?? "xml", said(refusal));
  });
}
