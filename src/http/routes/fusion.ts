import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { storeContextOf } from "#access";
import { mergeCase, refuseProposal, unmergeCase } from "#cases";
import { FusionAnswer, MergeRequest, NotOneEventRequest, UnmergeRequest } from "#contract";
import { problem } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { fusionAnswer } from "../views/fusion-answer.ts";
import { ACT, answerAct } from "./answer-act.ts";
import { findSeenCase } from "./seen-case.ts";

const params = Type.Object({ caseNo: Type.String({ maxLength: 100 }) });

const UNMERGED = {
  zh: "已拆分，从原来的环节接着办，时限从第一次起算。",
  en: "Taken out again: it goes on where it stood, on its own clock.",
};

/** Reports of one event (并案): what is proposed and why, merging, turning a proposal down, and taking a case out. */
export function registerFusionRoutes(app: App, platform: Platform): void {
  const { work } = platform;

  app.get(
    "/api/cases/:caseNo/fusion",
    { schema: { params, response: { 200: FusionAnswer } } },
    (request, reply) => answerFusion(platform, request, reply, request.params.caseNo),
  );

  app.post(
    "/api/cases/:caseNo/merge",
    { schema: { ...ACT, params, body: MergeRequest } },
    (request, reply) => {
      const { reason, ...asked } = request.body;
      const act = {
        ...request.params,
        ...asked,
        ...(reason === undefined ? {} : { reason: reason.trim() }),
      };
      return answerAct(
        platform,
        request,
        reply,
        (principal, idempotencyKey) => mergeCase(work, principal, { ...act, idempotencyKey }),
        MERGED,
      );
    },
  );

  app.post(
    "/api/cases/:caseNo/unmerge",
    { schema: { ...ACT, params, body: UnmergeRequest } },
    (request, reply) => {
      const asked = { ...request.params, ...request.body, reason: request.body.reason.trim() };
      return answerAct(
        platform,
        request,
        reply,
        (principal, idempotencyKey) => unmergeCase(work, principal, { ...asked, idempotencyKey }),
        UNMERGED,
      );
    },
  );

  app.post(
    "/api/cases/:caseNo/not-one-event",
    { schema: { params, body: NotOneEventRequest, response: { 200: FusionAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { caseNo } = request.params;
      const done = await refuseProposal(work, principal.value, { caseNo, ...request.body });
      if (!done.ok) return sendProblem(reply, done.error);
      return answerFusion(platform, request, reply, caseNo);
    },
  );
}

const MERGED = {
  zh: "已并案，随主案卷一次处置、一次计数，结案时各自答复。",
  en: "Merged: handled and counted once with its main case, and its reporter is answered when that is closed.",
};

async function answerFusion(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  caseNo: string,
): Promise<void> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return void sendProblem(reply, principal.error);
  const found = await findSeenCase(platform, principal.value, caseNo);
  if (!found.ok) return void sendProblem(reply, found.error);
  const { pack } = platform.work;
  const matter = pack.matters.get(found.value.head.matter);
  if (matter?.fusion == null) return void sendProblem(reply, problem("MERGE_NOT_OFFERED"));
  const context = storeContextOf(principal.value, pack.code);
  void reply.send(
    await fusionAnswer(platform, { principal: principal.value, context, stored: found.value, matter }),
  );
}
