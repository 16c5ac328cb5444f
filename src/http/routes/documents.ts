import { type Static, Type } from "typebox";
import { storeContextOf } from "#access";
import { PublicVerification } from "#contract";
import { verifyPdf } from "#documents";
import { problem } from "#kernel";
import { findDocument, findRecord, systemContext, type StoredDocument } from "#store";
import type { App } from "../create-server.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { publicFields, statusName } from "../views/record-fields.ts";

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
      if (document === undefined) return sendProblem(reply, problem("DOCUMENT_UNKNOWN"));
      if (document.fileHash === null) return sendProblem(reply, problem("DOCUMENT_NOT_READY"));
      return reply
        .type("application/pdf")
        .header("content-disposition", `inline; filename*=UTF-8''${fileName(document)}`)
        .send(platform.vault.stream(document.fileHash));
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

function fileName(document: StoredDocument): string {
  return encodeURIComponent(`${document.title}-${document.number}.pdf`);
}

/** What anyone may know of a certificate: its public fields, its state now, and whether its file is whole. */
async function publicVerification(platform: Platform, identifier: string): Promise<PublicVerification> {
  const { pack } = platform.work;
  const context = systemContext(pack.code);
  const registers = new Set([...pack.matters.values()].flatMap((matter) => matter.result?.register ?? []));
  for (const register of registers) {
    const record = await findRecord(platform.store, context, register, identifier);
    const definition = pack.registers.get(register);
    if (record === undefined || definition === undefined) continue;
    const id = String(record.data["document"] ?? "");
    const document = await findDocument(platform.store, context, { id });
    const sealed =
      document?.fileHash == null ? undefined : await verifyPdf(await platform.vault.read(document.fileHash));
    return {
      found: true,
      identifier,
      status: record.status,
      statusName: statusName(definition, record.status),
      fields: publicFields(definition, record),
      issuedAt: document?.issuedAt ?? null,
      validTo: typeof record.data["validTo"] === "string" ? record.data["validTo"] : null,
      organName: pack.organs.get(record.organ)?.name.zh ?? null,
      signature:
        sealed === undefined
          ? null
          : { valid: sealed.valid, signer: sealed.signer?.name ?? "", at: sealed.at ?? null },
    };
  }
  return {
    found: false,
    identifier,
    status: "unknown",
    statusName: { zh: "查无此证", en: "No such certificate" },
    fields: [],
    issuedAt: null,
    validTo: null,
    organName: null,
    signature: null,
  };
}
