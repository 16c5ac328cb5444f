import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import rateLimit from "@fastify/rate-limit";
import { Server } from "@tus/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { FileAnswer, KeepFileRequest } from "#contract";
import { isProblem, parseInstant, problem, type Problem, type Result } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requestsUnderWay } from "../requests-under-way.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { TusStore } from "../uploads/tus-store.ts";
import { uploadDeskOf } from "../uploads/upload-desk.ts";

const PATH = "/api/uploads";

/**
 * Sending a file for a material: its bytes by the tus protocol (version 1.0.0; creation, creation-with-upload,
 * termination), which goes on where a line broke; then POST /api/files makes it a file. Every request is of
 * somebody signed in, and finds that person's own uploads only.
 */
export async function registerUploadRoutes(app: App, platform: Platform): Promise<void> {
  await app.register(rateLimit, {
    max: platform.uploads.requestsPerMinute,
    timeWindow: "1 minute",
    keyGenerator: (request) => request.principal?.account.id ?? request.ip,
    errorResponseBuilder: () => problem("TOO_MANY_REQUESTS"),
  });
  // The body stays a stream: tus reads it as it comes.
  app.addContentTypeParser("application/offset+octet-stream", (_request, _body, done) => done(null));
  const hide = { schema: { hide: true } };
  app.route({ method: "POST", url: PATH, ...hide, handler: (...both) => speakTus(platform, ...both) });
  app.route({
    method: ["HEAD", "PATCH", "DELETE"],
    url: `${PATH}/:id`,
    ...hide,
    handler: (...both) => speakTus(platform, ...both),
  });
  const once = requestsUnderWay<Result<FileAnswer, Problem>>();
  app.post(
    "/api/files",
    { schema: { body: KeepFileRequest, response: { 200: FileAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { upload, phoneAt } = request.body;
      // A clock that cannot be read tells nothing; the file is none the worse for it.
      const told = phoneAt === undefined ? undefined : parseInstant(phoneAt);
      const clock = told?.ok === true ? told.value : undefined;
      const by = `${principal.value.account.id} ${upload}`;
      const keep = () => uploadDeskOf(platform, principal.value).keep(upload, clock);
      return send(reply, await once({ by, asked: upload }, keep));
    },
  );
}

async function speakTus(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return sendProblem(reply, principal.error);
  let fault: unknown;
  const server = new Server({
    path: PATH,
    datastore: new TusStore(uploadDeskOf(platform, principal.value)),
    relativeLocation: true,
    namingFunction: () => randomUUID(),
    allowedOrigins: () => false,
    // Two writers are told apart where the parts are given their names, also across processes.
    locker: { newLock: () => ({ lock: async () => undefined, unlock: async () => undefined }) },
    onResponseError: (_request, error) => {
      fault = error;
      return undefined;
    },
  });
  const answer = await server.handleWeb(webRequestOf(request));
  for (const [name, value] of answer.headers) if (OWN_HEADERS.test(name)) reply.header(name, value);
  if (answer.status < 400) return reply.code(answer.status).send((await answer.text()) || undefined);
  return sendProblem(reply, refusalOf(answer.status, fault));
}

const OWN_HEADERS = /^(tus-|upload-|location$|connection$)/;

function webRequestOf(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  const body = { body: Readable.toWeb(request.raw) as ReadableStream, duplex: "half" as const };
  return new Request(new URL(request.url.split("?")[0] ?? PATH, "http://localhost"), {
    method: request.method,
    headers,
    ...(request.method === "POST" || request.method === "PATCH" ? body : {}),
  });
}

/** A refusal of tus in our words. What is no refusal is thrown on. */
function refusalOf(status: number, fault: unknown): Problem {
  if (isProblem(fault)) return fault;
  if (status >= 500 && status !== 501) throw fault;
  if (status === 404) return problem("UPLOAD_UNKNOWN");
  if (status === 409) return problem("UPLOAD_OFFSET_WRONG");
  if (status === 413) return problem("REQUEST_TOO_LARGE");
  if (fault !== undefined && status === 400) return problem("UPLOAD_INTERRUPTED");
  return problem("REQUEST_INVALID", { where: "tus" });
}
