import { type Static, Type } from "typebox";
import { storeContextOf } from "#access";
import { completeTask, partOnCase } from "#cases";
import {
  CaseAnswer,
  CasePage,
  CompleteTaskRequest,
  ExportRequest,
  RevealAnswer,
  RevealRequest,
} from "#contract";
import { problem, type JsonObject } from "#kernel";
import { proofOf } from "#store";
import type { App } from "../app.ts";
import { asLines, MY_CASES_TABLE } from "../lists/case-table.ts";
import { sendExport } from "../lists/export-list.ts";
import { myCases } from "../lists/my-cases.ts";
import { Narrowing, narrowingWords, Paging, readNarrowing } from "../lists/narrowing.ts";
import { leafOf, readerOf, type Leaf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { caseAnswer } from "../views/case-answer.ts";
import { seenIn } from "../views/seen-part.ts";
import { reveal } from "../views/view-log.ts";
import { ACT, answerAct } from "./answer-act.ts";
import { findSeenCase } from "./seen-case.ts";

const CasePath = Type.Object({ caseNo: Type.String({ maxLength: 40 }) });
const { q, matter: ofMatter, from, to } = Narrowing;
const MyCases = Type.Object({
  q,
  matter: ofMatter,
  from,
  to,
  open: Type.Optional(Type.Boolean()),
  ...Paging,
});

/** My cases, the page of one case, and acting on its tasks. */
export function registerCaseRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;

  app.get(
    "/api/my/cases",
    { schema: { querystring: MyCases, response: { 200: CasePage } } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return sendProblem(reply, reader.error);
      const narrowed = readNarrowing(request.query);
      if (!narrowed.ok) return sendProblem(reply, narrowed.error);
      const { open, cursor } = request.query;
      const shown = { ...narrowed.value, ...(open === undefined ? {} : { open }) };
      const page = await myCases(reader.value, shown, leafOf(cursor));
      return reply.send(page as Static<typeof CasePage>);
    },
  );

  app.post(
    "/api/my/cases/export",
    { schema: { querystring: MyCases, body: ExportRequest } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return sendProblem(reply, reader.error);
      const narrowed = readNarrowing(request.query);
      if (!narrowed.ok) return sendProblem(reply, narrowed.error);
      const { open } = request.query;
      const shown = { ...narrowed.value, ...(open === undefined ? {} : { open }) };
      const list = {
        table: MY_CASES_TABLE,
        page: async (leaf: Leaf) => asLines(await myCases(reader.value, shown, leaf)),
        told: narrowingWords(platform, request.query),
      };
      return sendExport(reply, reader.value, list, request.body);
    },
  );

  app.get(
    "/api/cases/:caseNo",
    { schema: { params: CasePath, response: { 200: CaseAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const found = await findSeenCase(platform, principal.value, request.params.caseNo);
      if (!found.ok) return sendProblem(reply, found.error);
      const matter = pack.matters.get(found.value.head.matter);
      if (matter === undefined)
        return sendProblem(reply, problem("MATTER_UNKNOWN", { matter: found.value.head.matter }));
      const plan = await platform.work.planOfCase(found.value);
      if (!plan.ok) return sendProblem(reply, plan.error);
      return reply.send(
        (await caseAnswer(platform, context, principal.value, found.value, {
          matter,
          plan: plan.value,
        })) as Static<typeof CaseAnswer>,
      );
    },
  );

  app.post(
    "/api/cases/:caseNo/reveal",
    { schema: { params: CasePath, body: RevealRequest, response: { 200: RevealAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const found = await findSeenCase(platform, principal.value, request.params.caseNo);
      if (!found.ok) return sendProblem(reply, found.error);
      const until = await reveal(platform, principal.value, found.value, request.body.reason.trim());
      if (!until.ok) return sendProblem(reply, until.error);
      return reply.send({ until: until.value });
    },
  );

  app.get("/api/cases/:caseNo/proof", { schema: { params: CasePath } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const found = await findSeenCase(platform, principal.value, request.params.caseNo);
    if (!found.ok) return sendProblem(reply, found.error);
    // The entry holds what was applied for.
    if (!seenIn(partOnCase(pack, principal.value, found.value)).all)
      return sendProblem(reply, problem("CASE_IN_PART"));
    const context = storeContextOf(principal.value, pack.code);
    // The entry that received the application: what the receipt's hash is the hash of.
    return send(reply, await proofOf(platform.store, context, found.value.id, 1));
  });

  app.post(
    "/api/cases/:caseNo/tasks/:task/complete",
    {
      schema: {
        ...ACT,
        params: Type.Object({ caseNo: Type.String(), task: Type.String() }),
        body: CompleteTaskRequest,
      },
    },
    (request, reply) => {
      const { version, values } = request.body;
      const { params } = request;
      return answerAct(platform, request, reply, (principal, idempotencyKey) =>
        completeTask(platform.work, principal, {
          ...params,
          version,
          values: values as JsonObject,
          idempotencyKey,
        }),
      );
    },
  );
}
