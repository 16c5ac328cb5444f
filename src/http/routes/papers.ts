import { Type } from "typebox";
import { storeContextOf } from "#access";
import { mayActAs } from "#cases";
import { PapersAnswer } from "#contract";
import { problem } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { papersOf } from "../views/papers-answer.ts";

/** What the reader has already of what a matter asks, so that it is offered before an upload is asked. */
export function registerPapersRoutes(app: App, platform: Platform): void {
  app.get(
    "/api/matters/:id/papers",
    {
      schema: {
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object({ key: Type.Optional(Type.String({ maxLength: 30 })) }),
        response: { 200: PapersAnswer },
      },
    },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const matter = platform.work.pack.matters.get(request.params.id);
      if (matter === undefined)
        return sendProblem(reply, problem("MATTER_UNKNOWN", { matter: request.params.id }));
      const holder = await mayActAs(platform.work, principal.value, matter, request.query.key ?? "");
      const { account, knownAs } = principal.value;
      const context = storeContextOf(principal.value, platform.work.pack.code);
      return reply.send(
        await papersOf(platform, matter, {
          // Whose representative one is by law, or by a mandate, one sees the certificates of.
          context: holder === null ? context : { ...context, knownAs: [...context.knownAs, holder] },
          holders: [account.id, ...knownAs, ...(holder === null ? [] : [holder])],
          files: { account: account.id, inNameOf: knownAs },
          signer: account.name,
        }),
      );
    },
  );
}
