import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Principal } from "#access";
import { foreseeMove, mayMove, moveCase, type StoredCase } from "#cases";
import { MovePreviewAnswer, MovePreviewRequest, MoveRequest, MovesAnswer } from "#contract";
import type { LinkedPlan } from "#engine";
import { err, ok, type Problem, type Result } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { movePreviewAnswer, movesAnswer } from "../views/move-answer.ts";
import { ACT, answerAct } from "./answer-act.ts";
import { findSeenCase } from "./seen-case.ts";

const params = Type.Object({ caseNo: Type.String({ maxLength: 100 }) });

const MOVED = { zh: "已移动，理由已记入办理记录。", en: "Moved; the reason stands in the history." };

/** Moving a case by hand (移动): where to, what it would bring about, and doing it. */
export function registerMoveRoutes(app: App, platform: Platform): void {
  const { work } = platform;
  const path = "/api/cases/:caseNo/moves";

  app.get(path, { schema: { params, response: { 200: MovesAnswer } } }, async (request, reply) => {
    const found = await findMovable(platform, request, request.params.caseNo);
    if (!found.ok) return sendProblem(reply, found.error);
    const { stored, plan } = found.value;
    return reply.send(movesAnswer(work.pack, stored, plan, work.now()));
  });

  app.post(
    `${path}/preview`,
    { schema: { params, body: MovePreviewRequest, response: { 200: MovePreviewAnswer } } },
    async (request, reply) => {
      const { caseNo } = request.params;
      const found = await findMovable(platform, request, caseNo);
      if (!found.ok) return sendProblem(reply, found.error);
      const { principal, stored, plan } = found.value;
      const foreseen = await foreseeMove(work, principal, stored, { caseNo, ...request.body });
      if (!foreseen.ok) return sendProblem(reply, foreseen.error);
      return reply.send(movePreviewAnswer(work.pack, stored, plan, foreseen.value, work.now()));
    },
  );

  app.post(
    path,
    {
      schema: {
        ...ACT,
        params,
        body: MoveRequest,
      },
    },
    (request, reply) => {
      const asked = { ...request.params, ...request.body, reason: request.body.reason.trim() };
      return answerAct(
        platform,
        request,
        reply,
        (principal, idempotencyKey) => moveCase(work, principal, { ...asked, idempotencyKey }),
        MOVED,
      );
    },
  );
}

type Movable = { readonly principal: Principal; readonly stored: StoredCase; readonly plan: LinkedPlan };

/** The case, where this person may move it. Errors: CASE_UNKNOWN, PLAN_NOT_PUBLISHED, those of mayMove. */
async function findMovable(
  platform: Platform,
  request: FastifyRequest,
  caseNo: string,
): Promise<Result<Movable, Problem>> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const stored = await findSeenCase(platform, principal.value, caseNo);
  if (!stored.ok) return stored;
  const may = mayMove(platform.work, principal.value, stored.value);
  if (!may.allowed) return err(may.problem);
  const plan = await platform.work.planOfCase(stored.value);
  return plan.ok ? ok({ principal: principal.value, stored: stored.value, plan: plan.value }) : plan;
}
