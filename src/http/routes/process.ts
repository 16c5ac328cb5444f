import type { FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { canSeeProcess, storeContextOf } from "#access";
import type { StoredCase } from "#cases";
import { ProcessAnswer } from "#contract";
import type { LinkedPlan } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { StoreContext } from "#registers";
import { listEntries } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { findDrawing, processAnswer } from "../views/process-answer.ts";
import { findSeenCase } from "./seen-case.ts";

const CasePath = Type.Object({ caseNo: Type.String({ maxLength: 40 }) });
const DrawingPath = Type.Object({
  caseNo: Type.String({ maxLength: 40 }),
  sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }),
});

/** How far a case is in its process, and the drawing of the version that it runs on. */
export function registerProcessRoutes(app: App, platform: Platform): void {
  app.get(
    "/api/cases/:caseNo/process",
    { schema: { params: CasePath, response: { 200: ProcessAnswer } } },
    async (request, reply) => {
      const found = await findProcess(platform, request, request.params.caseNo);
      if (!found.ok) return sendProblem(reply, found.error);
      const { stored, plan, context } = found.value;
      const entries = await listEntries(platform.store, context, stored.id);
      const { drawingOf, work } = platform;
      return reply.send(
        (await processAnswer({ pack: work.pack, stored, plan, entries, drawingOf })) as Static<
          typeof ProcessAnswer
        >,
      );
    },
  );

  app.get(
    "/api/cases/:caseNo/drawings/:sha256",
    { schema: { params: DrawingPath } },
    async (request, reply) => {
      const { caseNo, sha256 } = request.params;
      const found = await findProcess(platform, request, caseNo);
      if (!found.ok) return sendProblem(reply, found.error);
      const etag = `"${sha256}"`;
      const drawing = await findDrawing(found.value.plan, platform.drawingOf, sha256);
      if (drawing === undefined) return sendProblem(reply, problem("DRAWING_UNKNOWN"));
      // Its address is its content: a browser that has it need never ask again.
      reply.header("etag", etag).header("cache-control", "private, max-age=31536000, immutable");
      if (request.headers["if-none-match"] === etag) return reply.status(304).send();
      return reply.type("application/xml; charset=utf-8").send(drawing);
    },
  );
}

type Found = { readonly stored: StoredCase; readonly plan: LinkedPlan; readonly context: StoreContext };

/** The case, where its process may be seen too. Errors: CASE_UNKNOWN, PROCESS_FOR_STAFF, PLAN_NOT_PUBLISHED. */
async function findProcess(
  platform: Platform,
  request: FastifyRequest,
  caseNo: string,
): Promise<Result<Found, Problem>> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const stored = await findSeenCase(platform, principal.value, caseNo);
  if (!stored.ok) return stored;
  const may = canSeeProcess(principal.value, stored.value.head);
  if (!may.allowed) return err(may.problem);
  const plan = await platform.work.planOfCase(stored.value);
  if (!plan.ok) return plan;
  const context = storeContextOf(principal.value, platform.work.pack.code);
  return ok({ stored: stored.value, plan: plan.value, context });
}
