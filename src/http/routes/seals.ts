import { type Static, Type } from "typebox";
import { canProposeSeal, organsOfSeals } from "#access";
import { changeSeal, proposeSeal, sealRegister, type SealProposal } from "#cases";
import {
  ChangeSealAnswer,
  ChangeSealRequest,
  ProposeSealAnswer,
  ProposeSealRequest,
  SealsAnswer,
} from "#contract";
import { readCertificate } from "#documents";
import { err, ok, problem, type LocalDate, type Problem, type Result } from "#kernel";
import { findRecord, keepRecordFile, listSeals, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { imageTypeOf, MOST_IMPRESSION_BYTES } from "../uploads/image-type.ts";
import { sealRow } from "../views/seal-part.ts";

const One = Type.Object({ id: Type.String({ maxLength: 40 }) });

/** 印章管理: a seal is proposed and approved by another, put in use, stopped, reported lost or cancelled. */
export function registerSealRoutes(app: App, platform: Platform): void {
  app.post(
    "/api/seals/:id/state",
    { schema: { params: One, body: ChangeSealRequest, response: { 200: ChangeSealAnswer } } },
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
  registerProposals(app, platform);
  registerReading(app, platform);
}

function registerProposals(app: App, platform: Platform): void {
  app.post(
    "/api/seals",
    { schema: { body: ProposeSealRequest, response: { 200: ProposeSealAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const read = readProposal(request.body);
      if (!read.ok) return sendProblem(reply, read.error);
      const { proposal, image } = read.value;
      const register = sealRegister(platform.work);
      const may =
        register === undefined ? undefined : canProposeSeal(principal.value, register, proposal.organ);
      if (may?.allowed === false) return sendProblem(reply, may.problem);
      // The image is durable before the record names it; without a record it is nobody's.
      const kept = image === null ? null : await platform.vault.keep(once(image.content));
      if (kept !== null && image !== null)
        await keepRecordFile(platform.store, systemContext(platform.work.pack.code), {
          ...kept,
          type: image.type,
          at: platform.now(),
        });
      const proposed = await proposeSeal(platform.work, principal.value, {
        ...proposal,
        impression: kept?.sha256 ?? null,
      });
      if (!proposed.ok) return sendProblem(reply, proposed.error);
      platform.changed();
      return send(reply, proposed);
    },
  );
}

function registerReading(app: App, { store, work, vault }: Platform): void {
  const context = systemContext(work.pack.code);
  app.get("/api/seals", { schema: { response: { 200: SealsAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const register = sealRegister(work);
    const organs = register === undefined ? [] : organsOfSeals(principal.value, register);
    if (register === undefined || organs?.length === 0)
      return sendProblem(reply, problem("SEAL_NOT_TO_PROPOSE"));
    const seals = await listSeals(store, context, register.id, organs);
    const named = [...work.pack.organs.values()].filter(({ id }) => organs === null || organs.includes(id));
    return reply.send({
      organs: named.map(({ id, name }) => ({ id, name })),
      keeps: organs === null,
      seals: seals.map((seal) => sealRow(work.pack, register, seal)),
    } as Static<typeof SealsAnswer>);
  });

  app.get("/api/seals/:id/impression", { schema: { params: One } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const { id } = request.params;
    const register = sealRegister(work);
    const organs = register === undefined ? [] : organsOfSeals(principal.value, register);
    if (register === undefined || organs?.length === 0)
      return sendProblem(reply, problem("SEAL_NOT_TO_PROPOSE"));
    const seal = await findRecord(store, context, register.id, id);
    const hash = seal?.data["impression"];
    const isSeen = organs === null || organs.includes(String(seal?.data["sealOrgan"]));
    if (typeof hash !== "string" || !isSeen)
      return sendProblem(reply, problem("RECORD_UNKNOWN", { register: register.name.zh, id }));
    const content = await vault.read(hash);
    return reply
      .type(imageTypeOf(content) ?? "application/octet-stream")
      .header("content-security-policy", "sandbox; default-src 'none'")
      .send(Buffer.from(content));
  });
}

type Image = { readonly content: Uint8Array; readonly type: string };
type Read = { readonly proposal: Omit<SealProposal, "impression">; readonly image: Image | null };

function readProposal(asked: Static<typeof ProposeSealRequest>): Result<Read, Problem> {
  const { organ, name, sealText, custodian, validFrom, validTo } = asked;
  const certificate = asked.certificate === null ? ok(null) : readCertificate(asked.certificate);
  if (!certificate.ok) return certificate;
  const image = asked.impression === null ? ok(null) : readImage(asked.impression);
  if (!image.ok) return image;
  const words = sealText?.trim() ?? "";
  return ok({
    proposal: {
      organ,
      name: name.trim(),
      sealText: words === "" ? null : words,
      custodian: custodian.trim(),
      validFrom: validFrom as LocalDate,
      validTo: validTo as LocalDate,
      certificate: certificate.value,
    },
    image: image.value,
  });
}

function readImage(base64: string): Result<Image, Problem> {
  const content = new Uint8Array(Buffer.from(base64, "base64"));
  const type = imageTypeOf(content);
  return type === undefined || content.length > MOST_IMPRESSION_BYTES
    ? err(problem("SEAL_IMPRESSION_UNFIT"))
    : ok({ content, type });
}

async function* once(content: Uint8Array): AsyncIterable<Uint8Array> {
  yield content;
}
