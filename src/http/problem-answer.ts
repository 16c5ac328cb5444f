import type { FastifyReply } from "fastify";
import { isProblem, problem, type Bilingual, type JsonObject, type Problem, type Result } from "#kernel";
import type { ProblemAnswer } from "#contract";
import { DatabaseAway } from "#store";

/** Seconds after which it is worth asking again where something is away for the moment (RFC 9110, Retry-After). */
export const RETRY_AFTER = "5";

/** A refusal as it travels; `details.fields` of the problem becomes `fields`. */
export function problemAnswer(refusal: Problem): ProblemAnswer {
  const { fields, ...details } = refusal.details ?? {};
  return {
    code: refusal.code,
    message: refusal.message,
    next: refusal.next,
    ...(Object.keys(details).length === 0 ? {} : { details: details as JsonObject }),
    ...(Array.isArray(fields) ? { fields: fields as { pointer: string; message: Bilingual }[] } : {}),
  };
}

/** Sends a result: its value as JSON, or its refusal with the refusal's own status. */
export function send<Value>(reply: FastifyReply, result: Result<Value, Problem>, status = 200): FastifyReply {
  return result.ok ? reply.code(status).send(result.value) : sendProblem(reply, result.error);
}

/** Sends a refusal; one that only the moment causes says when to ask again. */
export function sendProblem(reply: FastifyReply, refusal: Problem): FastifyReply {
  if (refusal.status === 503) reply.header("retry-after", RETRY_AFTER);
  return reply.code(refusal.status).type("application/json; charset=utf-8").send(problemAnswer(refusal));
}

/** Whether nothing is wrong but that the database is away for the moment. */
export function isAway(error: unknown): boolean {
  return error instanceof DatabaseAway;
}

/** What any error becomes at the door: a known refusal, a mended framework error, or an unexpected fault. */
export function problemOf(error: unknown): Problem {
  if (isProblem(error)) return error;
  if (isAway(error)) return problem("STORE_AWAY");
  const { code, statusCode, validation } = error as {
    code?: string;
    statusCode?: number;
    validation?: readonly { instancePath?: string; message?: string }[];
  };
  if (validation !== undefined)
    return problem("REQUEST_INVALID", {
      where: [...new Set(validation.map((each) => each.instancePath ?? "/"))].join(", ") || "/",
    });
  if (code === "FST_ERR_CTP_INVALID_JSON_BODY" || error instanceof SyntaxError)
    return problem("JSON_MALFORMED");
  if (code === "FST_ERR_CTP_EMPTY_JSON_BODY") return problem("JSON_MALFORMED");
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return problem("REQUEST_TOO_LARGE");
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return problem("MEDIA_TYPE_UNSUPPORTED");
  if (statusCode === 429) return problem("TOO_MANY_REQUESTS");
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return problem("REQUEST_INVALID", { where: "/" });
  return problem("UNEXPECTED_FAULT");
}
