import { Type } from "typebox";
import { beginOffered } from "#cases";
import { BeginRequest } from "#contract";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { ACT, answerAct } from "./answer-act.ts";

const params = Type.Object({
  caseNo: Type.String({ maxLength: 100 }),
  scope: Type.String({ maxLength: 40 }),
});

const BEGUN = { zh: "已启动，理由已记入办理记录。", en: "Begun; the reason stands in the history." };

/** Beginning what an open ad-hoc subprocess (临时子流程) offers. */
export function registerOfferRoutes(app: App, platform: Platform): void {
  app.post(
    "/api/cases/:caseNo/offers/:scope/begin",
    {
      schema: {
        ...ACT,
        params,
        body: BeginRequest,
      },
    },
    (request, reply) => {
      const asked = { ...request.params, ...request.body, reason: request.body.reason.trim() };
      return answerAct(
        platform,
        request,
        reply,
        (principal, idempotencyKey) => beginOffered(platform.work, principal, { ...asked, idempotencyKey }),
        BEGUN,
      );
    },
  );
}
