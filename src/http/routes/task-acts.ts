import { Type } from "typebox";
import { cancelCase, claimTask, giveBackTask, returnTask, transferTask } from "#cases";
import { CancelRequest, OnTaskRequest, ReceiversAnswer, ReturnRequest, TransferRequest } from "#contract";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { receiversAnswer } from "../views/receivers-answer.ts";
import { ACT, answerAct } from "./answer-act.ts";
import { findSeenCase } from "./seen-case.ts";

const TaskPath = Type.Object({
  caseNo: Type.String({ maxLength: 100 }),
  task: Type.String({ maxLength: 40 }),
});
const act = { ...ACT, params: TaskPath };

const CANCELLED = { zh: "已终止，并告知申请人。", en: "Ended; the applicant is being told." };
const TAKEN = { zh: "已领取，由您办理。", en: "You have taken it: it is yours to do." };
const GIVEN_BACK = { zh: "已放回，同岗人员都可以领取。", en: "Given back: colleagues may take it." };
const TRANSFERRED = { zh: "已转办，并已通知对方。", en: "Passed on; they are being told." };
const RETURNED = {
  zh: "已退回。法定期限继续计算，不因退回停止。",
  en: "Returned. The law's time goes on running; returning does not stop it.",
};

/** What one may do with a task beside doing it: take it, give it back, pass it on, return it; and ending its case. */
export function registerTaskActRoutes(app: App, platform: Platform): void {
  const { work } = platform;
  const tasks = "/api/cases/:caseNo/tasks/:task";

  app.post(`${tasks}/claim`, { schema: { ...act, body: OnTaskRequest } }, (request, reply) => {
    const asked = { ...request.params, ...request.body };
    return answerAct(
      platform,
      request,
      reply,
      (principal, idempotencyKey) => claimTask(work, principal, { ...asked, idempotencyKey }),
      TAKEN,
    );
  });

  app.post(`${tasks}/give-back`, { schema: { ...act, body: OnTaskRequest } }, (request, reply) => {
    const asked = { ...request.params, ...request.body };
    return answerAct(
      platform,
      request,
      reply,
      (principal, idempotencyKey) => giveBackTask(work, principal, { ...asked, idempotencyKey }),
      GIVEN_BACK,
    );
  });

  app.post(`${tasks}/transfer`, { schema: { ...act, body: TransferRequest } }, (request, reply) => {
    const asked = { ...request.params, ...request.body, reason: request.body.reason.trim() };
    return answerAct(
      platform,
      request,
      reply,
      (principal, idempotencyKey) => transferTask(work, principal, { ...asked, idempotencyKey }),
      TRANSFERRED,
    );
  });

  app.post(`${tasks}/return`, { schema: { ...act, body: ReturnRequest } }, (request, reply) => {
    const asked = { ...request.params, ...request.body, reason: request.body.reason.trim() };
    return answerAct(
      platform,
      request,
      reply,
      (principal, idempotencyKey) => returnTask(work, principal, { ...asked, idempotencyKey }),
      RETURNED,
    );
  });

  app.post(
    "/api/cases/:caseNo/cancel",
    {
      schema: {
        ...ACT,
        params: Type.Object({ caseNo: Type.String({ maxLength: 100 }) }),
        body: CancelRequest,
      },
    },
    (request, reply) => {
      const asked = { ...request.params, ...request.body, reason: request.body.reason.trim() };
      return answerAct(
        platform,
        request,
        reply,
        (principal, idempotencyKey) => cancelCase(work, principal, { ...asked, idempotencyKey }),
        CANCELLED,
      );
    },
  );

  app.get(
    `${tasks}/receivers`,
    { schema: { params: TaskPath, response: { 200: ReceiversAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { caseNo, task } = request.params;
      const stored = await findSeenCase(platform, principal.value, caseNo);
      if (!stored.ok) return sendProblem(reply, stored.error);
      return send(reply, await receiversAnswer(platform, principal.value, stored.value, task));
    },
  );
}
