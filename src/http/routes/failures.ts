import type { FastifyReply, FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { canResolveFailure } from "#access";
import { correctFailure, resolveFailure, type FailureAct } from "#cases";
import {
  CorrectFailureRequest,
  ExportRequest,
  FailurePage,
  FailureValuesAnswer,
  RetryDeliveryRequest,
  SkipDeliveryRequest,
  SkipFailureRequest,
} from "#contract";
import { problem, type Instant } from "#kernel";
import { dropOutbox, retryOutbox, systemContext } from "#store";
import type { App } from "../app.ts";
import { sendExport } from "../lists/export-list.ts";
import { failures } from "../lists/failures.ts";
import { Narrowing, narrowingWords, Paging, readNarrowing } from "../lists/narrowing.ts";
import { FAILURES_TABLE } from "../lists/other-tables.ts";
import { leafOf, readerOf, type Leaf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { failureValues } from "../views/failure-values.ts";
import { ACT, answerAct } from "./answer-act.ts";

const { matter, organ, sort } = Narrowing;
const Query = Type.Object({ matter, organ, sort, ...Paging });
const Which = Type.Object({ caseNo: Type.String({ maxLength: 100 }), id: Type.String({ maxLength: 40 }) });

/** What could not go on, and what a configurer does about it. */
export function registerFailureRoutes(app: App, platform: Platform): void {
  app.get(
    "/api/failures",
    { schema: { querystring: Query, response: { 200: FailurePage } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const may = canResolveFailure(principal.value);
      if (!may.allowed) return sendProblem(reply, may.problem);
      const narrowed = readNarrowing(request.query);
      if (!narrowed.ok) return sendProblem(reply, narrowed.error);
      const page = await failures(platform, principal.value, narrowed.value, leafOf(request.query.cursor));
      return reply.send(page as Static<typeof FailurePage>);
    },
  );

  app.post(
    "/api/failures/export",
    { schema: { querystring: Query, body: ExportRequest } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return sendProblem(reply, reader.error);
      const may = canResolveFailure(reader.value.principal);
      if (!may.allowed) return sendProblem(reply, may.problem);
      const narrowed = readNarrowing(request.query);
      if (!narrowed.ok) return sendProblem(reply, narrowed.error);
      const list = {
        table: FAILURES_TABLE,
        page: (leaf: Leaf) => failures(platform, reader.value.principal, narrowed.value, leaf),
        told: narrowingWords(platform, request.query),
      };
      return sendExport(reply, reader.value, list, request.body);
    },
  );

  app.post("/api/failures/:caseNo/:id/retry", { schema: { params: Which } }, (request, reply) =>
    resolve(platform, request, reply, { ...request.params, act: { kind: "retry" } }),
  );

  app.post(
    "/api/failures/:caseNo/:id/skip",
    { schema: { params: Which, body: SkipFailureRequest } },
    (request, reply) =>
      resolve(platform, request, reply, {
        ...request.params,
        act: { kind: "skip", reason: request.body.reason.trim() },
      }),
  );

  app.get(
    "/api/failures/:caseNo/:id",
    { schema: { params: Which, response: { 200: FailureValuesAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { caseNo, id } = request.params;
      return send(reply, await failureValues(platform, principal.value, caseNo, id));
    },
  );

  app.post(
    "/api/failures/:caseNo/:id/correct",
    {
      schema: {
        ...ACT,
        params: Which,
        body: CorrectFailureRequest,
      },
    },
    (request, reply) => {
      const { caseNo, id: failure } = request.params;
      const { version, corrections, reason } = request.body;
      const asked = { caseNo, failure, version, corrections, reason: reason.trim() };
      return answerAct(platform, request, reply, (who, idempotencyKey) =>
        correctFailure(platform.work, who, { ...asked, idempotencyKey }),
      );
    },
  );

  const { store, work } = platform;
  const context = systemContext(work.pack.code);
  app.post("/api/failures/deliveries/retry", { schema: { body: RetryDeliveryRequest } }, (request, reply) =>
    resolveDelivery(platform, request, reply, (_by, at) => retryOutbox(store, context, request.body.id, at)),
  );

  app.post("/api/failures/deliveries/skip", { schema: { body: SkipDeliveryRequest } }, (request, reply) =>
    resolveDelivery(platform, request, reply, (by, at) =>
      dropOutbox(store, context, request.body.id, { by, at, reason: request.body.reason.trim() }),
    ),
  );
}

/** Of two who press at once one is first. */
async function resolveDelivery(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (account: string, at: Instant) => Promise<boolean>,
): Promise<FastifyReply> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return sendProblem(reply, principal.error);
  const may = canResolveFailure(principal.value);
  if (!may.allowed) return sendProblem(reply, may.problem);
  if (!(await act(principal.value.account.id, platform.now())))
    return sendProblem(reply, problem("ENGINE_FAILURE_NOT_OPEN"));
  platform.changed();
  return reply.send({});
}

async function resolve(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  { caseNo, id, act }: { readonly caseNo: string; readonly id: string; readonly act: FailureAct["act"] },
): Promise<FastifyReply> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return sendProblem(reply, principal.error);
  const done = await resolveFailure(platform.work, principal.value, { caseNo, failure: id, act });
  if (!done.ok) return sendProblem(reply, done.error);
  platform.changed();
  return reply.send({ caseNo });
}
