import { type Static, Type } from "typebox";
import { storeContextOf, type Principal } from "#access";
import { reissueQueryCode } from "#cases";
import {
  DeliveryPapers,
  QueryCodeAnswer,
  QueryCodeRequest,
  WindowBlankRequest,
  WindowReceiptRequest,
} from "#contract";
import { inBoth } from "#district";
import { err, ok, problem, type JsonObject, type Problem, type Result } from "#kernel";
import {
  findCaseByNo,
  findDocument,
  findQueryCodeIssue,
  findTakenIn,
  listDocuments,
  logAccess,
  systemContext,
} from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { destroyedProblem } from "../views/destroyed-problem.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { blankData } from "../views/blank-form.ts";
import { queryCodeAnswer, queryCodeNow } from "../views/query-code-answer.ts";
import { IdempotencyHeaders } from "./apply.ts";
import { counterOf, requireClerk } from "./at-counter.ts";
import { lookUp } from "./look-up.ts";

const CasePath = Type.Object({ caseNo: Type.String({ maxLength: 40 }) });
const PaperPath = Type.Object({ ...CasePath.properties, id: Type.String({ maxLength: 100 }) });

/** What a window prints, and the query code that it gives anew. */
export function registerWindowPaperRoutes(app: App, platform: Platform): void {
  registerPrints(app, platform);
  registerIssued(app, platform);
  registerQueryCode(app, platform);
}

function registerPrints(app: App, platform: Platform): void {
  app.post("/api/window/blank", { schema: { body: WindowBlankRequest } }, async (request, reply) => {
    const { matter: id, hall, applicantName, values } = request.body;
    const counter = counterOf(platform, request, id, hall);
    if (!counter.ok) return sendProblem(reply, counter.error);
    const { matter } = counter.value;
    const data = blankData(platform, matter, applicantName, values as JsonObject);
    const printed = await platform.print("application-form", data);
    if (!printed.ok) return sendProblem(reply, printed.error);
    return sendPdf(reply, `${matter.name.zh}-申请表.pdf`).send(Buffer.from(printed.value));
  });

  app.post(
    "/api/window/cases/:caseNo/receipt",
    { schema: { params: CasePath, body: WindowReceiptRequest } },
    async (request, reply) => {
      const clerk = requireClerk(request);
      if (!clerk.ok) return sendProblem(reply, clerk.error);
      const { caseNo } = request.params;
      // A wrong code counts towards the lock as anywhere else: this is no place to guess at.
      const found = await lookUp(platform, request, { caseNo, code: request.body.code });
      if (!found.ok) return sendProblem(reply, found.error);
      const printed = await receiptWithCode(platform, found.value.id, caseNo);
      if (!printed.ok) return sendProblem(reply, printed.error);
      return sendPdf(reply, `收件凭证-${caseNo}.pdf`).send(Buffer.from(printed.value));
    },
  );
}

/**
 * The receipt as it was issued, marked as printed at the window, with the query code. It is made for the hand that waits
 * and kept nowhere, so that no paper in the house bears a code.
 */
async function receiptWithCode(
  platform: Platform,
  subject: string,
  caseNo: string,
): Promise<Result<Uint8Array, Problem>> {
  const system = systemContext(platform.work.pack.code);
  const all = await listDocuments(platform.store, system, subject);
  const receipt = all.find(({ kind, template }) => kind === "receipt" && template === "receipt");
  if (receipt === undefined) return err(problem("DOCUMENT_UNKNOWN"));
  const { code, url } = await queryCodeNow(platform, caseNo);
  const { template, data, number, title } = receipt;
  return platform.print(template, {
    issuedOn: null,
    ...data,
    number,
    title,
    copyMark: "窗口打印",
    queryCode: code,
    queryUrl: url,
  });
}

function registerIssued(app: App, platform: Platform): void {
  app.get(
    "/api/window/cases/:caseNo/papers",
    { schema: { params: CasePath, response: { 200: DeliveryPapers } } },
    async (request, reply) => {
      const issued = await issuedHere(platform, request, request.params.caseNo);
      if (!issued.ok) return sendProblem(reply, issued.error);
      const { pack } = platform.work;
      return reply.send({
        items: issued.value.map(({ id, title, number, status }) => ({
          id,
          title: inBoth(pack, title),
          number,
          ready: status === "ready",
        })),
      });
    },
  );

  app.get(
    "/api/window/cases/:caseNo/papers/:id",
    { schema: { params: PaperPath } },
    async (request, reply) => {
      const { caseNo, id } = request.params;
      const issued = await issuedHere(platform, request, caseNo);
      if (!issued.ok) return sendProblem(reply, issued.error);
      if (!issued.value.some((each) => each.id === id))
        return sendProblem(reply, problem("DOCUMENT_UNKNOWN"));
      const document = await findDocument(platform.store, systemContext(platform.work.pack.code), { id });
      if (document === undefined || document.fileHash === null)
        return sendProblem(reply, problem("DOCUMENT_NOT_READY"));
      if (document.destroyed !== null) return sendProblem(reply, destroyedProblem(document.destroyed));
      return sendPdf(reply, `${document.title}-${document.number}.pdf`).send(
        platform.vault.stream(document.fileHash),
      );
    },
  );
}

/**
 * What a clerk prints of a case they took in: what was issued at the moment of intake, such as the receipt, promises, and
 * the result of what was decided at once. What comes later is the deciding organ's to hand out.
 */
async function issuedHere(platform: Platform, request: Asking, caseNo: string) {
  const clerk = requireClerk(request);
  if (!clerk.ok) return clerk;
  const { code } = platform.work.pack;
  const taken = await findTakenIn(platform.store, storeContextOf(clerk.value, code), caseNo);
  if (taken === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
  const all = await listDocuments(platform.store, systemContext(code), caseNo);
  return ok(all.filter(({ issuedAt }) => issuedAt === taken.at));
}

function registerQueryCode(app: App, platform: Platform): void {
  app.post(
    "/api/window/cases/:caseNo/query-code",
    {
      schema: {
        headers: IdempotencyHeaders,
        params: CasePath,
        body: QueryCodeRequest,
        response: { 200: QueryCodeAnswer },
      },
    },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const idempotencyKey = request.headers["idempotency-key"];
      if (idempotencyKey === undefined) return sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
      const { caseNo } = request.params;
      const asked = { ...request.body, caseNo, idempotencyKey };
      const given = await reissueQueryCode(platform.work, principal.value, asked);
      if (!given.ok) return sendProblem(reply, given.error);
      const { issue } = given.value;
      const system = systemContext(platform.work.pack.code);
      // Asked again after a newer one was given: the code of this answer opens nothing any more.
      if ((await findQueryCodeIssue(platform.store, system, caseNo)) !== issue)
        return sendProblem(reply, problem("IDEMPOTENCY_KEY_REUSED"));
      await noteNewCode(platform, principal.value, caseNo);
      return reply.send(queryCodeAnswer(platform, caseNo, issue) as Static<typeof QueryCodeAnswer>);
    },
  );
}

/** Whose case it is reads that somebody was given a code for it. */
async function noteNewCode(platform: Platform, principal: Principal, caseNo: string): Promise<void> {
  const { pack } = platform.work;
  const stored = await findCaseByNo(platform.store, systemContext(pack.code), caseNo);
  await logAccess(platform.store, storeContextOf(principal, pack.code), {
    at: platform.now(),
    about: stored?.head.applicant ?? null,
    subject: caseNo,
    name: principal.account.name,
    organ: principal.posts[0]?.organ ?? null,
    action: "view",
    purpose: "核验来人证件后补发查询码，原查询码失效",
  });
}

type Asking = Parameters<typeof requirePrincipal>[0];

function sendPdf<
  Reply extends { header: (name: string, value: string) => Reply; type: (type: string) => Reply },
>(reply: Reply, name: string): Reply {
  return reply
    .type("application/pdf")
    .header("content-disposition", `inline; filename*=UTF-8''${encodeURIComponent(name)}`);
}
