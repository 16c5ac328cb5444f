import { Type } from "typebox";
import { changeSeal } from "#cases";
import { ChangeSealAnswer, ChangeSealRequest } from "#contract";
import type { LocalDate } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

/** 印章管理: a seal is put in use, stopped, reported lost or cancelled. */
export function registerSealRoutes(app: App, platform: Platform): void {
  app.post(
    "/api/seals/:id/state",
    {
      schema: {
        params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
        body: ChangeSealRequest,
        response: { 200: ChangeSealAnswer },
      },
    },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { state, reason, validTo } = request.body;
      const changed = await changeSeal(platform.work, principal.value, {
        id: request.params.id,
        state,
        reason,
        validTo: validTo as LocalDate | null,
      });
      if (changed.ok) platform.changed();
      return send(reply, changed);
    },
  );
}
