import { problem } from "#kernel";
import type { StoredDocument } from "#store";
import type { FastifyReply } from "fastify";
import type { Platform } from "./platform.ts";
import { sendProblem } from "./problem-answer.ts";
import { destroyedProblem } from "./views/destroyed-problem.ts";

/**
 * Answers with a document's sealed PDF; whether the reader may have it was settled before. Answers with
 * DOCUMENT_UNKNOWN, DOCUMENT_DESTROYED or DOCUMENT_NOT_READY where there is none to send.
 */
export function sendDocument(
  { vault }: Pick<Platform, "vault">,
  reply: FastifyReply,
  document: StoredDocument | undefined,
): FastifyReply {
  if (document === undefined) return sendProblem(reply, problem("DOCUMENT_UNKNOWN"));
  if (document.destroyed !== null) return sendProblem(reply, destroyedProblem(document.destroyed));
  if (document.fileHash === null) return sendProblem(reply, problem("DOCUMENT_NOT_READY"));
  const name = encodeURIComponent(`${document.title}-${document.number}.pdf`);
  return reply
    .type("application/pdf")
    .header("content-disposition", `inline; filename*=UTF-8''${name}`)
    .send(vault.stream(document.fileHash));
}
