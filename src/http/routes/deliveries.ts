import { type Static, Type } from "typebox";
import { canHandOver, type Principal } from "#access";
import { DELIVERY_FORM, handOver } from "#cases";
import { DeliveriesAnswer, DeliveryPapers, HandOverRequest } from "#contract";
import { inBoth, organInBoth, type Hall } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import {
  findDocument,
  listDeliveries,
  listDocuments,
  listHandedOut,
  systemContext,
  type DeliveryRow,
} from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { destroyedProblem } from "../views/destroyed-problem.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { ACT, answerAct } from "./answer-act.ts";
import { hallOf } from "./halls.ts";

const AtHall = Type.Object({
  hall: Type.String({ maxLength: 100 }),
  q: Type.Optional(Type.String({ maxLength: 100 })),
});
const CasePath = Type.Object({ caseNo: Type.String({ maxLength: 40 }) });
const PaperPath = Type.Object({ ...CasePath.properties, id: Type.String({ maxLength: 100 }) });

const MOST = 100;

/** The delivery counter (统一出件): what waits, its papers, and handing it over. */
export function registerDeliveryRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;
  const system = systemContext(pack.code);

  app.get(
    "/api/window/deliveries",
    { schema: { querystring: AtHall, response: { 200: DeliveriesAnswer } } },
    async (request, reply) => {
      const clerk = clerkAt(platform, request, request.query.hall);
      if (!clerk.ok) return sendProblem(reply, clerk.error);
      const { hall, principal } = clerk.value;
      const asked = { form: DELIVERY_FORM, search: request.query.q?.trim() ?? "", most: MOST };
      const rows = await listDeliveries(platform.store, system, asked);
      const waiting = rows.filter((row) => mayHandOver(platform, principal, hall, row));
      const handedOut = await listHandedOut(platform.store, system, hall.id);
      const now = platform.now();
      return reply.send({
        waiting: waiting.map((row) => ({
          caseNo: row.caseNo,
          task: row.task,
          version: row.version,
          title: inBoth(pack, row.title),
          matterName: pack.matters.get(row.matter)?.name ?? inBoth(pack, row.matter),
          organName: organInBoth(pack, row.organ),
          applicantName: row.applicantName,
          since: row.openedAt,
          due: row.dueAt,
          overdue: row.dueAt !== null && row.dueAt < now,
        })),
        handedOut: handedOut.map(({ caseNo, title, clerk: name, way, byAgent, carrier, tracking, at }) => ({
          caseNo,
          title: inBoth(pack, title),
          clerk: name,
          way,
          byAgent,
          carrier,
          tracking,
          at,
        })),
      } as Static<typeof DeliveriesAnswer>);
    },
  );

  app.get(
    "/api/window/deliveries/:caseNo",
    { schema: { params: CasePath, querystring: AtHall, response: { 200: DeliveryPapers } } },
    async (request, reply) => {
      const papers = await papersOf(platform, request, request.params.caseNo, request.query.hall);
      if (!papers.ok) return sendProblem(reply, papers.error);
      return reply.send({
        items: papers.value.map(({ id, title, number, status }) => ({
          id,
          title: inBoth(pack, title),
          number,
          ready: status === "ready",
        })),
      });
    },
  );

  app.get(
    "/api/window/deliveries/:caseNo/papers/:id",
    { schema: { params: PaperPath, querystring: AtHall } },
    async (request, reply) => {
      const { caseNo, id } = request.params;
      const papers = await papersOf(platform, request, caseNo, request.query.hall);
      if (!papers.ok) return sendProblem(reply, papers.error);
      const named = papers.value.find((each) => each.id === id);
      if (named === undefined) return sendProblem(reply, problem("DOCUMENT_UNKNOWN"));
      const paper = await findDocument(platform.store, system, { id });
      if (paper === undefined || paper.fileHash === null)
        return sendProblem(reply, problem("DOCUMENT_NOT_READY"));
      if (paper.destroyed !== null) return sendProblem(reply, destroyedProblem(paper.destroyed));
      return reply
        .type("application/pdf")
        .header(
          "content-disposition",
          `inline; filename*=UTF-8''${encodeURIComponent(`${paper.title}-${paper.number}.pdf`)}`,
        )
        .send(platform.vault.stream(paper.fileHash));
    },
  );

  app.post(
    "/api/window/deliveries/:caseNo",
    { schema: { ...ACT, params: CasePath, body: HandOverRequest } },
    (request, reply) =>
      answerAct(
        platform,
        request,
        reply,
        (principal, idempotencyKey) =>
          handOver(platform.work, principal, {
            ...request.body,
            caseNo: request.params.caseNo,
            idempotencyKey,
          }),
        { zh: "已交付。", en: "Handed over." },
      ),
  );
}

type Asking = Parameters<typeof requirePrincipal>[0];

function clerkAt(
  platform: Platform,
  request: Asking,
  id: string,
): Result<{ readonly hall: Hall; readonly principal: Principal }, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  if (!principal.value.posts.some(({ role }) => role === "clerk")) return err(problem("WINDOW_CLERKS_ONLY"));
  const hall = hallOf(platform, id);
  return hall.ok ? ok({ hall: hall.value, principal: principal.value }) : hall;
}

/** Whether this clerk may hand this result over at this hall. */
function mayHandOver({ work }: Platform, principal: Principal, hall: Hall, row: DeliveryRow): boolean {
  const integrated = work.pack.matters.get(row.matter)?.window.integrated ?? false;
  return canHandOver(principal, row, integrated ? hall.organ : null).allowed;
}

/** The papers of a case whose result waits here, for whoever may hand it over. */
async function papersOf(platform: Platform, request: Asking, caseNo: string, hallId: string) {
  const clerk = clerkAt(platform, request, hallId);
  if (!clerk.ok) return clerk;
  const { hall, principal } = clerk.value;
  const system = systemContext(platform.work.pack.code);
  const waiting = await listDeliveries(platform.store, system, {
    form: DELIVERY_FORM,
    search: caseNo,
    most: 1,
  });
  const row = waiting.find((each) => each.caseNo === caseNo);
  if (row === undefined || !mayHandOver(platform, principal, hall, row))
    return err(problem("HANDOVER_NOT_READY", { caseNo }));
  const all = await listDocuments(platform.store, system, caseNo);
  return ok(all.filter(({ kind }) => kind !== "receipt"));
}
