import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Static, Type } from "typebox";
import { canShareCertificate, storeContextOf, type Principal } from "#access";
import { MyCertificates, SharedAnswer, ShareRequest } from "#contract";
import { qrCodeSvg } from "#documents";
import { err, instantFromMillis, millisOf, ok, problem, type Problem, type Result } from "#kernel";
import type { StoredRecord } from "#registers";
import {
  findDocument,
  findRecord,
  keepShare,
  listCertificatesOf,
  listShares,
  listShareUses,
  withdrawShare,
} from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { certificateWords, myCertificate } from "../views/certificate-answer.ts";

const Which = Type.Object({ register: Type.String(), id: Type.String({ maxLength: 150 }) });
const DAY_MS = 24 * 3_600_000;
const PDF = "application/pdf";

/** 我的证照: what one holds, a print of it, and letting others see it for a purpose and a time. */
export function registerMyCertificateRoutes(app: App, platform: Platform): void {
  const { store, work, now } = platform;
  const { pack } = work;

  app.get(
    "/api/my/certificates",
    { schema: { response: { 200: MyCertificates } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const holders = [principal.value.account.id, ...principal.value.knownAs];
      const records = await listCertificatesOf(store, context, { holders });
      const shares = await listShares(store, context, holders);
      const ids = shares.map(({ id }) => id);
      const uses = await listShareUses(store, context, ids);
      const shared = { shares, uses, now: now() };
      const items = records.map((record) => myCertificate(pack, record, shared));
      return reply.send({ items } as Static<typeof MyCertificates>);
    },
  );

  app.post(
    "/api/my/certificates/:register/:id/shares",
    { schema: { params: Which, body: ShareRequest, response: { 200: SharedAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const shared = await share(platform, principal.value, { ...request.params, ...request.body });
      return send(reply, shared);
    },
  );

  app.post(
    "/api/my/shares/:id/withdraw",
    { schema: { params: Type.Object({ id: Type.String({ maxLength: 60 }) }) } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const ended = await withdrawShare(store, context, request.params.id, now());
      return ended ? reply.send({}) : sendProblem(reply, problem("SHARE_OVER"));
    },
  );

  app.get(
    "/api/my/certificates/:register/:id/copy",
    { schema: { params: Which } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const copy = await printCopy(platform, principal.value, request.params);
      if (!copy.ok) return sendProblem(reply, copy.error);
      const name = encodeURIComponent("证照打印件.pdf");
      return reply
        .type(PDF)
        .header("content-disposition", `inline; filename*=UTF-8''${name}`)
        .send(Buffer.from(copy.value));
    },
  );
}

type Asked = { readonly register: string; readonly id: string };

/** A certificate of the principal's own. Errors: RECORD_UNKNOWN, those of canShareCertificate. */
async function ownCertificate(
  { store, work }: Platform,
  principal: Principal,
  { register, id }: Asked,
): Promise<Result<StoredRecord, Problem>> {
  const context = storeContextOf(principal, work.pack.code);
  const record = await findRecord(store, context, register, id);
  if (record === undefined) return err(problem("RECORD_UNKNOWN", { register, id }));
  const may = canShareCertificate(principal, record);
  return may.allowed ? ok(record) : err(may.problem);
}

async function share(
  platform: Platform,
  principal: Principal,
  asked: Asked & Static<typeof ShareRequest>,
): Promise<Result<SharedAnswer, Problem>> {
  const { store, work, now } = platform;
  const found = await ownCertificate(platform, principal, asked);
  if (!found.ok) return found;
  const words = certificateWords(work.pack, found.value);
  if (!words.live) {
    const { licenceNo: number, statusName } = words;
    return err(problem("SHARE_NOT_POSSIBLE", { number, state: statusName.zh, stateEn: statusName.en }));
  }
  const at = now();
  const until = instantFromMillis(millisOf(at) + asked.days * DAY_MS);
  // 256 bits that nobody guesses; only their hash is kept.
  const code = randomBytes(32).toString("base64url");
  const id = randomUUID();
  const context = storeContextOf(principal, work.pack.code);
  await keepShare(
    store,
    context,
    {
      id,
      register: asked.register,
      certificate: asked.id,
      holder: found.value.holder ?? principal.account.id,
      purpose: asked.purpose,
      recipient: asked.recipient,
      madeBy: principal.account.id,
      madeAt: at,
      until,
      withdrawnAt: null,
    },
    codeHash(code),
  );
  const url = `${work.publicUrl}/shared/${code}`;
  return ok({ id, url, until, qr: qrCodeSvg(url) });
}

/** What of a share's code is kept. */
export const codeHash = (code: string): string => createHash("sha256").update(code).digest("hex");

/** 打印件: the certificate as it was issued, marked as a print, without a signature; its code leads to the real one. */
async function printCopy(
  platform: Platform,
  principal: Principal,
  asked: Asked,
): Promise<Result<Uint8Array, Problem>> {
  const found = await ownCertificate(platform, principal, asked);
  if (!found.ok) return found;
  const context = storeContextOf(principal, platform.work.pack.code);
  const id = String(found.value.data["document"] ?? "");
  const document = await findDocument(platform.store, context, { id });
  if (document === undefined) return err(problem("COPY_NOT_POSSIBLE"));
  const { number, title, template, data } = document;
  return platform.print(template, { issuedOn: null, ...data, number, title, copyMark: "打印件" });
}
