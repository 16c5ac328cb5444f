import { Type } from "typebox";
import { proposeMeasure } from "#cases";
import { ProposeMeasureAnswer, ProposeMeasureRequest } from "#contract";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

const RecordPath = Type.Object({ register: Type.String(), id: Type.String({ maxLength: 150 }) });

/** 撤销、撤回、注销、暂扣、吊销、恢复: proposed on a certificate's page, decided as a case. */
export function registerMeasureRoutes(app: App, platform: Platform): void {
  app.post(
    "/api/records/:register/:id/measures",
    { schema: { params: RecordPath, body: ProposeMeasureRequest, response: { 200: ProposeMeasureAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const begun = await proposeMeasure(platform.work, principal.value, {
        ...request.params,
        ...request.body,
      });
      if (begun.ok) platform.changed();
      return send(reply, begun);
    },
  );
}
