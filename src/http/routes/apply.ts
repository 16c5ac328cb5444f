import { Type } from "typebox";
import { storeContextOf } from "#access";
import { applyForMatter } from "#cases";
import { ApplyRequest, ReceiptAnswer } from "#contract";
import { problem, type JsonObject } from "#kernel";
import { removeDraft } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

/** The header under which a client may send the same thing twice and have it done once. */
export const IdempotencyHeaders = Type.Object({
  "idempotency-key": Type.Optional(Type.String({ minLength: 8, maxLength: 100 })),
});

/** Handing in an application; the receipt is answered only after it is durable. */
export function registerApplyRoutes(app: App, platform: Platform): void {
  app.post(
    "/api/cases",
    { schema: { headers: IdempotencyHeaders, body: ApplyRequest, response: { 200: ReceiptAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const idempotencyKey = request.headers["idempotency-key"];
      if (idempotencyKey === undefined) return sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
      const { matter, values, materials, certificates, deferral, commitment } = request.body;
      const receipt = await applyForMatter(platform.work, principal.value, {
        matter,
        values: values as JsonObject,
        materials,
        ...(certificates === undefined ? {} : { certificates }),
        ...(deferral === undefined ? {} : { deferral }),
        ...(commitment === undefined ? {} : { commitment }),
        idempotencyKey,
      });
      if (receipt.ok) {
        await removeDraft(platform.store, storeContextOf(principal.value, platform.work.pack.code), matter);
        platform.changed();
      }
      return send(reply, receipt);
    },
  );
}
