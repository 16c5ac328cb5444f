import { Type } from "typebox";
import { storeContextOf, type Principal } from "#access";
import { applyForMatter, type Application, type Receipt } from "#cases";
import { ApplyRequest, ReceiptAnswer } from "#contract";
import { problem, type JsonObject, type Problem, type Result } from "#kernel";
import { removeDraft } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requestsUnderWay } from "../requests-under-way.ts";
import { requirePrincipal } from "../sign-in/index.ts";

/** The header under which a client may send the same thing twice and have it done once. */
export const IdempotencyHeaders = Type.Object({
  "idempotency-key": Type.Optional(Type.String({ minLength: 8, maxLength: 100 })),
});

/** Handing in an application; the receipt is answered only after it is durable. */
export function registerApplyRoutes(app: App, platform: Platform): void {
  const once = requestsUnderWay<Result<Receipt, Problem>>();
  const handIn = async (principal: Principal, application: Application) => {
    const receipt = await applyForMatter(platform.work, principal, application);
    if (!receipt.ok) return receipt;
    const context = storeContextOf(principal, platform.work.pack.code);
    await removeDraft(platform.store, context, application.matter);
    platform.changed();
    return receipt;
  };
  app.post(
    "/api/cases",
    { schema: { headers: IdempotencyHeaders, body: ApplyRequest, response: { 200: ReceiptAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const idempotencyKey = request.headers["idempotency-key"];
      if (idempotencyKey === undefined) return sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
      const { matter, values, materials, certificates, deferral, commitment } = request.body;
      const application: Application = {
        matter,
        values: values as JsonObject,
        materials,
        ...(certificates === undefined ? {} : { certificates }),
        ...(deferral === undefined ? {} : { deferral }),
        ...(commitment === undefined ? {} : { commitment }),
        idempotencyKey,
      };
      const by = `${principal.value.account.id} ${idempotencyKey}`;
      const asked = JSON.stringify(application);
      return send(reply, await once({ by, asked }, () => handIn(principal.value, application)));
    },
  );
}
