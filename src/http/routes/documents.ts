import { type Static, Type } from "typebox";
import { storeContextOf } from "#access";
import { partOnCase } from "#cases";
import { PublicVerification } from "#contract";
import { problem } from "#kernel";
import { findCaseByNo, findDocument, systemContext } from "#store";
import type { App } from "../app.ts";
import { sendDocument } from "../document-answer.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { seenIn } from "../views/seen-part.ts";
import { publicVerification } from "../views/public-verification.ts";

/** Documents for those they concern, and the public page that a certificate's QR code opens. */
export function registerDocumentRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;

  app.get(
    "/api/documents/:id",
    { schema: { params: Type.Object({ id: Type.String() }) } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const document = await findDocument(platform.store, context, { id: request.params.id });
      const stored =
        document === undefined ? undefined : await findCaseByNo(platform.store, context, document.subject);
      if (stored !== undefined && !seenIn(partOnCase(pack, principal.value, stored)).documents)
        return sendProblem(reply, problem("CASE_IN_PART"));
      return sendDocument(platform, reply, document);
    },
  );

  // For a library outside that was told of it (证照库): the key stands in what it was told.
  app.get(
    "/api/public/documents/:id",
    {
      schema: {
        params: Type.Object({ id: Type.String({ maxLength: 120 }) }),
        querystring: Type.Object({ key: Type.String({ maxLength: 100 }) }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const isOpen = platform.opensDocument(id, request.query.key);
      const document = isOpen
        ? await findDocument(platform.store, systemContext(pack.code), { id })
        : undefined;
      return sendDocument(platform, reply, document);
    },
  );

  app.get(
    "/api/public/verify/:identifier",
    {
      schema: {
        params: Type.Object({ identifier: Type.String({ maxLength: 120 }) }),
        response: { 200: PublicVerification },
      },
    },
    async (request, reply) =>
      reply.send(
        (await publicVerification(platform, request.params.identifier)) as Static<typeof PublicVerification>,
      ),
  );
}
