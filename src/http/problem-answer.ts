import type { FastifyReply } from "fastify";
import { isProblem, problem, type Bilingual, type JsonObject, type Problem, type Result } from "#kernel";
import type { ProblemAnswer } from "#contract";

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

/** Sends a refusal. */
export function sendProblem(reply: FastifyReply, refusal: Problem): FastifyReply {
  return reply.code(refusal.status).type("application/json; charset=utf-8").send(problemAnswer(refusal));
}

/** What any error becomes at the door: a known refusal, a mended framework error, or an unexpected fault. */
export function problemOf(error: unknown): Problem {
  if (isProblem(error)) return error;
  const { code, statusCode, validation } = error as {
    code?: string;
    statusCode?: number;
    validation?: readonly { instancePath?: string; message?: string }[];
  };
  if (validation !== undefined)
    return problem("REQUEST_INVALID", {
      where: validation.map((each) => each.instancePath ?? "/").join(", ") || "/",
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
