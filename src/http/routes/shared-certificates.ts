import { randomUUID } from "node:crypto";
import { type Static, Type } from "typebox";
import { SharedCertificate } from "#contract";
import { problem } from "#kernel";
import type { StoredRecord } from "#registers";
import {
  findDocument,
  findRecord,
  findShareByCode,
  logShareUse,
  systemContext,
  type CertificateShare,
  type StoredDocument,
} from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { certificateWords } from "../views/certificate-answer.ts";
import { codeHash } from "./my-certificates.ts";

const Code = Type.Object({ code: Type.String({ minLength: 1, maxLength: 100 }) });

type Opened = {
  readonly share: CertificateShare;
  readonly record: StoredRecord;
  readonly document: StoredDocument | undefined;
};

/** A certificate that its holder shared, for whoever has the code and while it lasts; each use is logged first. */
export function registerSharedCertificateRoutes(app: App, platform: Platform): void {
  const { store, work, now, vault } = platform;
  const context = systemContext(work.pack.code);

  const open = async (code: string, what: "view" | "download"): Promise<Opened | undefined> => {
    const share = await findShareByCode(store, context, codeHash(code));
    if (share === undefined) return undefined;
    const record = await findRecord(store, context, share.register, share.certificate);
    if (record === undefined) return undefined;
    const document = await findDocument(store, context, { id: String(record.data["document"] ?? "") });
    const logged = await logShareUse(store, context, { id: randomUUID(), share: share.id, at: now(), what });
    return logged ? { share, record, document } : undefined;
  };

  app.get(
    "/api/public/shares/:code",
    { schema: { params: Code, response: { 200: SharedCertificate } } },
    async (request, reply) => {
      const opened = await open(request.params.code, "view");
      if (opened === undefined) return sendProblem(reply, problem("SHARE_OVER"));
      const { purpose, recipient, until } = opened.share;
      return reply.send({
        ...certificateWords(work.pack, opened.record),
        purpose,
        recipient,
        until,
        hasFile: typeof opened.document?.fileHash === "string",
      } as Static<typeof SharedCertificate>);
    },
  );

  app.get("/api/public/shares/:code/file", { schema: { params: Code } }, async (request, reply) => {
    const opened = await open(request.params.code, "download");
    const hash = opened?.document?.destroyed === null ? opened.document.fileHash : null;
    if (opened === undefined || typeof hash !== "string") return sendProblem(reply, problem("SHARE_OVER"));
    const name = encodeURIComponent(`${opened.document?.title ?? ""}.pdf`);
    return reply
      .type("application/pdf")
      .header("content-disposition", `attachment; filename*=UTF-8''${name}`)
      .send(vault.stream(hash));
  });
}
